package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.List;

/// Layers that carry a state of fixed size from one token to the next.
final class StatefulLayers {

    /// `CausalConvWithState`: each of `[batch, channels, length]` sums k products of its own
    /// channel; the state is the last k - 1.
    static final Op CAUSAL_CONV = new Rule(StatefulLayers::convolved, StatefulLayers::convolving);

    /// `LinearAttention`: a state `[batch, heads, dk, dv]` updated by each token and read by each
    /// query head.
    static final Op LINEAR_ATTENTION =
            new Rule(StatefulLayers::attended, StatefulLayers::attending);

    private StatefulLayers() {}

    private static List<ValueType> convolved(OpContext node) {
        Shape data = node.shape(0);
        Dim kept = node.shape(1).dim(2).minus(1).times(node.attribute("dilation", 1L));
        boolean last = node.attribute("channels_last", 0L) != 0;
        Shape state =
                node.attribute("ndim", 1L) == 1 && data.rank() >= 3 && (last || data.rank() == 3)
                        ? windowed(node, Slices.resized(data, last ? 1 : 2, kept))
                        : Shape.unranked("the layout of the state is not followed");
        return Outputs.of(node, node.input(0), ValueType.tensor(node.type(0), state));
    }

    /// A state for each of the last `state_window` tokens, where the runtime's operators keep them.
    private static Shape windowed(OpContext node, Shape state) {
        long window = node.attribute("state_window", 0L);
        return window > 0 ? Slices.with(state, 0, Dim.of(window)) : state;
    }

    private static Cost convolving(OpContext node) {
        Dim outputs = node.shape(0).elements();
        long silu = node.attribute("activation", "none").equals("none") ? 0 : 5;
        return Traffic.matrix(
                node,
                outputs.times(node.shape(1).dim(2)),
                outputs.times(silu + Products.bias(node, 2)));
    }

    private static List<ValueType> attended(OpContext node) {
        Dim width = valueWidth(node);
        Shape output =
                Shape.of(node.shape(0).dim(0), node.shape(0).dim(1), read(node).times(width));
        Shape state =
                windowed(
                        node,
                        AttentionCore.heads(
                                node.shape(0).dim(0),
                                AttentionCore.attribute(node, "kv_num_heads"),
                                keyWidth(node),
                                width));
        // a state that begins here has the type of the queries
        ElementType stateType = node.type(node.hasInput(3) ? 3 : 0);
        return Outputs.of(
                node, ValueType.tensor(node.type(0), output), ValueType.tensor(stateType, state));
    }

    /// Heads that are read: those of the queries, or of keys and values where these are more.
    private static Dim read(OpContext node) {
        return AttentionCore.attribute(node, "q_num_heads")
                .max(AttentionCore.attribute(node, "kv_num_heads"));
    }

    /// Size of a key, which is that of a query: where keys and values have more heads than queries,
    /// the keys themselves may come with the heads of the queries.
    private static Dim keyWidth(OpContext node) {
        return AttentionCore.part(
                node.shape(0).dim(2), AttentionCore.attribute(node, "q_num_heads"));
    }

    private static Dim valueWidth(OpContext node) {
        return AttentionCore.part(
                node.shape(2).dim(2), AttentionCore.attribute(node, "kv_num_heads"));
    }

    /// MACs for each token and element of a head's state: one update, one more to read it back
    /// where the rule is a delta, one for each query head. Decay and difference are vector work.
    private static Cost attending(OpContext node) {
        String rule = node.attribute("update_rule", "gated_delta");
        Dim tokens = node.shape(0).dim(0).times(node.shape(0).dim(1));
        Dim state = keyWidth(node).times(valueWidth(node));
        Dim kept = AttentionCore.attribute(node, "kv_num_heads");
        Dim asked = read(node);
        Dim products = kept.times(rule.contains("delta") ? 2 : 1).plus(asked);
        Dim decay = rule.startsWith("gated") ? kept.times(state) : Dim.of(0);
        Dim scaled = asked.times(valueWidth(node));
        return Traffic.matrix(
                node, tokens.times(state).times(products), tokens.times(decay.plus(scaled)));
    }
}
