package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.List;

/// Memory that is looked up by hashes of the last few tokens (`com.microsoft`): the hashes, and the
/// gate that lets in what was found.
final class Engram {

    /// `NGramHashMapping`: tokens `[batch, length]` to one hash for each order from 2 on and each
    /// head; the last `max_ngram_size - 1` tokens are handed on.
    static final Op HASHES = new Rule(Engram::hashes, Engram::hashing);

    /// `EngramGate`: keys and queries `[batch, length, streams, width]`, one value for all streams.
    /// Two RMS normalizations (4 an element each), their product summed (2), the value weighed (1);
    /// for each row the means and roots (3 each) and the gate: quotient, absolute value, maximum,
    /// root, sign, product, sigmoid (4).
    static final Op GATE =
            new Rule(
                    Types.sameAs(0),
                    node -> {
                        Dim elements = node.shape(0).elements();
                        Dim rows = Dim.product(node.shape(0).dims().subList(0, rows(node)));
                        return Traffic.stream(node, elements.times(11).plus(rows.times(16)));
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

    /// For each token a product at first, a product and an exclusive or for each further order, and
    /// a remainder for each head.
    private static Cost hashing(OpContext node) {
        Dim each = heads(node).plus(1 + 2 * orders(node));
        return Traffic.stream(node, node.shape(0).elements().times(each));
    }
}
