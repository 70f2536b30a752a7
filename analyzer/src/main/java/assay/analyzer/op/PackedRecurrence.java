package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.List;

/// Recurrences over sequences of different lengths packed token by token (`com.microsoft`). Where a
/// batch has a state for each sequence, the state that came in tells how many there are.
final class PackedRecurrence {

    /// `VarlenCausalConvWithState`: tokens `[all, channels]`, each output the sum of k products of
    /// its own channel.
    static final Op CONVOLUTION =
            new Rule(PackedRecurrence::convolved, PackedRecurrence::convolving);

    /// `GatedDeltaNet`: queries and keys `[tokens..., heads, dk]`, values `[tokens..., heads, dv]`,
    /// a state `[batch, heads, dv, dk]`.
    static final Op DELTA_NET = new Rule(PackedRecurrence::attended, PackedRecurrence::attending);

    /// `LinearAttentionGate`: the decay (bias, softplus 3, product) and where asked for the rate
    /// (sigmoid 4) of each head and token.
    static final Op GATES =
            new Rule(
                    Types.each(0, 3),
                    node ->
                            Traffic.stream(
                                    node,
                                    node.shape(0)
                                            .elements()
                                            .times(5 + (node.hasInput(3) ? 4 : 0))));

    private PackedRecurrence() {}

    private static Dim captured(OpContext node) {
        return Dim.of(Math.max(0, node.attribute("state_update_capacity", 0L)));
    }

    /// Number of sequences: of the states that came in, or one less than their bounds.
    private static Dim batch(OpContext node, int state, int bounds) {
        return node.hasInput(state) ? node.shape(state).dim(0) : node.shape(bounds).dim(0).minus(1);
    }

    private static List<ValueType> convolved(OpContext node) {
        Dim batch = batch(node, 4, 2);
        Dim channels = node.shape(0).dim(1);
        Dim kept = node.shape(1).dim(2).minus(1).times(node.attribute("dilation", 1L));
        return Outputs.of(
                node,
                node.input(0),
                ValueType.tensor(node.type(0), Shape.of(batch, channels, kept)),
                ValueType.tensor(node.type(0), Shape.of(batch, captured(node), channels)));
    }

    private static Cost convolving(OpContext node) {
        Dim outputs = node.shape(0).elements();
        long silu = node.attribute("activation", "none").equals("none") ? 0 : 5;
        return Traffic.matrix(
                node,
                outputs.times(node.shape(1).dim(2)),
                outputs.times(silu + Products.bias(node, 3)));
    }

    private static List<ValueType> attended(OpContext node) {
        Shape key = node.shape(1);
        Shape value = node.shape(2);
        Dim batch = batch(node, 6, 3);
        Dim transition =
                Dim.sum(
                        List.of(
                                value.dim(-2),
                                key.dim(-2).times(key.dim(-1)),
                                value.dim(-2).times(value.dim(-1))));
        return Outputs.of(
                node,
                ValueType.tensor(node.type(0), value),
                ValueType.tensor(
                        ElementType.FLOAT32,
                        Shape.of(batch, value.dim(-2), value.dim(-1), key.dim(-1))),
                ValueType.tensor(
                        ElementType.FLOAT32, Shape.of(batch, captured(node).times(transition))));
    }

    /// As [StatefulLayers#LINEAR_ATTENTION]: for each token and element of a state one update, one
    /// product more where the rule is a delta, one to read it.
    private static Cost attending(OpContext node) {
        String rule = node.attribute("update_rule", "gated_delta");
        Shape value = node.shape(2);
        Dim read = value.elements();
        Dim states = read.times(node.shape(1).dim(-1));
        Dim decay = rule.startsWith("gated") ? states : Dim.of(0);
        return Traffic.matrix(node, states.times(rule.contains("delta") ? 3 : 2), decay.plus(read));
    }
}
