package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.ValueType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Expand: data broadcast to the dims of input 1, either way. Reads the data once, writes all.
record Expand() implements Op.Folding {

    @Override
    public List<ValueType> infer(OpContext node) {
        Shape data = node.shape(0);
        List<Dim> wanted = node.integers(1).orElse(null);
        if (wanted == null) {
            OptionalInt rank = Known.length(node.shape(1));
            if (rank.isEmpty()) {
                return Outputs.of(
                        node, node.type(0), Shape.unranked("the wanted shape depends on data"));
            }
            wanted = Shape.ofRank(rank.getAsInt(), "the wanted shape depends on data").dims();
        }
        return Outputs.of(
                node, node.type(0), Broadcast.shapes(node, List.of(data, Shape.of(wanted))));
    }

    @Override
    public Cost cost(OpContext node) {
        return Traffic.copy(node);
    }

    @Override
    public Optional<List<TensorValue>> fold(OpContext node) {
        TensorValue value = node.value(0).orElse(null);
        Layout to = Layout.of(node.output(0).shape()).orElse(null);
        if (value == null || to == null || to.rank() < value.shape().size()) {
            return Optional.empty();
        }
        Layout from = Layout.of(value.shape()).orElseThrow();
        int[] positions = new int[to.size()];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = from.broadcast(to.coordinates(i));
        }
        return Optional.of(List.of(to.pick(value, positions)));
    }
}
