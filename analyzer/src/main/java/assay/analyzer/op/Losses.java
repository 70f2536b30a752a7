package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.List;

/// Losses of classification: scores `[N, C, d1...]` against labels `[N, d1...]`.
final class Losses {

    /// `NegativeLogLikelihoodLoss`: negate and weigh each label's score, then reduce (3 for each
    /// label).
    static final Op LIKELIHOOD =
            new Rule(Losses::loss, node -> Traffic.stream(node, node.shape(1).elements().times(3)));

    /// `SoftmaxCrossEntropyLoss`: a logarithm of a softmax over the scores (maximum, difference,
    /// exponential, sum, quotient, logarithm: 6 for each), then the likelihood loss.
    static final Op CROSS_ENTROPY = new Rule(Losses::loss, Losses::entropy);

    private Losses() {}

    private static List<ValueType> loss(OpContext node) {
        Shape loss =
                node.attribute("reduction", "mean").equals("none") ? labels(node) : Shape.scalar();
        return Outputs.of(node, ValueType.tensor(node.type(0), loss), node.input(0));
    }

    private static Shape labels(OpContext node) {
        return node.shape(1).isRanked() || node.shape(0).rank() < 2
                ? node.shape(1)
                : Slices.without(node.shape(0), 1);
    }

    private static Cost entropy(OpContext node) {
        Dim scores = node.shape(0).elements().times(6);
        return Traffic.stream(node, scores.plus(node.shape(1).elements().times(3)));
    }
}
