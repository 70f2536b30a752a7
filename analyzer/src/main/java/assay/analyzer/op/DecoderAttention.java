package assay.analyzer.op;

import assay.analyzer.cost.Confidence;
import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.Optional;

/// `DecoderAttention` of `com.microsoft`: one operator for self and cross attention, with a cache
/// and without; inputs that only a run knows say which.
final class DecoderAttention {

    private static final String CACHE = "whether the cache is used depends on data";

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
}
