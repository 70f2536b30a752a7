package assay.analyzer.op;

import assay.analyzer.cost.Confidence;
import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.List;

/// Attention operators of `com.microsoft` whose heads are packed into the last dim.
final class FusedAttention {

    /// `Attention`, `QAttention`: input `[B, S, in]` times weights `[in, 3 * hidden]`, then
    /// attention; a past `[2, B, heads, past, width]`.
    static final Op PROJECTING = new Rule(node -> projected(node, 4), node -> projecting(node, 4));

    static final Op QUANTIZED = new Rule(node -> projected(node, 8), node -> projecting(node, 8));

    /// `MultiHeadAttention`: query `[B, S, hidden]`, key and value `[B, L, hidden]` or `[B, heads,
    /// L, width]`.
    static final Op MULTI_HEAD = new Rule(FusedAttention::multiHead, FusedAttention::multiHeadCost);

    /// `GroupQueryAttention`, `SparseAttention`: query `[B, S, heads * width]`, or query, key and
    /// value packed there; caches `[B, key heads, length, width]`.
    static final Op GROUP_QUERY = new Rule(FusedAttention::grouped, FusedAttention::groupedCost);

    /// `LongformerAttention`: a window of keys around each query, `window` to either side, and
    /// global tokens that depend on data.
    static final Op LONGFORMER = new Rule(Types.sameAs(0), FusedAttention::windowed);

    private static final String BUFFER = "whether the cache grows or is a fixed buffer";

    private FusedAttention() {}

    /// Projections `[hidden, 3 hidden]`, and a band of `2 window + 1` keys for each query. How many
    /// tokens attend globally besides depends on data.
    private static Cost windowed(OpContext node) {
        Shape data = node.shape(0);
        Dim band = AttentionCore.attribute(node, "window").times(2).plus(1);
        Dim heads = AttentionCore.attribute(node, "num_heads");
        AttentionCore core =
                new AttentionCore(
                        data.dim(0),
                        heads,
                        data.dim(1),
                        band,
                        AttentionCore.part(data.dim(2), heads),
                        AttentionCore.part(data.dim(2), heads));
        Dim projections = data.elements().times(data.dim(2)).times(3);
        return Traffic.matrix(
                        node,
                        projections.plus(core.macs()),
                        core.flops(1).plus(data.elements().times(3)))
                .less(Confidence.MODELLED, "no token taken to attend globally");
    }

    /// Hidden size of queries (0), keys (1) or values (2) out of stacked weights.
    static Dim hidden(OpContext node, int index) {
        List<Long> sizes = node.attributeInts("qkv_hidden_sizes").orElse(List.of());
        return sizes.size() == 3
                ? Dim.of(sizes.get(index))
                : AttentionCore.part(node.shape(1).dim(1), Dim.of(3));
    }

    private static AttentionCore projection(OpContext node, int past) {
        Shape data = node.shape(0);
        Dim heads = AttentionCore.attribute(node, "num_heads");
        Dim before = node.hasInput(past) ? node.shape(past).dim(3) : Dim.of(0);
        return new AttentionCore(
                data.dim(0),
                heads,
                data.dim(1),
                before.plus(data.dim(1)),
                AttentionCore.part(hidden(node, 0), heads),
                AttentionCore.part(hidden(node, 2), heads));
    }

    private static List<ValueType> projected(OpContext node, int past) {
        AttentionCore core = projection(node, past);
        var type = past == 8 ? node.type(2) : node.type(0);
        boolean shared = node.attribute("past_present_share_buffer", 0L) != 0;
        Shape present =
                shared
                        ? node.shape(past)
                        : Shape.of(
                                Dim.of(2), core.batch(), core.heads(), core.keys(), core.width());
        return Outputs.of(
                node,
                ValueType.tensor(type, Shape.of(core.batch(), core.queries(), hidden(node, 2))),
                ValueType.tensor(type, present));
    }

    private static Cost projecting(OpContext node, int past) {
        AttentionCore core = projection(node, past);
        Dim rows = core.batch().times(core.queries());
        Dim projection = rows.times(node.shape(1).elements());
        Dim bias = node.hasInput(2) ? rows.times(node.shape(1).dim(1)) : Dim.of(0);
        return Traffic.matrix(
                node, projection.plus(core.macs()), core.flops(mask(node, 3)).plus(bias));
    }

    private static long mask(OpContext node, int index) {
        return node.hasInput(index) || node.attribute("unidirectional", 0L) != 0 ? 1 : 0;
    }

    private static AttentionCore separate(OpContext node) {
        Shape query = node.shape(0);
        Dim heads = AttentionCore.attribute(node, "num_heads");
        Shape key = node.shape(1);
        Shape value = node.shape(2);
        Dim past = node.hasInput(6) ? node.shape(6).dim(2) : Dim.of(0);
        if (query.rank() == 5 || (query.rank() == 3 && key.rank() == 5)) {
            // query, key and value together, [B, S, heads, 3, width], or the last two, [B, L, ...]
            Shape packed = query.rank() == 5 ? query : key;
            return new AttentionCore(
                    query.dim(0),
                    heads,
                    query.dim(1),
                    past.plus(packed.dim(1)),
                    packed.dim(4),
                    packed.dim(4));
        }
        if (query.rank() != 3 || !node.hasInput(1) || !node.hasInput(2)) {
            Dim unknown = Dim.unknown("how query, key and value are packed");
            return new AttentionCore(query.dim(0), heads, query.dim(1), unknown, unknown, unknown);
        }
        return new AttentionCore(
                query.dim(0),
                heads,
                query.dim(1),
                past.plus(key.dim(key.rank() == 4 ? 2 : 1)),
                AttentionCore.part(query.dim(2), heads),
                value.rank() == 4 ? value.dim(3) : AttentionCore.part(value.dim(2), heads));
    }

    private static List<ValueType> multiHead(OpContext node) {
        return separate(node).withCaches(node);
    }

    private static Cost multiHeadCost(OpContext node) {
        return separate(node).cost(node, mask(node, 4) + Products.bias(node, 5));
    }

    private static Dim groupWidth(OpContext node) {
        Dim parts = AttentionCore.attribute(node, "num_heads");
        if (!node.hasInput(1)) {
            parts = parts.plus(AttentionCore.attribute(node, "kv_num_heads").times(2));
        }
        return AttentionCore.part(node.shape(0).dim(2), parts);
    }

    /// The cache as it comes out: a buffer of fixed size, or the past with the new keys behind it.
    /// Which of the two, the total length tells.
    private static Dim present(OpContext node) {
        Dim total = Folds.integer(node.value(6)).orElse(Dim.unknown(BUFFER));
        return node.hasInput(3) ? node.shape(3).dim(2).max(total) : node.shape(0).dim(1);
    }

    private static List<ValueType> grouped(OpContext node) {
        Shape query = node.shape(0);
        Dim output = AttentionCore.attribute(node, "num_heads").times(groupWidth(node));
        Shape cache =
                AttentionCore.heads(
                        query.dim(0),
                        AttentionCore.attribute(node, "kv_num_heads"),
                        present(node),
                        groupWidth(node));
        var cached = node.hasInput(3) ? node.type(3) : node.type(0);
        return Outputs.of(
                node,
                ValueType.tensor(node.type(0), Shape.of(query.dim(0), query.dim(1), output)),
                ValueType.tensor(cached, cache),
                ValueType.tensor(cached, cache));
    }

    private static Cost groupedCost(OpContext node) {
        Shape query = node.shape(0);
        Dim present = present(node);
        boolean assumed = present.isUnknown();
        Dim keys = assumed ? node.shape(3).dim(2).plus(query.dim(1)) : present;
        Cost cost =
                new AttentionCore(
                                query.dim(0),
                                AttentionCore.attribute(node, "num_heads"),
                                query.dim(1),
                                keys,
                                groupWidth(node),
                                groupWidth(node))
                        .cost(node, 1);
        return assumed
                ? cost.less(Confidence.MODELLED, "all of the cache and the new keys attended to")
                : cost;
    }
}
