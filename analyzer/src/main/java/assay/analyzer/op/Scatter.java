package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A copy of data with updates put at given places: element by element along an axis
/// (`ScatterElements`, `Scatter`) or slice by slice (`ScatterND`). A reduction costs one operation
/// for each update.
///
/// @param slices true for `ScatterND`
record Scatter(boolean slices) implements Op.Folding {

    @Override
    public List<ValueType> infer(OpContext node) {
        return Outputs.of(node, node.input(0));
    }

    @Override
    public Cost cost(OpContext node) {
        boolean combines = !node.attribute("reduction", "none").equals("none");
        return Traffic.stream(node, combines ? node.shape(2).elements() : Dim.of(0));
    }

    @Override
    public Optional<List<TensorValue>> fold(OpContext node) {
        if (!(node.value(0).orElse(null) instanceof TensorValue.Integers data)
                || !(node.value(2).orElse(null) instanceof TensorValue.Integers updates)
                || !(node.value(1).orElse(null) instanceof TensorValue.Integers places)
                || !node.attribute("reduction", "none").equals("none")) {
            return Optional.empty();
        }
        Optional<List<Long>> indices = Folds.numbers(node.value(1));
        if (indices.isEmpty()) {
            return Optional.empty();
        }
        List<Dim> result = new ArrayList<>(data.elements());
        boolean done =
                slices
                        ? bySlice(data.shape(), places.shape(), indices.get(), updates, result)
                        : byElement(
                                node, data.shape(), places.shape(), indices.get(), updates, result);
        return done
                ? Optional.of(
                        List.of(new TensorValue.Integers(data.elementType(), data.shape(), result)))
                : Optional.empty();
    }

    private static boolean bySlice(
            List<Long> shape,
            List<Long> indexShape,
            List<Long> indices,
            TensorValue.Integers updates,
            List<Dim> result) {
        if (indexShape.isEmpty()
                || indexShape.getLast() < 1
                || indexShape.getLast() > shape.size()) {
            return false;
        }
        int depth = indexShape.getLast().intValue();
        int slice = size(shape.subList(depth, shape.size()));
        int count = indices.size() / depth;
        if ((long) count * slice != updates.size()) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            long place = 0;
            for (int k = 0; k < depth; k++) {
                long at = wrapped(indices.get(i * depth + k), shape.get(k));
                if (at < 0) {
                    return false;
                }
                place = place * shape.get(k) + at;
            }
            for (int k = 0; k < slice; k++) {
                result.set((int) place * slice + k, updates.elements().get(i * slice + k));
            }
        }
        return true;
    }

    private static boolean byElement(
            OpContext node,
            List<Long> shape,
            List<Long> indexShape,
            List<Long> indices,
            TensorValue.Integers updates,
            List<Dim> result) {
        int axis = Slices.axis(node.attribute("axis", 0L), shape.size());
        if (axis < 0 || indexShape.size() != shape.size() || updates.size() != indices.size()) {
            return false;
        }
        for (int i = 0; i < indices.size(); i++) {
            long place = 0;
            long rest = i;
            long[] at = new long[shape.size()];
            for (int k = shape.size() - 1; k >= 0; k--) {
                at[k] = rest % indexShape.get(k);
                rest /= indexShape.get(k);
            }
            at[axis] = wrapped(indices.get(i), shape.get(axis));
            for (int k = 0; k < shape.size(); k++) {
                if (at[k] < 0 || at[k] >= shape.get(k)) {
                    return false;
                }
                place = place * shape.get(k) + at[k];
            }
            result.set((int) place, updates.elements().get(i));
        }
        return true;
    }

    private static long wrapped(long index, long size) {
        long at = index < 0 ? index + size : index;
        return at < size ? at : -1;
    }

    private static int size(List<Long> dims) {
        int size = 1;
        for (long dim : dims) {
            size *= (int) dim;
        }
        return size;
    }
}
