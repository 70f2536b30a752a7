package assay.analyzer.op;

import assay.analyzer.cost.Confidence;
import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.List;

/// LSTMs of `com.microsoft` with other weights than the plain one: outputs as ever, `[steps,
/// directions, batch, hidden]` and two states.
final class WrappedRecurrent {

    /// `DynamicQuantizeLSTM`: weights transposed, `[directions, input, 4 * hidden]` and
    /// `[directions, hidden, 4 * hidden]`, in 8 bits; the MACs of the plain LSTM.
    static final Op QUANTIZED =
            new Rule(WrappedRecurrent::outputs, WrappedRecurrent::quantizedCost);

    /// `AttnLSTM`: an LSTM over its input joined with what the step before attended to in a memory
    /// `[B, length, depth]` (input 11). Once for the memory: keys, `depth x size` MACs a place. A
    /// step: the query, `hidden x size`; an alignment and a context, `size + depth` a place; where
    /// there is an attention layer `[directions, depth + hidden, out]` (13), its product.
    static final Op ATTENDING =
            new Rule(WrappedRecurrent::outputs, WrappedRecurrent::attendingCost);

    private WrappedRecurrent() {}

    private static Dim directions(OpContext node) {
        return Dim.of(node.attribute("direction", "forward").equals("bidirectional") ? 2 : 1);
    }

    private static List<ValueType> outputs(OpContext node) {
        Dim hidden = AttentionCore.attribute(node, "hidden_size");
        Dim batch = node.shape(0).dim(1);
        ValueType state = ValueType.tensor(node.type(0), Shape.of(directions(node), batch, hidden));
        return Outputs.of(
                node,
                ValueType.tensor(
                        node.type(0),
                        Shape.of(node.shape(0).dim(0), directions(node), batch, hidden)),
                state,
                state);
    }

    private static Cost quantizedCost(OpContext node) {
        Dim hidden = AttentionCore.attribute(node, "hidden_size");
        Dim cells =
                node.shape(0)
                        .dim(0)
                        .times(node.shape(0).dim(1))
                        .times(directions(node))
                        .times(hidden);
        Dim macs = cells.times(4).times(node.shape(0).dim(2).plus(hidden));
        // activations and state 18, sums of the four gates 1 each or with biases 3
        return Traffic.matrix(node, macs, cells.times(18 + 4 * (node.hasInput(3) ? 3 : 1)));
    }

    private static Cost attendingCost(OpContext node) {
        Dim hidden = AttentionCore.attribute(node, "hidden_size");
        Dim directions = directions(node);
        Dim steps = node.shape(0).dim(0).times(node.shape(0).dim(1)).times(directions);
        Shape memory = node.shape(11);
        Dim places = memory.dim(0).times(memory.dim(1)).times(directions);
        Dim depth = memory.dim(2);
        Dim size = node.shape(9).dim(2);
        Dim aligned = steps.times(memory.dim(1));
        Dim layer = node.hasInput(13) ? depth.plus(hidden).times(node.shape(13).dim(2)) : Dim.of(0);
        // W reads the input joined with the attention
        Dim cell = hidden.times(4).times(node.shape(1).dim(2).plus(hidden));
        Dim macs =
                places.times(depth)
                        .times(size)
                        .plus(steps.times(hidden.times(size).plus(cell).plus(layer)))
                        .plus(aligned.times(size.plus(depth)));
        // the LSTM's own; a sum and a tanh for each number of a key, softmax for each place
        Dim flops =
                steps.times(hidden)
                        .times(18 + 4 * (node.hasInput(3) ? 3 : 1) + (node.hasInput(7) ? 6 : 0))
                        .plus(aligned.times(size.times(2).plus(5)));
        return Traffic.matrix(node, macs, flops)
                .less(Confidence.MODELLED, "sequences and memories counted at full length");
    }
}
