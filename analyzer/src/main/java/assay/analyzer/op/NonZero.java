package assay.analyzer.op;

import assay.analyzer.cost.Confidence;
import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Coordinates of the elements that are not zero: `[rank, count]`, int64, in row-major order.
record NonZero() implements Op.Folding {

    private static final String DATA = "how many elements are not zero depends on data";

    @Override
    public List<ValueType> infer(OpContext node) {
        int rank = node.shape(0).rank();
        // a scalar counts as one axis for some and as none for others
        Dim axes = rank >= 1 ? Dim.of(rank) : Dim.unknown("the input's rank");
        Dim count = places(node).map(found -> Dim.of(found.size())).orElse(Dim.unknown(DATA));
        return Outputs.of(node, ValueType.tensor(ElementType.INT64, Shape.of(axes, count)));
    }

    /// One comparison for each element.
    @Override
    public Cost cost(OpContext node) {
        Dim elements = node.shape(0).elements();
        if (!node.outputBytes().isUnknown()) {
            return Traffic.stream(node, elements);
        }
        Dim most = elements.times(node.output(0).shape().dim(0)).times(8);
        return Cost.exact(Dim.of(0), elements, node.inputBytes(), most)
                .less(Confidence.MODELLED, DATA + "; all counted");
    }

    @Override
    public Optional<List<TensorValue>> fold(OpContext node) {
        List<Integer> found = places(node).orElse(null);
        if (found == null || node.shape(0).rank() < 1 || node.value(0).isEmpty()) {
            return Optional.empty();
        }
        List<Long> shape = node.value(0).get().shape();
        if ((long) found.size() * shape.size() > TensorValue.MOST_ELEMENTS) {
            return Optional.empty();
        }
        List<Dim> elements = new ArrayList<>();
        long stride = node.value(0).get().size();
        for (long dim : shape) {
            stride /= Math.max(1, dim);
            for (int place : found) {
                elements.add(Dim.of(place / stride % dim));
            }
        }
        return Optional.of(
                List.of(
                        new TensorValue.Integers(
                                ElementType.INT64,
                                List.of((long) shape.size(), (long) found.size()),
                                elements)));
    }

    private static Optional<List<Integer>> places(OpContext node) {
        TensorValue value = node.value(0).orElse(null);
        List<Integer> found = new ArrayList<>();
        if (value instanceof TensorValue.Integers integers) {
            for (int i = 0; i < integers.size(); i++) {
                Dim element = integers.elements().get(i);
                if (!element.isKnown()) {
                    return Optional.empty();
                }
                if (!element.is(0)) {
                    found.add(i);
                }
            }
            return Optional.of(found);
        }
        if (value instanceof TensorValue.Reals reals) {
            for (int i = 0; i < reals.size(); i++) {
                if (reals.elements().get(i) != 0) {
                    found.add(i);
                }
            }
            return Optional.of(found);
        }
        return Optional.empty();
    }
}
