package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.List;

/// Biases of attention scores that depend on the distance of query and key.
final class PositionBias {

    /// `RelativePositionBias`: a table `[buckets, heads]` and two lengths to `[1, heads, queries,
    /// keys]`. The bucket of a distance takes a logarithm, a product and a comparison.
    static final Op RELATIVE =
            new Rule(
                    node ->
                            Outputs.of(
                                    node,
                                    node.type(0),
                                    AttentionCore.heads(
                                            Dim.of(1),
                                            node.shape(0).dim(1),
                                            Known.integer(node, 1),
                                            Known.integer(node, 2))),
                    Work.perOutput(3).modelled("three operations counted for each bucket"));

    /// `GatedRelativePositionBias`: queries `[B, S, heads * width]`, or packed `[tokens, heads *
    /// width]` with their places `[B, S]` (6), times a gate's weight `[width, D]`; the gates scale
    /// a bias `[1, heads, S, S]`.
    static final Op GATED = new Rule(PositionBias::gated, PositionBias::gating);

    private PositionBias() {}

    private static Shape places(OpContext node) {
        return node.hasInput(6) ? node.shape(6) : node.shape(0);
    }

    private static List<ValueType> gated(OpContext node) {
        Dim length = places(node).dim(1);
        return Outputs.of(
                node,
                node.type(0),
                AttentionCore.heads(
                        places(node).dim(0),
                        AttentionCore.attribute(node, "num_heads"),
                        length,
                        length));
    }

    /// MACs of the gates; a bias for each query element and gate; sum and sigmoid (5) of each gate
    /// element; a product for each score.
    private static Cost gating(OpContext node) {
        Dim queries = node.shape(0).elements();
        Dim gates = AttentionCore.part(queries, node.shape(3).dim(0)).times(node.shape(3).dim(1));
        return Traffic.matrix(
                node,
                queries.times(node.shape(3).dim(1)),
                queries.plus(gates.times(6)).plus(node.output(0).shape().elements()));
    }
}
