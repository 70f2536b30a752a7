package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.TensorValue.Integers;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Gather: the slices of data along `axis` that the indices name; the indices' dims take the place
/// of the axis. Reads the gathered slices and the indices, not the whole table.
record Gather() implements Op.Folding {

    @Override
    public List<ValueType> infer(OpContext node) {
        return Outputs.of(node, node.type(0), shape(node));
    }

    private static Shape shape(OpContext node) {
        Shape data = node.shape(0);
        Shape indices = node.shape(1);
        if (!data.isRanked() || !indices.isRanked()) {
            return data.isRanked() ? indices : data;
        }
        OptionalInt axis = Axes.attribute(node, 0);
        if (axis.isEmpty()) {
            return Shape.unranked("the axis lies outside the data");
        }
        List<Dim> dims = new ArrayList<>(data.dims().subList(0, axis.getAsInt()));
        dims.addAll(indices.dims());
        dims.addAll(data.dims().subList(axis.getAsInt() + 1, data.rank()));
        return Shape.of(dims);
    }

    @Override
    public Cost cost(OpContext node) {
        return Traffic.part(node);
    }

    @Override
    public Optional<List<TensorValue>> fold(OpContext node) {
        TensorValue data = Known.orOpen(node, 0).orElse(null);
        OptionalInt axis = Axes.attribute(node, 0);
        if (data == null
                || axis.isEmpty()
                || !(node.value(1).orElse(null) instanceof Integers indices)) {
            return Optional.empty();
        }
        Layout from = Layout.of(data.shape()).orElse(null);
        List<Long> shape = new ArrayList<>(data.shape().subList(0, axis.getAsInt()));
        shape.addAll(indices.shape());
        shape.addAll(data.shape().subList(axis.getAsInt() + 1, data.shape().size()));
        Layout to = Layout.of(shape).orElse(null);
        if (from == null || to == null) {
            return Optional.empty();
        }
        Layout index = Layout.of(indices.shape()).orElseThrow();
        int[] positions = new int[to.size()];
        for (int i = 0; i < positions.length; i++) {
            int[] at = to.coordinates(i);
            int[] source = new int[from.rank()];
            int[] own = new int[index.rank()];
            System.arraycopy(at, axis.getAsInt(), own, 0, own.length);
            System.arraycopy(at, 0, source, 0, axis.getAsInt());
            int after = from.rank() - axis.getAsInt() - 1;
            System.arraycopy(at, at.length - after, source, from.rank() - after, after);
            long length = from.dim(axis.getAsInt());
            long wanted = indices.elements().get(index.position(own)).number().orElse(length);
            wanted = wanted < 0 ? wanted + length : wanted;
            if (wanted < 0 || wanted >= length) {
                return Optional.empty();
            }
            source[axis.getAsInt()] = (int) wanted;
            positions[i] = from.position(source);
        }
        return Optional.of(List.of(to.pick(data, positions)));
    }
}
