package assay.analyzer.op;

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

    /// `AttnLSTM`: an LSTM whose input is joined with an attention over a memory.
    static final Op ATTENDING =
            new Rule(
                    WrappedRecurrent::outputs,
                    _ -> Cost.unknown("the attention of AttnLSTM is not counted"));

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
}
