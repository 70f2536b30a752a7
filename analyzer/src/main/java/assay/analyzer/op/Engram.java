package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.List;

/// Memory that is looked up by hashes of the last few tokens (`com.microsoft`): the hashes, and the
/// gate that lets in what was found.
final class Engram {

    /// `NGramHashMapping`: tokens `[batch, length]` to one hash for each order from 2 on and each
    /// head; the last `max_ngram_size - 1` tokens are handed on.
    static final Op HASHES = new Rule(Engram::hashes, Engram::hashing);

    /// `VarlenNGramHashMapping`: the same on tokens of all sequences one after the other, bounded
    /// by input 3; also hands on the segments of those last tokens.
    static final Op PACKED_HASHES = new Rule(Engram::packedHashes, Engram::hashing);

    /// `EngramGate`: keys and queries `[batch, length, streams, width]`, one value for all streams.
    /// Two RMS normalizations (4 an element each), their product summed (2), the value weighed (1);
    /// for each row the means and roots (3 each) and the gate: quotient, absolute value, maximum,
    /// root, sign, product, sigmoid (4). Output 1 is the result normalized once more.
    static final Op GATE =
            new Rule(
                    Types.each(0, 0),
                    node -> {
                        Dim elements = node.shape(0).elements();
                        Dim rows = Dim.product(node.shape(0).dims().subList(0, rows(node)));
                        boolean normed = node.hasOutput(1);
                        return Traffic.stream(
                                node,
                                elements.times(normed ? 15 : 11)
                                        .plus(rows.times(normed ? 19 : 16)));
                    });

    private Engram() {}

    private static int rows(OpContext node) {
        return Math.max(0, node.shape(0).rank() - 1);
    }

    private static long orders(OpContext node) {
        return Math.max(0, node.attribute("max_ngram_size", 0L) - 1);
    }

    private static Dim heads(OpContext node) {
        return AttentionCore.attribute(node, "n_head_per_ngram").times(orders(node));
    }

    private static List<ValueType> hashes(OpContext node) {
        Shape tokens = node.shape(0);
        return Outputs.of(
                node,
                ValueType.tensor(node.type(0), Shape.of(tokens.dim(0), tokens.dim(1), heads(node))),
                ValueType.tensor(node.type(0), Shape.of(tokens.dim(0), Dim.of(orders(node)))));
    }

    private static List<ValueType> packedHashes(OpContext node) {
        Shape kept = Shape.of(node.shape(3).dim(0).minus(1), Dim.of(orders(node)));
        return Outputs.of(
                node,
                ValueType.tensor(node.type(0), Shape.of(node.shape(0).dim(0), heads(node))),
                ValueType.tensor(node.type(0), kept),
                ValueType.tensor(ElementType.INT32, kept));
    }

    /// For each token a product at first, a product and an exclusive or for each further order, and
    /// a remainder for each head.
    private static Cost hashing(OpContext node) {
        Dim each = heads(node).plus(1 + 2 * orders(node));
        return Traffic.stream(node, node.shape(0).elements().times(each));
    }
}
