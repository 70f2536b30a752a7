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

    /// `ReduceSumInteger`: the sum over the attribute `axes` in 32 bits, with a sign where the data
    /// has one.
    static final Op SUM =
            new Rule(node -> Outputs.of(node, wide(node.type(0)), reduced(node)), Work.perInput(1));

    /// `QOrderedMatMul`: A (0) and B (2), each followed by its scale.
    static final Op ORDERED_MAT_MUL =
            new Products(
                    false,
                    0,
                    2,
                    node -> Products.REQUANTIZE + Products.bias(node, 5),
                    _ -> ElementType.INT8);

    /// `QOrderedAttention` of `[B, S, in]` with weights `[in, hidden]` for query, key and value
    /// (inputs 5 to 7): int8 of the hidden size. Each of the products' results is scaled anew.
    static final Op ORDERED_ATTENTION =
            new Rule(
                    node ->
                            Outputs.of(
                                    node,
                                    node.type(0),
                                    Shape.of(
                                            node.shape(0).dim(0),
                                            node.shape(0).dim(1),
                                            node.shape(7).dim(1))),
                    IntegerExtras::orderedAttention);

    private IntegerExtras() {}

    private static ElementType wide(ElementType type) {
        return switch (type) {
            case INT8 -> ElementType.INT32;
            case UINT8 -> ElementType.UINT32;
            default -> ElementType.UNDEFINED;
        };
    }

    private static Cost orderedAttention(OpContext node) {
        Shape data = node.shape(0);
        Dim heads = AttentionCore.attribute(node, "num_heads");
        Dim width = AttentionCore.part(node.shape(5).dim(1), heads);
        Dim valueWidth = AttentionCore.part(node.shape(7).dim(1), heads);
        AttentionCore core =
                new AttentionCore(data.dim(0), heads, data.dim(1), data.dim(1), width, valueWidth);
        Dim rows = data.dim(0).times(data.dim(1));
        Dim projected = rows.times(heads).times(width.times(2).plus(valueWidth));
        boolean masked = node.hasInput(17) || node.attribute("unidirectional", 0L) != 0;
        Dim results = projected.plus(rows.times(heads).times(valueWidth)).plus(core.scores());
        return Traffic.matrix(
                node,
                projected.times(data.dim(2)).plus(core.macs()),
                core.flops(masked ? 1 : 0)
                        .plus(projected)
                        .plus(results.times(Products.REQUANTIZE)));
    }

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
