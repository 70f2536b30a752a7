package assay.analyzer.op;

import assay.analyzer.cost.Confidence;
import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.List;

/// GRU, LSTM and RNN: X `[steps, batch, input]`, W `[directions, gates*hidden, input]`, R
/// `[directions, gates*hidden, hidden]` → Y `[steps, directions, batch, hidden]`, Y_h and (LSTM)
/// Y_c `[directions, batch, hidden]`; with `layout` 1 the batch comes first.
///
/// MACs = directions x steps x batch x gates*hidden x (input + hidden). FLOPs of a cell and step:
/// the gates' additions (1 each, 2 more with biases), their activations (sigmoid 4, tanh 1) and the
/// state's products and sums.
///
/// @param gates 1, 3 or 4
/// @param cell FLOPs of activations and state: RNN tanh 1; GRU 2 sigmoids, tanh, reset product, (1
///   - z) * h + z * H = 8 + 1 + 1 + 4; LSTM 3 sigmoids, 2 tanhs, f * C + i * c, o * h(C) = 12 + 2 +
///     3 + 1
record Recurrent(int gates, int cell) implements Op {

    static final Recurrent RNN = new Recurrent(1, 1);
    static final Recurrent GRU = new Recurrent(3, 14);
    static final Recurrent LSTM = new Recurrent(4, 18);

    private static final int INITIAL_H = 5;
    private static final int INITIAL_C = 6;

    @Override
    public List<ValueType> infer(OpContext node) {
        Dim steps = node.shape(0).dim(batchFirst(node) ? 1 : 0);
        Dim batch = node.shape(0).dim(batchFirst(node) ? 0 : 1);
        Dim directions = directions(node);
        Dim hidden = hidden(node);
        checkState(node, INITIAL_H, batch);
        checkState(node, INITIAL_C, batch);
        Shape all =
                batchFirst(node)
                        ? Shape.of(batch, steps, directions, hidden)
                        : Shape.of(steps, directions, batch, hidden);
        Shape last =
                batchFirst(node)
                        ? Shape.of(batch, directions, hidden)
                        : Shape.of(directions, batch, hidden);
        ValueType state = ValueType.tensor(node.type(0), last);
        return Outputs.of(node, ValueType.tensor(node.type(0), all), state, state);
    }

    private static void checkState(OpContext node, int input, Dim batch) {
        if (!node.hasInput(input)) {
            return;
        }
        Dim given = node.shape(input).dim(batchFirst(node) ? 0 : 1);
        if (given.isKnown() && batch.isKnown() && !given.equals(batch)) {
            node.conflict("a state for a batch of " + given + " beside data of " + batch);
        }
        node.agree(batch, given);
    }

    private static boolean batchFirst(OpContext node) {
        return node.attribute("layout", 0) == 1;
    }

    private static Dim directions(OpContext node) {
        return Dim.of(
                node.attribute("direction", "forward").equalsIgnoreCase("bidirectional") ? 2 : 1);
    }

    private static Dim hidden(OpContext node) {
        long stated = node.attribute("hidden_size", -1);
        Dim stored = node.shape(2).dim(2);
        if (stated > 0 && stored.isKnown() && !stored.is(stated)) {
            node.conflict("hidden_size is " + stated + ", R has " + stored + " columns");
        }
        return stored.isUnknown() && stated > 0 ? Dim.of(stated) : stored;
    }

    @Override
    public Cost cost(OpContext node) {
        Shape data = node.shape(0);
        Dim rows = data.dim(0).times(data.dim(1)).times(directions(node));
        Dim hidden = hidden(node);
        Dim macs = rows.times(hidden).times(gates).times(data.dim(2).plus(hidden));
        // Peepholes: a product and a sum for three of the gates.
        int perCell =
                cell
                        + gates * (node.hasInput(3) ? 3 : 1)
                        + (gates == 4 && node.hasInput(7) ? 6 : 0);
        Cost cost = Traffic.matrix(node, macs, rows.times(hidden).times(perCell));
        return node.hasInput(4)
                ? cost.less(Confidence.MODELLED, "every sequence counted at full length")
                : cost;
    }
}
