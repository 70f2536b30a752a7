package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.op.Ops.Row;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/// Operators that stand in the domain of ONNX without being of it, in alphabetical order: those of
/// ONNX's experimental past, which converters wrote, and those that ONNX Runtime adds there.
final class LegacyOps {

    /// `alpha * x + beta`, or a scale and a bias for each channel.
    private static final Op SCALED = new Rule(Types.sameAs(0), Work.perOutput(2));

    /// `Crop`: `border` (left, top, right, bottom) taken from an image, or `scale` (height, width)
    /// kept.
    private static final Op CROP =
            new Rule(node -> Outputs.of(node, node.type(0), cropped(node)), Work.moving());

    /// `ConstantFill`, `GivenTensorFill`: a tensor of the dims that attribute `shape` gives, or
    /// input 0 has, or (`input_as_shape`) holds, with those of `extra_shape` behind them.
    private static final Op FILL =
            new Rule(
                    node ->
                            Outputs.of(
                                    node,
                                    ElementTypes.attribute(node, "dtype", ElementType.FLOAT32),
                                    filled(node)),
                    node -> Cost.exact(Dim.of(0), Dim.of(0), Dim.of(0), node.outputBytes()));

    static final List<Row> ROWS =
            List.of(
                    new Row("Affine", 1, SCALED),
                    new Row("ConstantFill", 1, FILL),
                    new Row("Crop", 1, CROP),
                    new Row("DynamicSlice", 1, new Slice()),
                    new Row("GivenTensorFill", 1, FILL),
                    new Row("ImageScaler", 1, SCALED),
                    new Row("MemcpyFromHost", 1, new Rule(Types.sameAs(0), Work.moving())),
                    new Row("MemcpyToHost", 1, new Rule(Types.sameAs(0), Work.moving())),
                    new Row("Scale", 1, new Rule(Types.sameAs(0), Work.perOutput(1))),
                    new Row("SimplifiedLayerNormalization", 1, FusedNormalization.SIMPLIFIED));

    private LegacyOps() {}

    private static Shape filled(OpContext node) {
        List<Dim> dims = new ArrayList<>();
        boolean holds = node.attribute("input_as_shape", 0L) == 1;
        if (!node.hasInput(0)) {
            node.attributeInts("shape").orElse(List.of()).forEach(dim -> dims.add(Dim.of(dim)));
        } else if (holds && node.integers(0).isPresent()) {
            dims.addAll(node.integers(0).get());
        } else if (!holds && node.shape(0).isRanked()) {
            dims.addAll(node.shape(0).dims());
        } else {
            return Shape.unranked("the shape depends on data");
        }
        node.attributeInts("extra_shape").orElse(List.of()).forEach(dim -> dims.add(Dim.of(dim)));
        return dims.stream().allMatch(dim -> !dim.isKnown() || dim.isNonNegative())
                ? Shape.of(dims)
                : Shape.unranked("a wanted dim is negative");
    }

    private static Shape cropped(OpContext node) {
        Shape image = node.shape(0);
        if (image.rank() != 4) {
            return Shape.unranked("not an image");
        }
        List<Dim> dims = new ArrayList<>(image.dims());
        List<Long> scale = node.attributeInts("scale").orElse(List.of());
        List<Long> border = node.attributeInts("border").orElse(List.of());
        for (int axis = 0; axis < 2; axis++) {
            dims.set(
                    axis + 2,
                    scale.size() == 2
                            ? Dim.of(scale.get(axis))
                            : border.size() == 4
                                    ? image.dim(axis + 2)
                                            .minus(border.get(1 - axis))
                                            .minus(border.get(3 - axis))
                                    : Dim.unknown("neither border nor scale is given"));
        }
        return Shape.of(dims);
    }
}
