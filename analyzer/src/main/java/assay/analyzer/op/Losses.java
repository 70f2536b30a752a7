package assay.analyzer.op;

import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.List;

/// Losses of classification: scores `[N, C, d1...]` against labels `[N, d1...]`.
final class Losses {

    /// `NegativeLogLikelihoodLoss`: each label's score negated and, where asked for, weighed, left
    /// out and reduced.
    static final Op LIKELIHOOD =
            new Rule(Losses::loss, node -> Traffic.stream(node, likelihood(node)));

    /// `SoftmaxCrossEntropyLoss`: a logarithm of a softmax over the scores (5 for each, as
    /// LogSoftmax), then the likelihood loss.
    static final Op CROSS_ENTROPY =
            new Rule(
                    Losses::loss,
                    node ->
                            Traffic.stream(
                                    node,
                                    node.shape(0).elements().times(5).plus(likelihood(node))));

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

    /// For each label the sign, a product with its weight, a comparison with `ignore_index`, an
    /// addition of a reduction, and one more for the weights that a mean divides by.
    private static Dim likelihood(OpContext node) {
        String reduction = node.attribute("reduction", "mean");
        boolean weighed = node.hasInput(2);
        int flops =
                1
                        + (weighed ? 1 : 0)
                        + (node.hasAttribute("ignore_index") ? 1 : 0)
                        + (reduction.equals("none") ? 0 : 1)
                        + (reduction.equals("mean") && weighed ? 1 : 0);
        return labels(node).elements().times(flops);
    }
}
