package assay.analyzer.op;

import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.List;

/// Single operators of `com.microsoft`.
final class RuntimeExtras {

    /// `BiasSplitGelu`: the second half of the last dim, through Gelu, times the first: 1 for the
    /// bias of each input, 6 for each output.
    static final Op SPLIT_GELU =
            new Rule(
                    node -> {
                        Dim half = AttentionCore.part(node.shape(0).dim(-1), Dim.of(2));
                        return Outputs.of(
                                node, node.type(0), Slices.resized(node.shape(0), -1, half));
                    },
                    Work.perOutput(8));

    /// `CropAndResize`: `[regions, C, height, width]`, bilinear: 8 for each output.
    static final Op CROP_AND_RESIZE =
            new Rule(
                    node -> {
                        List<Dim> size = node.integers(3).orElse(List.of());
                        Dim data = Dim.unknown("the crop's size depends on data");
                        return Outputs.of(
                                node,
                                node.type(0),
                                Shape.of(
                                        node.shape(1).dim(0),
                                        node.shape(0).dim(1),
                                        size.size() == 2 ? size.get(0) : data,
                                        size.size() == 2 ? size.get(1) : data));
                    },
                    Work.perOutput(8));

    /// `ExpandDims`: a view.
    static final Op EXPAND_DIMS =
            new Rule(
                    node ->
                            Outputs.of(
                                    node,
                                    node.type(0),
                                    Folds.integer(node.value(1)).orElse(null)
                                                    instanceof Dim.Known(long axis)
                                            ? Slices.with(node.shape(0), axis, Dim.of(1))
                                            : Shape.unranked("the axis depends on data")),
                    Work.none());

    /// `Inverse` of `[..., M, M]`: `2 M^3` for each matrix, three times an LU factorisation.
    static final Op INVERSE =
            new Rule(
                    Types.sameAs(0),
                    node ->
                            Traffic.stream(
                                    node,
                                    node.shape(0)
                                            .elements()
                                            .times(node.shape(0).dim(-1))
                                            .times(2)));

    /// `QLinearConcat`: scale and zero point of the result, then data, scale and zero point of each
    /// part; every element is scaled anew.
    static final Op QLINEAR_CONCAT =
            new Rule(RuntimeExtras::joined, Work.perOutput(Products.REQUANTIZE));

    /// `BiasDropout`: in inference an addition of bias and residual.
    static final Op BIAS_DROPOUT =
            new Rule(
                    node ->
                            Outputs.of(
                                    node,
                                    node.input(0),
                                    ValueType.tensor(ElementType.BOOL, node.shape(0))),
                    node ->
                            Traffic.stream(
                                    node,
                                    node.shape(0).elements().times(1 + Products.bias(node, 2))));

    private RuntimeExtras() {}

    /// An element-wise operator on quantized inputs, each followed by its scale and zero point.
    ///
    /// @param parts indices of the inputs that are broadcast against each other
    /// @param type index of the input that has the result's type
    /// @param flops FLOPs of the operator itself; converting both ways comes on top
    static Op quantized(List<Integer> parts, int type, long flops) {
        return new Rule(
                node -> {
                    List<Shape> shapes = new ArrayList<>();
                    parts.forEach(part -> shapes.add(node.shape(part)));
                    return Outputs.of(node, node.type(type), Broadcast.shapes(node, shapes));
                },
                Work.perOutput(flops + 2L * parts.size() + Products.REQUANTIZE));
    }

    private static List<ValueType> joined(OpContext node) {
        Shape first = node.shape(2);
        long axis = node.attribute("axis", 0L);
        List<Dim> lengths = new ArrayList<>();
        for (int i = 2; i < node.inputCount(); i += 3) {
            lengths.add(Slices.dim(node.shape(i), axis));
        }
        return Outputs.of(node, node.type(1), Slices.resized(first, axis, Dim.sum(lengths)));
    }
}
