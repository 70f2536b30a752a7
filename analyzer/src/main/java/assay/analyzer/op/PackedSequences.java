package assay.analyzer.op;

import assay.analyzer.cost.Confidence;
import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.List;

/// Operators of `com.microsoft` on batches whose padding is taken out: all tokens of all sequences
/// one after the other, `[tokens, hidden]`, with the place of each in the batch `[B, S]`.
final class PackedSequences {

    private static final String TOKENS = "how many tokens are no padding depends on data";
    private static final String LENGTHS = "every sequence counted at full length";

    /// `RemovePadding`: `[B, S, hidden]` to `[tokens, hidden]`, places, offsets, longest length.
    static final Op REMOVE =
            new Rule(
                    node ->
                            Outputs.of(
                                    node,
                                    ValueType.tensor(
                                            node.type(0),
                                            Shape.of(Dim.unknown(TOKENS), node.shape(0).dim(2))),
                                    ValueType.tensor(
                                            ElementType.INT32,
                                            Shape.of(node.shape(0).dim(0), node.shape(0).dim(1))),
                                    ValueType.tensor(
                                            ElementType.INT32,
                                            Shape.of(node.shape(0).dim(0).plus(1))),
                                    ValueType.tensor(ElementType.INT32, Shape.of(1))),
                    node ->
                            Cost.exact(
                                            Dim.of(0),
                                            Dim.of(0),
                                            node.input(0).bytes(),
                                            node.input(0).bytes())
                                    .less(Confidence.MODELLED, TOKENS + "; all counted"));

    /// `RestorePadding`: the way back.
    static final Op RESTORE =
            new Rule(
                    node ->
                            Outputs.of(
                                    node,
                                    node.type(0),
                                    Shape.of(
                                            node.shape(1).dim(0),
                                            node.shape(1).dim(1),
                                            node.shape(0).dim(1))),
                    Work.moving());

    /// `PackedAttention`: tokens `[T, in]` times weights `[in, 3 * hidden]`, then attention within
    /// each sequence.
    static final Op ATTENTION =
            new Rule(PackedSequences::projected, PackedSequences::projectedCost);

    /// `PackedMultiHeadAttention`: query, key and value `[T, hidden]`, or `[T, heads, 3, width]`.
    static final Op MULTI_HEAD =
            new Rule(
                    node ->
                            Outputs.of(
                                    node,
                                    node.type(0),
                                    Shape.of(node.shape(0).dim(0), valueHidden(node))),
                    PackedSequences::multiHeadCost);

    /// `PagedAttention`: query `[T, heads * width]`, or query, key and value packed there; caches
    /// `[blocks, block size, key heads, ...]` come out as they went in. With a latent cache values
    /// are the first `v_head_size` numbers of a key.
    static final Op PAGED =
            new Rule(
                    node -> {
                        AttentionCore core = paged(node);
                        return Outputs.of(
                                node,
                                ValueType.tensor(
                                        node.type(0),
                                        Shape.of(
                                                core.batch(),
                                                core.heads().times(core.valueWidth()))),
                                node.input(3),
                                node.input(4));
                    },
                    PackedSequences::pagedCost);

    private PackedSequences() {}

    /// One query a token, against as many keys as the table `[B, blocks]` (7) of a sequence holds,
    /// or as a window leaves of them.
    private static AttentionCore paged(OpContext node) {
        Shape query = node.shape(0);
        Dim heads = AttentionCore.attribute(node, "num_heads");
        Dim parts =
                node.hasInput(1)
                        ? heads
                        : heads.plus(AttentionCore.attribute(node, "kv_num_heads").times(2));
        Dim width = AttentionCore.part(query.dim(1), parts);
        Dim keys = node.shape(7).dim(1).times(node.shape(3).dim(1));
        long window = node.attribute("local_window_size", -1L);
        if (window > 0) {
            keys = keys.min(Dim.of(window));
        }
        boolean narrower = node.attribute("v_head_size", 0L) > 0;
        return new AttentionCore(
                query.dim(0),
                heads,
                Dim.of(1),
                keys,
                width,
                narrower ? AttentionCore.attribute(node, "v_head_size") : width);
    }

    /// Of the caches what the tables name is read, and what the tokens add is written.
    private static Cost pagedCost(OpContext node) {
        AttentionCore core = paged(node);
        // numbers of 4 bits lie in pairs in the cache
        Dim stored = node.shape(3).dim(2).times(node.shape(3).dim(3));
        Dim fresh = node.type(3).bytes(core.batch().times(stored));
        Dim read = node.input(0).bytes();
        for (int part = 1; part <= 2; part++) {
            read = node.hasInput(part) ? read.plus(node.input(part).bytes()) : read;
        }
        for (int cache = 3; cache <= 4; cache++) {
            if (node.hasInput(cache)) {
                ValueType block = Slices.without(node.input(cache), 0);
                read = read.plus(node.shape(7).elements().times(block.bytes()));
            }
        }
        return Cost.exact(
                        core.macs(),
                        core.flops(1),
                        read,
                        node.output(0).bytes().plus(fresh.times(node.hasInput(4) ? 2 : 1)))
                .less(Confidence.MODELLED, "every sequence taken to fill the blocks of its table");
    }

    /// Attention of `[B, S]` tokens, each sequence at full length.
    private static AttentionCore core(Shape places, Dim heads, Dim hidden, Dim valueHidden) {
        return new AttentionCore(
                places.dim(0),
                heads,
                places.dim(1),
                places.dim(1),
                AttentionCore.part(hidden, heads),
                AttentionCore.part(valueHidden, heads));
    }

    private static List<ValueType> projected(OpContext node) {
        return Outputs.of(
                node,
                node.type(0),
                Shape.of(node.shape(0).dim(0), ProjectedAttention.hidden(node, 2)));
    }

    private static Cost projectedCost(OpContext node) {
        AttentionCore core =
                core(
                        node.shape(3),
                        AttentionCore.attribute(node, "num_heads"),
                        ProjectedAttention.hidden(node, 0),
                        ProjectedAttention.hidden(node, 2));
        Dim tokens = node.shape(0).dim(0);
        return Traffic.matrix(
                        node,
                        tokens.times(node.shape(1).elements()).plus(core.macs()),
                        core.flops(Products.bias(node, 5)).plus(tokens.times(node.shape(1).dim(1))))
                .less(Confidence.MODELLED, LENGTHS);
    }

    private static Dim valueHidden(OpContext node) {
        Shape query = node.shape(0);
        return query.rank() == 4 ? query.dim(1).times(query.dim(3)) : node.shape(2).dim(1);
    }

    private static Cost multiHeadCost(OpContext node) {
        Dim hidden = node.shape(0).rank() == 4 ? valueHidden(node) : node.shape(0).dim(1);
        AttentionCore core =
                core(
                        node.shape(4),
                        AttentionCore.attribute(node, "num_heads"),
                        hidden,
                        valueHidden(node));
        // a bias of queries, keys and values, and one of scores
        Dim tokens = node.shape(0).dim(0);
        Dim biased = node.hasInput(3) ? tokens.times(node.shape(3).dim(0)) : Dim.of(0);
        return Traffic.matrix(node, core.macs(), core.flops(Products.bias(node, 6)).plus(biased))
                .less(Confidence.MODELLED, LENGTHS);
    }
}
