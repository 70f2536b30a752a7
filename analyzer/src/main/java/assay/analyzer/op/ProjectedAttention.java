package assay.analyzer.op;

import assay.analyzer.cost.Confidence;
import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.List;
import java.util.Set;

/// Attention of `com.microsoft` that projects its input itself: `[B, S, in]` times weights `[in,
/// hidden + hidden + value hidden]`, then attention. A past `[2, B, heads, past, width]` comes out
/// with the new keys and values behind it, or is a buffer of fixed size that they are put into.
///
/// @param mask index of the mask
/// @param past index of the past
/// @param scoreBias index of what is added to the scores, -1 where the operator has none
/// @param pastLength index of the number of tokens in a buffer, -1 where the operator has none
/// @param quantized true where input and weights are quantized and the result is not
record ProjectedAttention(int mask, int past, int scoreBias, int pastLength, boolean quantized)
        implements Op {

    /// `Attention`, `DecoderMaskedSelfAttention`.
    static final Op PLAIN = new ProjectedAttention(3, 4, 5, 6, false);

    /// `QAttention`: scales lie between bias and mask.
    static final Op QUANTIZED = new ProjectedAttention(5, 8, -1, -1, true);

    private static final String BUFFER = "how many tokens the buffer holds depends on data";

    /// Hidden size of queries (0), keys (1) or values (2) out of stacked weights, or of the bias
    /// where the shape of the weights is not known.
    static Dim hidden(OpContext node, int index) {
        List<Long> sizes = node.attributeInts("qkv_hidden_sizes").orElse(List.of());
        if (sizes.size() == 3) {
            return Dim.of(sizes.get(index));
        }
        Dim stacked = node.shape(1).dim(1);
        return AttentionCore.part(stacked.isUnknown() ? node.shape(2).dim(0) : stacked, Dim.of(3));
    }

    private boolean isBuffer(OpContext node) {
        return node.attribute("past_present_share_buffer", 0L) != 0 && node.hasInput(past);
    }

    private AttentionCore core(OpContext node) {
        Shape data = node.shape(0);
        Dim heads = AttentionCore.attribute(node, "num_heads");
        return new AttentionCore(
                data.dim(0),
                heads,
                data.dim(1),
                keys(node),
                AttentionCore.part(hidden(node, 0), heads),
                AttentionCore.part(hidden(node, 2), heads));
    }

    private Dim keys(OpContext node) {
        Dim added = node.shape(0).dim(1);
        if (!isBuffer(node)) {
            return node.hasInput(past) ? node.shape(past).dim(3).plus(added) : added;
        }
        Dim before = pastLength < 0 ? Dim.unknown(BUFFER) : Known.integer(node, pastLength);
        return before.isUnknown() ? node.shape(past).dim(3) : before.plus(added);
    }

    @Override
    public List<ValueType> infer(OpContext node) {
        AttentionCore core = core(node);
        ElementType type = node.type(quantized ? 2 : 0);
        Shape present =
                isBuffer(node)
                        ? node.shape(past)
                        : Shape.of(
                                Dim.of(2), core.batch(), core.heads(), core.keys(), core.width());
        return Outputs.of(
                node,
                ValueType.tensor(type, Shape.of(core.batch(), core.queries(), hidden(node, 2))),
                ValueType.tensor(type, present));
    }

    /// The products and attention; of vector work a bias for each projected number (and two scales
    /// where they come quantized), and 3 for each number of queries and keys that is rotated.
    @Override
    public Cost cost(OpContext node) {
        AttentionCore core = core(node);
        Dim rows = core.batch().times(core.queries());
        Dim stacked = node.shape(1).dim(1);
        Dim vector =
                core.flops(extras(node))
                        .plus(rows.times(stacked).times(quantized ? 2 : 0))
                        .plus(rows.times(node.hasInput(2) ? stacked : Dim.of(0)))
                        .plus(rows.times(rotated(node, core)).times(3));
        Dim written = node.outputBytes();
        if (isBuffer(node)) {
            ValueType fresh =
                    ValueType.tensor(
                            node.type(past), Shape.of(Dim.of(2), rows, core.heads(), core.width()));
            written = Traffic.writtenBut(node, Set.of(1)).plus(fresh.bytes());
        }
        Cost cost =
                Cost.exact(
                        rows.times(node.shape(1).elements()).plus(core.macs()),
                        vector,
                        node.inputBytes(),
                        written);
        return isBuffer(node)
                ? cost.less(Confidence.MODELLED, BUFFER + "; all of it taken to be read")
                : cost;
    }

    private long extras(OpContext node) {
        boolean masked = node.hasInput(mask) || node.attribute("unidirectional", 0L) != 0;
        return (masked ? 1L : 0) + (scoreBias >= 0 && node.hasInput(scoreBias) ? 1 : 0);
    }

    /// Numbers of a token's queries and keys that are turned by its position.
    private static Dim rotated(OpContext node, AttentionCore core) {
        if (node.attribute("do_rotary", 0L) == 0) {
            return Dim.of(0);
        }
        long stated = node.attribute("rotary_embedding_dim", 0L);
        return core.heads().times(2).times(stated > 0 ? Dim.of(stated) : core.width());
    }
}
