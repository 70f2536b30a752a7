package assay.analyzer.op;

import assay.analyzer.cost.Confidence;
import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.List;
import java.util.Set;

/// `GroupQueryAttention` of `com.microsoft`: queries `[B, S, heads * width]`, keys and values `[B,
/// L, key heads * width]`, or all three packed into the last dim; caches `[B, key heads, length,
/// width]`, maybe in 8 or 4 bits.
///
/// A cache comes out as long as the longer of the past and the total length (input 6): it has grown
/// by the new keys, or is a buffer that they were put into.
record GroupQueryAttention() implements Op {

    private static final int PAST = 3;
    private static final int TOTAL = 6;
    private static final int COSINES = 7;

    private static final String BUFFER = "whether the cache grows or is a fixed buffer";
    private static final Set<Integer> PARTLY_READ = Set.of(PAST, PAST + 1, COSINES, COSINES + 1);

    private static Dim heads(OpContext node) {
        return AttentionCore.attribute(node, "num_heads");
    }

    private static Dim keyHeads(OpContext node) {
        return AttentionCore.attribute(node, "kv_num_heads");
    }

    private static Dim width(OpContext node) {
        Dim parts = node.hasInput(1) ? heads(node) : heads(node).plus(keyHeads(node).times(2));
        return AttentionCore.part(node.shape(0).dim(2), parts);
    }

    /// Tokens whose keys are new.
    private static Dim added(OpContext node) {
        Dim stated = node.hasInput(1) ? node.shape(1).dim(1) : node.shape(0).dim(1);
        return stated.isUnknown() ? node.shape(0).dim(1) : stated;
    }

    private static Dim total(OpContext node) {
        return Folds.integer(node.value(TOTAL)).orElse(Dim.unknown(BUFFER));
    }

    /// Length of the cache as it comes out.
    private static Dim present(OpContext node) {
        if (!node.hasInput(PAST)) {
            Dim total = total(node);
            return total.isKnown() ? total : added(node);
        }
        Dim past = node.shape(PAST).dim(2);
        return isWindow(node) ? past : past.max(total(node));
    }

    private static boolean isWindow(OpContext node) {
        return node.attribute("sliding_window_cache", 0L) == 1;
    }

    @Override
    public List<ValueType> infer(OpContext node) {
        Dim batch = node.shape(0).dim(0);
        Dim length = node.shape(0).dim(1);
        boolean hasPast = node.hasInput(PAST);
        // numbers of 4 bits lie in pairs
        Dim stored = hasPast ? node.shape(PAST).dim(3) : width(node);
        ValueType cache =
                ValueType.tensor(
                        node.type(hasPast ? PAST : 0),
                        AttentionCore.heads(
                                batch,
                                keyHeads(node),
                                present(node),
                                stored.isUnknown() ? width(node) : stored));
        Dim scored = total(node).isUnknown() && !hasPast ? added(node) : total(node);
        return Outputs.of(
                node,
                ValueType.tensor(
                        node.type(0), Shape.of(batch, length, heads(node).times(width(node)))),
                cache,
                cache,
                ValueType.tensor(
                        node.type(0), AttentionCore.heads(batch, heads(node), length, scored)));
    }

    /// Attention over all keys, or over those of the window that `local_window_size` leaves a
    /// query; a causal mask takes nothing off. Of the caches what is attended to is read, and
    /// written whole where they grow, else what is new; of the tables of cosines and sines a row a
    /// token.
    @Override
    public Cost cost(OpContext node) {
        Dim batch = node.shape(0).dim(0);
        Dim added = added(node);
        Dim before = before(node);
        boolean assumed = node.hasInput(PAST) && total(node).isUnknown();
        Dim keys = total(node).isUnknown() ? before.plus(added) : total(node);
        long window = node.attribute("local_window_size", -1L);
        if (window > 0) {
            keys = keys.min(Dim.of(window));
            before = before.min(Dim.of(window));
        }
        AttentionCore core =
                new AttentionCore(
                        batch, heads(node), node.shape(0).dim(1), keys, width(node), width(node));
        Dim read = Traffic.readBut(node, PARTLY_READ).plus(cached(node, batch.times(before)));
        for (int table = COSINES; table <= COSINES + 1; table++) {
            read = read.plus(Traffic.slices(node, table, 0, batch.times(added)));
        }
        boolean grows = !node.hasInput(PAST) || !present(node).equals(node.shape(PAST).dim(2));
        Dim written =
                grows
                        ? node.outputBytes()
                        : Traffic.writtenBut(node, Set.of(1, 2))
                                .plus(cached(node, batch.times(added)));
        Cost cost = Cost.exact(core.macs(), vector(node, core, added), read, written);
        return assumed
                ? cost.less(Confidence.MODELLED, "all of the cache and the new keys attended to")
                : cost;
    }

    /// Tokens in the cache as it comes in: all of one that grows; of a buffer, whose length is a
    /// plain number, what the total length leaves.
    private static Dim before(OpContext node) {
        if (!node.hasInput(PAST)) {
            return Dim.of(0);
        }
        Dim past = node.shape(PAST).dim(2);
        return past.isKnown() && !total(node).isUnknown()
                ? past.min(total(node).minus(added(node))).max(Dim.of(0))
                : past;
    }

    /// Bytes of the keys and values of so many tokens in the caches.
    private static Dim cached(OpContext node, Dim tokens) {
        int cache = node.hasInput(PAST) ? PAST : 0;
        Dim stored = node.hasInput(PAST) ? node.shape(PAST).dim(3) : width(node);
        return node.type(cache).bytes(tokens.times(keyHeads(node)).times(stored)).times(2);
    }

    /// Scores with mask, cap and bias; for each token's queries and keys a rotation (3 a number)
    /// and RMS normalization (4 a number, 3 a head); a product for each number of a quantized
    /// cache, and its making ([Products#REQUANTIZE]) for each new one.
    private static Dim vector(OpContext node, AttentionCore core, Dim added) {
        long extra =
                (node.attribute("causal", 1L) != 0 ? 1 : 0)
                        + (node.attribute("softcap", 0.0) != 0 ? 3 : 0)
                        + Products.bias(node, 10);
        Dim queried = core.batch().times(core.queries()).times(heads(node));
        Dim keyed = core.batch().times(added).times(keyHeads(node));
        Dim vectors = queried.plus(keyed);
        Dim sum = core.flops(extra);
        if (node.attribute("do_rotary", 0L) != 0) {
            Dim half = node.shape(COSINES).dim(1);
            Dim turned = half.isUnknown() ? core.width() : half.times(2);
            sum = sum.plus(vectors.times(turned).times(3));
        }
        if (node.hasInput(14)) {
            sum = sum.plus(vectors.times(core.width().times(4).plus(3)));
        }
        ElementType stored = node.type(PAST);
        if (node.hasInput(PAST) && (!stored.isFloat() || stored.bits() == 8)) {
            Dim attended = core.batch().times(core.keys()).times(keyHeads(node));
            sum =
                    sum.plus(
                            attended.plus(keyed.times(Products.REQUANTIZE))
                                    .times(core.width())
                                    .times(2));
        }
        return sum;
    }
}
