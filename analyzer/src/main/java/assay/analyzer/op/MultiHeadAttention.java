package assay.analyzer.op;

import assay.analyzer.cost.Confidence;
import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.List;
import java.util.Set;

/// Attention of `com.microsoft` on queries `[B, S, hidden]`. Keys and values are `[B, L, hidden]`,
/// or `[B, heads, L, width]` as an encoder's cache holds them, or packed: `[B, L, heads, 2, width]`
/// the two, `[B, S, heads, 3, width]` all three. A past `[B, heads, P, width]` comes out with the
/// new keys behind it, or is a buffer of fixed size that they are put into.
///
/// @param bias index of the bias of queries, keys and values
/// @param mask index of the mask
/// @param scoreBias index of what is added to the scores
/// @param past index of the past keys; those of values follow
/// @param pastLength index of the number of tokens in a buffer
record MultiHeadAttention(int bias, int mask, int scoreBias, int past, int pastLength)
        implements Op {

    /// `MultiHeadAttention`: the past is a buffer where its length is given.
    static final Op PLAIN = new MultiHeadAttention(3, 4, 5, 6, 8);

    /// `DecoderMaskedMultiHeadAttention`: one query a sequence; an attribute says whether the past
    /// is a buffer, and query, key and value packed are `[B, 1, 3 hidden]`.
    static final Op DECODING = new MultiHeadAttention(10, 3, 4, 5, 7);

    private static final String BUFFER = "how many tokens the buffer holds depends on data";

    private boolean isBuffer(OpContext node) {
        return node.hasInput(past)
                && (node.attribute("past_present_share_buffer", 0L) != 0
                        || (past == 6 && node.hasInput(pastLength)));
    }

    private AttentionCore core(OpContext node) {
        Shape query = node.shape(0);
        Shape key = node.shape(1);
        Shape value = node.shape(2);
        Dim heads = AttentionCore.attribute(node, "num_heads");
        Shape packed = query.rank() == 5 ? query : key;
        if (query.rank() == 5 || (query.rank() == 3 && key.rank() == 5)) {
            Dim width = packed.dim(4);
            return new AttentionCore(
                    query.dim(0), heads, query.dim(1), keys(node, packed.dim(1)), width, width);
        }
        if (query.rank() == 3 && !node.hasInput(1) && equals(DECODING)) {
            Dim width = AttentionCore.part(query.dim(2), heads.times(3));
            return new AttentionCore(
                    query.dim(0), heads, query.dim(1), keys(node, query.dim(1)), width, width);
        }
        if (query.rank() != 3 || !node.hasInput(1) || !node.hasInput(2)) {
            Dim unknown = Dim.unknown("how query, key and value are packed");
            return new AttentionCore(query.dim(0), heads, query.dim(1), unknown, unknown, unknown);
        }
        return new AttentionCore(
                query.dim(0),
                heads,
                query.dim(1),
                key.rank() == 4 ? key.dim(2) : keys(node, key.dim(1)),
                AttentionCore.part(query.dim(2), heads),
                value.rank() == 4 ? value.dim(3) : AttentionCore.part(value.dim(2), heads));
    }

    private Dim keys(OpContext node, Dim added) {
        if (!isBuffer(node)) {
            return node.hasInput(past) ? node.shape(past).dim(2).plus(added) : added;
        }
        Dim before = Known.integer(node, pastLength);
        return before.isUnknown() ? node.shape(past).dim(2) : before.plus(added);
    }

    /// The scores come out as float32 or float16, whatever the type of the queries; only where
    /// these are float32 is it told which.
    @Override
    public List<ValueType> infer(OpContext node) {
        AttentionCore core = core(node);
        ElementType type = node.type(0);
        ElementType scores = type == ElementType.FLOAT32 ? type : ElementType.UNDEFINED;
        return Outputs.of(
                node,
                ValueType.tensor(type, core.output()),
                present(node, 0, core, core.width()),
                present(node, 1, core, core.valueWidth()),
                ValueType.tensor(scores, core.scoresShape()));
    }

    private ValueType present(OpContext node, int which, AttentionCore core, Dim width) {
        if (isBuffer(node)) {
            return node.input(past + which);
        }
        return ValueType.tensor(
                node.type(0), AttentionCore.heads(core.batch(), core.heads(), core.keys(), width));
    }

    /// Attention, and a sum for each number that a bias is added to.
    @Override
    public Cost cost(OpContext node) {
        AttentionCore core = core(node);
        boolean masked = node.hasInput(mask) || node.attribute("unidirectional", 0L) != 0;
        Dim vector =
                core.flops((masked ? 1 : 0) + Products.bias(node, scoreBias))
                        .plus(node.hasInput(bias) ? biased(node) : Dim.of(0));
        if (!isBuffer(node)) {
            return Traffic.matrix(node, core.macs(), vector);
        }
        Dim fresh = node.shape(0).dim(1).times(core.batch()).times(core.heads());
        Dim added = node.type(past).bytes(fresh.times(core.width().plus(core.valueWidth())));
        return Cost.exact(
                        core.macs(),
                        vector,
                        node.inputBytes(),
                        Traffic.writtenBut(node, Set.of(1, 2)).plus(added))
                .less(Confidence.MODELLED, BUFFER + "; all of it taken to be read");
    }

    /// Keys and values out of a cache have had their bias.
    private static Dim biased(OpContext node) {
        Dim numbers = node.shape(0).elements();
        for (int part = 1; part <= 2; part++) {
            if (node.hasInput(part) && node.shape(part).rank() != 4) {
                numbers = numbers.plus(node.shape(part).elements());
            }
        }
        return numbers;
    }
}
