package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.ValueType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// GatherElements: for each index the element of data that stands at its place, but along `axis`
/// where the index says. Reads what it gathers, and the indices.
record GatherElements() implements Op.Folding {

    @Override
    public List<ValueType> infer(OpContext node) {
        return Outputs.of(node, node.type(0), node.shape(1));
    }

    @Override
    public Cost cost(OpContext node) {
        return Traffic.part(node);
    }

    @Override
    public Optional<List<TensorValue>> fold(OpContext node) {
        TensorValue data = node.value(0).orElse(null);
        List<Long> indices = Folds.numbers(node.value(1)).orElse(null);
        OptionalInt axis = Axes.attribute(node, 0);
        Layout to = Layout.of(node.output(0).shape()).orElse(null);
        if (data == null || indices == null || to == null || axis.isEmpty()) {
            return Optional.empty();
        }
        Layout from = Layout.of(data.shape()).orElseThrow();
        int[] positions = new int[to.size()];
        for (int i = 0; i < positions.length; i++) {
            int[] at = to.coordinates(i);
            if (at.length != from.rank()) {
                return Optional.empty();
            }
            at[axis.getAsInt()] = from.place(indices.get(i), axis.getAsInt());
            if (!from.holds(at)) {
                return Optional.empty();
            }
            positions[i] = from.position(at);
        }
        return Optional.of(List.of(to.pick(data, positions)));
    }
}
