package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Transpose: dims in the order of `perm`, or reversed. Moves every element.
record Transpose() implements Op.Folding {

    @Override
    public List<ValueType> infer(OpContext node) {
        Shape data = node.shape(0);
        if (!data.isRanked()) {
            int rank = node.attributeInts("perm").map(List::size).orElse(-1);
            return Outputs.of(
                    node,
                    node.type(0),
                    rank < 0 ? data : Shape.ofRank(rank, "data's shape is not known"));
        }
        List<Integer> order = order(node, data.rank()).orElse(null);
        if (order == null) {
            return Outputs.of(
                    node, node.type(0), Shape.ofRank(data.rank(), "perm does not fit the data"));
        }
        List<Dim> dims = new ArrayList<>(order.size());
        for (int axis : order) {
            dims.add(data.dim(axis));
        }
        return Outputs.of(node, node.type(0), Shape.of(dims));
    }

    private static Optional<List<Integer>> order(OpContext node, int rank) {
        List<Long> perm = node.attributeInts("perm").orElse(null);
        if (perm == null) {
            List<Integer> reversed = new ArrayList<>(rank);
            for (int axis = rank - 1; axis >= 0; axis--) {
                reversed.add(axis);
            }
            return Optional.of(reversed);
        }
        if (perm.size() != rank) {
            node.conflict("perm names " + perm.size() + " axes, data has " + rank);
            return Optional.empty();
        }
        return Axes.normal(node, perm, rank);
    }

    @Override
    public Cost cost(OpContext node) {
        return Traffic.copy(node);
    }

    @Override
    public Optional<List<TensorValue>> fold(OpContext node) {
        TensorValue value = node.value(0).orElse(null);
        Layout to = Layout.of(node.output(0).shape()).orElse(null);
        if (value == null || to == null || to.size() != value.size()) {
            return Optional.empty();
        }
        Layout from = Layout.of(value.shape()).orElse(null);
        List<Integer> order = order(node, value.shape().size()).orElse(null);
        if (from == null || order == null) {
            return Optional.empty();
        }
        int[] positions = new int[to.size()];
        for (int i = 0; i < positions.length; i++) {
            int[] at = to.coordinates(i);
            int[] source = new int[at.length];
            for (int axis = 0; axis < at.length; axis++) {
                source[order.get(axis)] = at[axis];
            }
            positions[i] = from.position(source);
        }
        return Optional.of(List.of(to.pick(value, positions)));
    }
}
