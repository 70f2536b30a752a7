package assay.analyzer.op;

import assay.analyzer.cost.Confidence;
import assay.analyzer.cost.Cost;
import assay.analyzer.graph.Attribute;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.List;

/// Linear and support-vector models of `ai.onnx.ml` over features `[N, F]` (`[F]` is one example).
final class MlLinear {

    private static final String SCORES = "the number of scores follows from the training";

    static final Op LINEAR_CLASSIFIER =
            new Rule(node -> classified(node, linearScores(node)), MlLinear::product);
    static final Op LINEAR_REGRESSOR =
            new Rule(
                    node -> regressed(node, Dim.of(node.attribute("targets", 1L))),
                    MlLinear::product);
    static final Op SVM_CLASSIFIER =
            new Rule(node -> classified(node, vectorScores(node)), MlLinear::kernels);
    static final Op SVM_REGRESSOR = new Rule(node -> regressed(node, Dim.of(1)), MlLinear::kernels);

    private MlLinear() {}

    /// Number of examples.
    static Dim examples(OpContext node) {
        return node.shape(0).rank() == 1 ? Dim.of(1) : node.shape(0).dim(0);
    }

    /// Labels `[N]` and scores `[N, scores]`.
    static List<ValueType> classified(OpContext node, Dim scores) {
        return Outputs.of(
                node,
                ValueType.tensor(labelType(node), Shape.of(examples(node))),
                ValueType.tensor(ElementType.FLOAT32, Shape.of(examples(node), scores)));
    }

    static List<ValueType> regressed(OpContext node, Dim targets) {
        return Outputs.of(
                node,
                ValueType.tensor(
                        ElementType.FLOAT32,
                        Shape.of(
                                examples(node),
                                targets.isNonNegative() ? targets : Dim.unknown("negative"))));
    }

    static ElementType labelType(OpContext node) {
        return length(node, "classlabels_strings") > 0 ? ElementType.STRING : ElementType.INT64;
    }

    /// Number of class labels, of whatever type.
    static long labels(OpContext node) {
        return Math.max(
                length(node, "classlabels_strings"),
                Math.max(length(node, "classlabels_ints"), length(node, "classlabels_int64s")));
    }

    /// Length of a list attribute or of a tensor attribute; 0 where there is none.
    static long length(OpContext node, String name) {
        return switch (node.node().attributes().get(name)) {
            case Attribute.Ints(var values) -> values.size();
            case Attribute.Reals(var values) -> values.size();
            case Attribute.Texts(var values) -> values.size();
            case Attribute.Tensor(var tensor) -> tensor.elements().number().orElse(0);
            case null, default -> 0;
        };
    }

    /// One score for each label; a single set of weights decides between two.
    private static Dim linearScores(OpContext node) {
        long labels = labels(node);
        long intercepts = length(node, "intercepts");
        boolean fits = intercepts == 0 || intercepts == labels || (intercepts == 1 && labels == 2);
        return labels > 0 && fits ? Dim.of(labels) : Dim.unknown(SCORES);
    }

    /// One score for each label. Without probabilities runtimes give one for each pair of labels
    /// (and two for two), which comes to the same for two labels and for three.
    private static Dim vectorScores(OpContext node) {
        long labels = labels(node);
        boolean probabilities = length(node, "prob_a") > 0;
        boolean vectors = length(node, "support_vectors") > 0;
        return labels > 0 && (probabilities || (vectors && (labels == 2 || labels == 3)))
                ? Dim.of(labels)
                : Dim.unknown(SCORES);
    }

    /// Each example meets every coefficient once.
    private static Cost product(OpContext node) {
        Dim coefficients = Dim.of(length(node, "coefficients"));
        Dim scores = Dim.of(Math.max(1, length(node, "intercepts")));
        return Traffic.matrix(
                node, examples(node).times(coefficients), examples(node).times(scores));
    }

    /// Each example meets every element of every support vector once; a kernel function and a
    /// weight for each vector.
    private static Cost kernels(OpContext node) {
        long elements = length(node, "support_vectors");
        if (elements == 0) {
            return product(node);
        }
        Dim vectors = Dim.of(Math.max(1, length(node, "coefficients")));
        return Traffic.matrix(
                        node,
                        examples(node).times(elements),
                        examples(node).times(vectors).times(2))
                .less(
                        Confidence.MODELLED,
                        "two operations counted for each support vector's kernel");
    }
}
