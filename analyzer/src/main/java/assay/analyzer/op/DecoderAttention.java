package assay.analyzer.op;

import assay.analyzer.cost.Confidence;
import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.List;
import java.util.Optional;

/// Attention operators of `com.microsoft` made for decoding token by token against a cache.
final class DecoderAttention {

    private static final String CACHE = "whether the cache is used depends on data";

    /// `DecoderMaskedMultiHeadAttention`: query `[B, 1, hidden]`; key and value likewise, or a
    /// cache `[B, heads, L, width]` of the encoder; a past `[B, heads, P, width]`.
    static final Op MASKED = new Rule(DecoderAttention::masked, DecoderAttention::maskedCost);

    /// `SparseAttention`: as GroupQueryAttention, over the blocks that a table lists. Caches come
    /// out as they went in.
    static final Op SPARSE =
            new Rule(
                    node ->
                            Outputs.of(
                                    node,
                                    ValueType.tensor(
                                            node.type(0),
                                            Shape.of(
                                                    node.shape(0).dim(0),
                                                    node.shape(0).dim(1),
                                                    AttentionCore.attribute(node, "num_heads")
                                                            .times(node.shape(3).dim(3)))),
                                    node.input(3),
                                    node.input(4)),
                    DecoderAttention::sparseCost);

    /// `DecoderAttention`: query and key `[length, B, hidden]`, weights `[hidden, hidden]` and
    /// `[hidden, 2 hidden]`. Inputs say whether it is cross attention (8), whether it uses a cache
    /// (9), and whether there is one (10).
    static final Op PROJECTING =
            new Rule(
                    node -> {
                        AttentionCore core = projecting(node).core();
                        ValueType cache =
                                ValueType.tensor(
                                        node.type(0),
                                        AttentionCore.heads(
                                                core.batch(),
                                                core.heads(),
                                                core.keys(),
                                                core.width()));
                        return Outputs.of(node, node.input(0), cache, cache);
                    },
                    DecoderAttention::projectingCost);

    private DecoderAttention() {}

    /// @param projected tokens that key and value are computed of
    private record Projecting(AttentionCore core, Dim projected) {}

    private static Projecting projecting(OpContext node) {
        Dim keys = Dim.unknown(CACHE);
        Dim projected = Dim.unknown(CACHE);
        Optional<Boolean> crossing = Folds.truth(node.value(8));
        Optional<Boolean> past = Folds.truth(node.value(9));
        Optional<Boolean> state = Folds.truth(node.value(10));
        if (crossing.isPresent() && past.isPresent() && state.isPresent()) {
            boolean cached = past.get() && state.get() && node.hasInput(6);
            Dim before = cached ? node.shape(6).dim(2) : Dim.of(0);
            projected = crossing.get() ? node.shape(1).dim(0) : node.shape(0).dim(0);
            if (crossing.get() && cached) {
                projected = Dim.of(0);
            }
            keys = before.plus(projected);
        }
        return new Projecting(attending(node, keys), projected);
    }

    private static AttentionCore attending(OpContext node, Dim keys) {
        Shape query = node.shape(0);
        Dim heads = AttentionCore.attribute(node, "num_heads");
        Dim width = AttentionCore.part(query.dim(2), heads);
        return new AttentionCore(query.dim(1), heads, query.dim(0), keys, width, width);
    }

    private static Cost projectingCost(OpContext node) {
        Projecting stated = projecting(node);
        boolean assumed = stated.projected().isUnknown();
        Dim length = node.shape(0).dim(0);
        AttentionCore core = assumed ? attending(node, length) : stated.core();
        Dim batch = core.batch();
        Dim hidden = node.shape(0).dim(2);
        // the query, then key and value
        Dim rows = batch.times(length.plus((assumed ? length : stated.projected()).times(2)));
        Cost cost =
                Traffic.matrix(
                        node,
                        rows.times(hidden).times(hidden).plus(core.macs()),
                        rows.times(hidden).plus(core.flops(node.hasInput(5) ? 1 : 0)));
        return assumed
                ? cost.less(Confidence.MODELLED, CACHE + "; counted as self attention without one")
                : cost;
    }

    private static AttentionCore core(OpContext node) {
        Shape query = node.shape(0);
        Shape key = node.shape(1);
        Dim heads = AttentionCore.attribute(node, "num_heads");
        boolean packed = !node.hasInput(1);
        Dim width = AttentionCore.part(query.dim(2), packed ? heads.times(3) : heads);
        Dim keys = key.rank() == 4 ? key.dim(2) : packed ? query.dim(1) : key.dim(1);
        if (node.attribute("past_present_share_buffer", 0L) != 0) {
            keys = node.shape(5).dim(2);
        } else if (node.hasInput(5)) {
            keys = keys.plus(node.shape(5).dim(2));
        }
        Shape value = node.shape(2);
        Dim valueWidth =
                packed
                        ? width
                        : value.rank() == 4
                                ? value.dim(3)
                                : AttentionCore.part(value.dim(2), heads);
        return new AttentionCore(query.dim(0), heads, query.dim(1), keys, width, valueWidth);
    }

    private static List<ValueType> masked(OpContext node) {
        return core(node).withCaches(node);
    }

    private static Cost maskedCost(OpContext node) {
        return core(node).cost(node, Products.bias(node, 3) + Products.bias(node, 4));
    }

    private static Cost sparseCost(OpContext node) {
        Shape query = node.shape(0);
        Dim width = node.shape(3).dim(3);
        return new AttentionCore(
                        query.dim(0),
                        AttentionCore.attribute(node, "num_heads"),
                        query.dim(1),
                        node.shape(3).dim(2),
                        width,
                        width)
                .cost(node, 1)
                .less(Confidence.MODELLED, "all blocks of the whole cache counted");
    }
}
