package assay.analyzer.op;

import assay.analyzer.cost.Confidence;
import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.List;
import java.util.Set;

/// `SparseAttention` of `com.microsoft`: queries `[B, S, heads * width]`, or query, key and value
/// packed there, over those blocks of keys that a table of layouts lists. The caches are buffers
/// `[B, key heads, longest, width]` that come out as they went in.
record SparseAttention() implements Op {

    private static final int CACHE = 3;
    private static final int COLUMNS = 6;
    private static final int TOTAL = 7;
    private static final int COSINES = 9;

    private static Dim heads(OpContext node) {
        return AttentionCore.attribute(node, "num_heads");
    }

    @Override
    public List<ValueType> infer(OpContext node) {
        Shape query = node.shape(0);
        Dim hidden = heads(node).times(node.shape(CACHE).dim(3));
        return Outputs.of(
                node,
                ValueType.tensor(node.type(0), Shape.of(query.dim(0), query.dim(1), hidden)),
                node.input(CACHE),
                node.input(CACHE + 1));
    }

    /// Scores for all keys of each query, but no more than the listed blocks hold; where the total
    /// length (7) is not known the buffer is taken to be full.
    @Override
    public Cost cost(OpContext node) {
        Shape query = node.shape(0);
        Shape cache = node.shape(CACHE);
        Dim total = Folds.integer(node.value(TOTAL)).orElse(cache.dim(2));
        Dim block = AttentionCore.attribute(node, "sparse_block_size");
        Dim listed = node.shape(COLUMNS).dim(1).times(block).times(block);
        Dim scored = query.dim(1).times(total);
        // queries of one key each, as far as their number goes
        AttentionCore core =
                new AttentionCore(
                        query.dim(0),
                        heads(node),
                        listed.isUnknown() ? scored : scored.min(listed),
                        Dim.of(1),
                        cache.dim(3),
                        cache.dim(3));
        Dim tokens = query.dim(0).times(query.dim(1));
        Dim kept = AttentionCore.attribute(node, "kv_num_heads").times(cache.dim(3)).times(2);
        Dim vector = core.flops(1);
        if (node.attribute("do_rotary", 0L) != 0) {
            Dim turned = heads(node).plus(AttentionCore.attribute(node, "kv_num_heads"));
            vector = vector.plus(tokens.times(turned).times(cache.dim(3)).times(3));
        }
        Dim read =
                Traffic.readBut(node, Set.of(CACHE, CACHE + 1, COSINES, COSINES + 1))
                        .plus(node.type(CACHE).bytes(query.dim(0).times(total).times(kept)));
        for (int table = COSINES; table <= COSINES + 1; table++) {
            read = read.plus(Traffic.slices(node, table, 0, tokens));
        }
        Dim written = node.output(0).bytes().plus(node.type(CACHE).bytes(tokens.times(kept)));
        return Cost.exact(core.macs(), vector, read, written)
                .less(Confidence.MODELLED, "which blocks a query meets depends on its place");
    }
}
