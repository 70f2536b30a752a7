package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.List;

/// Attention of `ai.onnx`: query, key, value as `[batch, heads, length, width]` or `[batch, length,
/// heads * width]`, with a past to which the present is added.
record Attention() implements Op {

    @Override
    public List<ValueType> infer(OpContext node) {
        Shape query = node.shape(0);
        if (query.rank() != 3 && query.rank() != 4) {
            return Types.unknown("the query is neither of rank 3 nor 4").of(node);
        }
        AttentionCore core = core(node);
        Dim keyHeads = keyHeads(node);
        Shape output =
                query.rank() == 4
                        ? AttentionCore.heads(
                                core.batch(), core.heads(), core.queries(), core.valueWidth())
                        : Shape.of(
                                core.batch(),
                                core.queries(),
                                core.heads().times(core.valueWidth()));
        return Outputs.of(
                node,
                ValueType.tensor(node.type(0), output),
                ValueType.tensor(
                        node.type(1),
                        AttentionCore.heads(core.batch(), keyHeads, core.keys(), core.width())),
                ValueType.tensor(
                        node.type(2),
                        AttentionCore.heads(
                                core.batch(), keyHeads, core.keys(), core.valueWidth())),
                ValueType.tensor(
                        node.type(0),
                        AttentionCore.heads(
                                core.batch(), core.heads(), core.queries(), core.keys())));
    }

    /// A mask (one given, a causal one, a window, or one of the lengths without padding) adds one
    /// FLOP a score, a soft cap three (quotient, tangent, product).
    @Override
    public Cost cost(OpContext node) {
        long cap = node.attribute("softcap", 0.0) != 0 ? 3 : 0;
        boolean masked =
                node.hasInput(3)
                        || node.hasInput(6)
                        || node.attribute("is_causal", 0L) != 0
                        || node.attribute("left_window_size", -1L) >= 0
                        || node.attribute("right_window_size", -1L) >= 0;
        return core(node).cost(node, cap + (masked ? 1 : 0));
    }

    private static AttentionCore core(OpContext node) {
        Shape query = node.shape(0);
        Dim heads = query.rank() == 4 ? query.dim(1) : AttentionCore.attribute(node, "q_num_heads");
        Dim past = Dim.of(0);
        if (node.hasInput(4) || node.hasInput(5)) {
            Dim pastKey = node.shape(4).dim(2);
            past = pastKey.isUnknown() ? node.shape(5).dim(2) : pastKey;
        }
        Dim batch = query.dim(0);
        return new AttentionCore(
                batch,
                heads,
                query.rank() == 4 ? query.dim(2) : query.dim(1),
                past.plus(length(node.shape(1), node.shape(2))),
                query.rank() == 4 ? query.dim(3) : AttentionCore.part(query.dim(2), heads),
                width(node, node.shape(2)));
    }

    private static Dim length(Shape key, Shape value) {
        Dim length = key.dim(key.rank() == 4 ? 2 : 1);
        return length.isUnknown() ? value.dim(value.rank() == 4 ? 2 : 1) : length;
    }

    private static Dim width(OpContext node, Shape value) {
        return value.rank() == 4 ? value.dim(3) : AttentionCore.part(value.dim(2), keyHeads(node));
    }

    private static Dim keyHeads(OpContext node) {
        return node.shape(1).rank() == 4
                ? node.shape(1).dim(1)
                : AttentionCore.attribute(node, "kv_num_heads");
    }
}
