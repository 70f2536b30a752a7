package assay.analyzer.op;

import assay.analyzer.cost.Confidence;
import assay.analyzer.cost.Cost;
import assay.analyzer.graph.Attribute;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.HashSet;
import java.util.List;

/// Decision trees of `ai.onnx.ml`. Which nodes an example visits depends on data: a path through a
/// balanced tree is counted, one comparison a level, and one addition a tree.
final class TreeEnsembles {

    static final Op CLASSIFIER =
            new Rule(
                    node ->
                            MlLinear.classified(
                                    node,
                                    MlLinear.labels(node) > 0
                                            ? Dim.of(MlLinear.labels(node))
                                            : Dim.unknown("there are no class labels")),
                    TreeEnsembles::paths);
    static final Op REGRESSOR =
            new Rule(node -> MlLinear.regressed(node, targets(node)), TreeEnsembles::paths);

    /// `TreeEnsemble`, which keeps the element type of its input.
    static final Op ANY =
            new Rule(
                    node ->
                            Outputs.of(
                                    node,
                                    ValueType.tensor(
                                            node.type(0),
                                            Shape.of(node.shape(0).dim(0), targets(node)))),
                    TreeEnsembles::paths);

    private TreeEnsembles() {}

    private static Dim targets(OpContext node) {
        return node.node().attributes().get("n_targets") instanceof Attribute.Int(long count)
                        && count > 0
                ? Dim.of(count)
                : Dim.unknown("n_targets is not given");
    }

    private static Cost paths(OpContext node) {
        long nodes = MlLinear.length(node, "nodes_featureids");
        long trees =
                node.hasAttribute("tree_roots")
                        ? MlLinear.length(node, "tree_roots")
                        : new HashSet<>(node.attributeInts("nodes_treeids").orElse(List.of()))
                                .size();
        long perTree = Math.max(1, nodes / Math.max(1, trees));
        long levels = 64L - Long.numberOfLeadingZeros(perTree);
        Dim each = Dim.of(trees).times(levels + 1);
        return Traffic.stream(node, MlLinear.examples(node).times(each))
                .less(Confidence.MODELLED, "paths through balanced trees counted");
    }
}
