package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// GatherND: for each tuple of indices the slice of data that it names; the first `batch_dims` dims
/// are those of data and indices alike. Reads what it gathers, and the indices.
record GatherNd() implements Op.Folding {

    @Override
    public List<ValueType> infer(OpContext node) {
        return Outputs.of(node, node.type(0), shape(node));
    }

    /// The indices' dims but the last, then those of the data that the tuple does not index.
    private static Shape shape(OpContext node) {
        Shape data = node.shape(0);
        Shape indices = node.shape(1);
        if (!data.isRanked() || !indices.isRanked()) {
            return data.isRanked() ? indices : data;
        }
        if (indices.rank() == 0 || !(indices.dim(-1) instanceof Dim.Known(long depth))) {
            return Shape.unranked("the length of the index tuples is not known");
        }
        long used = batchDims(node) + depth;
        if (used < 0 || used > data.rank()) {
            String what = "index tuples reach over " + used + " dims, data has " + data.rank();
            node.conflict(what);
            return Shape.unranked(what);
        }
        List<Dim> dims = new ArrayList<>(indices.dims().subList(0, indices.rank() - 1));
        dims.addAll(data.dims().subList((int) used, data.rank()));
        return Shape.of(dims);
    }

    private static long batchDims(OpContext node) {
        return node.attribute("batch_dims", 0);
    }

    @Override
    public Cost cost(OpContext node) {
        return Traffic.part(node);
    }

    @Override
    public Optional<List<TensorValue>> fold(OpContext node) {
        TensorValue data = node.value(0).orElse(null);
        TensorValue tuples = node.value(1).orElse(null);
        List<Long> indices = Folds.numbers(node.value(1)).orElse(null);
        Layout to = Layout.of(node.output(0).shape()).orElse(null);
        if (data == null || tuples == null || indices == null || to == null) {
            return Optional.empty();
        }
        Layout from = Layout.of(data.shape()).orElseThrow();
        Layout places = Layout.of(tuples.shape()).orElseThrow();
        long batch = batchDims(node);
        if (places.rank() == 0
                || batch < 0
                || batch > places.rank() - 1
                || to.rank()
                        != places.rank()
                                - 1
                                + from.rank()
                                - batch
                                - places.dim(places.rank() - 1)) {
            return Optional.empty();
        }
        int[] positions = new int[to.size()];
        for (int i = 0; i < positions.length; i++) {
            int[] source = source(to.coordinates(i), indices, places, from, (int) batch);
            if (!from.holds(source)) {
                return Optional.empty();
            }
            positions[i] = from.position(source);
        }
        return Optional.of(List.of(to.pick(data, positions)));
    }

    /// Where the element at `at` of the result comes from: the batch, the tuple, the rest.
    private static int[] source(
            int[] at, List<Long> indices, Layout places, Layout from, int batch) {
        int leading = places.rank() - 1;
        int[] tuple = new int[places.rank()];
        System.arraycopy(at, 0, tuple, 0, leading);
        int[] source = new int[from.rank()];
        int rest = at.length - leading;
        for (int axis = 0; axis < source.length - rest; axis++) {
            tuple[leading] = axis - batch;
            source[axis] =
                    axis < batch ? at[axis] : from.place(indices.get(places.position(tuple)), axis);
        }
        System.arraycopy(at, leading, source, source.length - rest, rest);
        return source;
    }
}
