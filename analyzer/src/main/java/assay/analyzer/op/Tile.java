package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Tile: data repeated along each axis as often as input 1 says; in set 1 along the one axis of
/// input 2. Reads the data once, writes all.
record Tile() implements Op.Folding {

    @Override
    public List<ValueType> infer(OpContext node) {
        Shape data = node.shape(0);
        if (!data.isRanked()) {
            return Outputs.likeInput(node);
        }
        List<Dim> repeats = repeats(node, data.rank());
        List<Dim> dims = new ArrayList<>(data.rank());
        for (int axis = 0; axis < data.rank(); axis++) {
            dims.add(
                    axis < repeats.size()
                            ? data.dim(axis).times(repeats.get(axis))
                            : Dim.unknown("the repeats depend on data"));
        }
        return Outputs.of(node, node.type(0), Shape.of(dims));
    }

    private static List<Dim> repeats(OpContext node, int rank) {
        if (!node.hasInput(2)) {
            List<Dim> repeats = Known.orOpen(node, 1).flatMap(Rounding::integers).orElse(List.of());
            if (!repeats.isEmpty() && repeats.size() != rank) {
                node.conflict(repeats.size() + " repeats for " + rank + " axes");
                return List.of();
            }
            return repeats;
        }
        Dim axis = Known.integer(node, 2);
        if (!axis.isKnown()) {
            return List.of();
        }
        List<Dim> repeats = new ArrayList<>();
        for (int i = 0; i < rank; i++) {
            repeats.add(axis.is(i) ? Known.integer(node, 1) : Dim.of(1));
        }
        return repeats;
    }

    @Override
    public Cost cost(OpContext node) {
        return Traffic.copy(node);
    }

    @Override
    public Optional<List<TensorValue>> fold(OpContext node) {
        TensorValue value = node.value(0).orElse(null);
        Layout to = Layout.of(node.output(0).shape()).orElse(null);
        if (value == null || to == null || to.rank() != value.shape().size()) {
            return Optional.empty();
        }
        Layout from = Layout.of(value.shape()).orElseThrow();
        int[] positions = new int[to.size()];
        for (int i = 0; i < positions.length; i++) {
            int[] at = to.coordinates(i);
            for (int axis = 0; axis < at.length; axis++) {
                at[axis] %= from.dim(axis);
            }
            positions[i] = from.position(at);
        }
        return Optional.of(List.of(to.pick(value, positions)));
    }
}
