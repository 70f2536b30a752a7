package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.List;

/// Quantized operators of `com.microsoft` beside convolutions and matrix products.
final class IntegerExtras {

    /// `MulInteger`: A (0) and B (2), each followed by its zero point: two shifts and a product.
    static final Op PRODUCT =
            new Rule(
                    node ->
                            Outputs.of(
                                    node,
                                    ElementType.INT32,
                                    Broadcast.shapes(node, List.of(node.shape(0), node.shape(2)))),
                    Work.perOutput(3));

    /// `QLinearReduceMean`: the mean over the attribute `axes`, scaled anew.
    static final Op MEAN =
            new Rule(
                    node -> Outputs.of(node, node.type(0), reduced(node)),
                    node ->
                            Traffic.stream(
                                    node,
                                    node.shape(0)
                                            .elements()
                                            .plus(
                                                    node.output(0)
                                                            .shape()
                                                            .elements()
                                                            .times(Products.REQUANTIZE))));

    /// `ReduceSumInteger`: the sum over the attribute `axes`, as int32.
    static final Op SUM =
            new Rule(node -> Outputs.of(node, ElementType.INT32, reduced(node)), Work.perInput(1));

    /// `QOrderedMatMul`: A (0) and B (2), each followed by its scale.
    static final Op ORDERED_MAT_MUL =
            new Products(
                    false,
                    0,
                    2,
                    node -> Products.REQUANTIZE + Products.bias(node, 5),
                    _ -> ElementType.INT8);

    /// `QOrderedAttention` of `[B, S, in]`: int8 of the hidden sizes that the node names.
    static final Op ORDERED_ATTENTION =
            new Rule(
                    node -> {
                        List<Long> sizes = node.attributeInts("qkv_hidden_sizes").orElse(List.of());
                        Dim hidden =
                                sizes.size() == 3
                                        ? Dim.of(sizes.get(2))
                                        : Dim.unknown("qkv_hidden_sizes is not given");
                        return Outputs.of(
                                node,
                                node.type(0),
                                Shape.of(node.shape(0).dim(0), node.shape(0).dim(1), hidden));
                    },
                    _ -> Cost.unknown("ordered attention is not counted"));

    private IntegerExtras() {}

    private static Shape reduced(OpContext node) {
        Shape data = node.shape(0);
        List<Long> stated = node.attributeInts("axes").orElse(List.of());
        boolean keep = node.attribute("keepdims", 1L) == 1;
        if (!data.isRanked()) {
            return data;
        }
        List<Integer> axes = Axes.normal(node, stated, data.rank()).orElse(null);
        if (axes == null) {
            return Shape.unranked("the axes do not fit the data");
        }
        List<Dim> dims = new ArrayList<>();
        for (int axis = 0; axis < data.rank(); axis++) {
            if (!axes.isEmpty() && !axes.contains(axis)) {
                dims.add(data.dim(axis));
            } else if (keep) {
                dims.add(Dim.of(1));
            }
        }
        return Shape.of(dims);
    }

    /// Same shape as input 0, of the type that attribute `to` names, or int8 without it.
    static List<ValueType> reordered(OpContext node) {
        return Outputs.of(
                node, ElementTypes.attribute(node, "to", ElementType.INT8), node.shape(0));
    }
}
