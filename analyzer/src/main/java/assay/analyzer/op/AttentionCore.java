package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import java.util.List;

/// Scaled dot-product attention by its sizes, whatever operator packs them.
///
/// @param heads number of query heads; key and value heads may be fewer
/// @param queries length of the query sequence
/// @param keys length of the key sequence, past included
/// @param width size of a query and key head
/// @param valueWidth size of a value head
record AttentionCore(Dim batch, Dim heads, Dim queries, Dim keys, Dim width, Dim valueWidth) {

    /// Number of scores: one for each head, query and key.
    Dim scores() {
        return Dim.product(List.of(batch, heads, queries, keys));
    }

    /// `scores x (width + valueWidth)`: queries by keys, then probabilities by values. A causal
    /// mask takes nothing off.
    Dim macs() {
        return scores().times(width.plus(valueWidth));
    }

    /// Scaling, softmax (5: maximum, difference, exponential, sum, quotient) and `extra` more (a
    /// mask, a cap) for each score.
    Dim flops(long extra) {
        return scores().times(6 + extra);
    }

    Cost cost(OpContext node, long extra) {
        return Traffic.matrix(node, macs(), flops(extra));
    }

    /// The output of an operator that packs heads into its last dim: `[B, queries, hidden]`.
    Shape output() {
        return Shape.of(batch, queries, heads.times(valueWidth));
    }

    /// Each query's scores over all keys.
    Shape scoresShape() {
        return heads(batch, heads, queries, keys);
    }

    /// `whole / parts` where it divides; unknown where it does not, or parts is no count.
    static Dim part(Dim whole, Dim parts) {
        Dim part = parts.is(0) ? Dim.unknown("the number of heads") : whole.floorDiv(parts);
        return part.isUnknown() || part.times(parts).equals(whole)
                ? part
                : Dim.unknown(whole + " is no multiple of " + parts);
    }

    static Dim attribute(OpContext node, String name) {
        long value = node.attribute(name, 0L);
        return value > 0 ? Dim.of(value) : Dim.unknown(name + " is not given");
    }

    static Shape heads(Dim batch, Dim heads, Dim length, Dim width) {
        return Shape.of(batch, heads, length, width);
    }
}
