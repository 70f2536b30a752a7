package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.TensorValue.Integers;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// ArgMax and ArgMin along `axis`: the position of the extremum, int64. One compare an element.
record ArgExtremum(boolean largest) implements Op.Folding {

    @Override
    public List<ValueType> infer(OpContext node) {
        Shape data = node.shape(0);
        OptionalInt axis = Axes.attribute(node, 0);
        if (axis.isEmpty()) {
            return Outputs.of(node, ElementType.INT64, Shape.unranked("the axis is not known"));
        }
        List<Dim> dims = new ArrayList<>(data.dims());
        if (node.attribute("keepdims", 1) == 1) {
            dims.set(axis.getAsInt(), Dim.of(1));
        } else {
            dims.remove(axis.getAsInt());
        }
        return Outputs.of(node, ElementType.INT64, Shape.of(dims));
    }

    @Override
    public Cost cost(OpContext node) {
        return Traffic.stream(node, node.shape(0).elements());
    }

    @Override
    public Optional<List<TensorValue>> fold(OpContext node) {
        TensorValue value = node.value(0).orElse(null);
        Layout to = Layout.of(node.output(0).shape()).orElse(null);
        OptionalInt axis = Axes.attribute(node, 0);
        double[] numbers = node.value(0).flatMap(Rounding::ordered).orElse(null);
        if (value == null || to == null || axis.isEmpty() || numbers == null) {
            return Optional.empty();
        }
        Layout from = Layout.of(value.shape()).orElseThrow();
        int[] targets = ReducedAxes.targets(from, List.of(axis.getAsInt()));
        boolean last = node.attribute("select_last_index", 0) == 1;
        List<Dim> places =
                new ArrayList<>(Collections.nCopies(to.size(), Dim.unknown("no elements")));
        double[] best = new double[to.size()];
        for (int i = 0; i < targets.length; i++) {
            int target = targets[i];
            int order = Double.compare(numbers[i], best[target]) * (largest ? 1 : -1);
            if (places.get(target).isUnknown() || order > 0 || (order == 0 && last)) {
                best[target] = numbers[i];
                places.set(target, Dim.of(from.coordinates(i)[axis.getAsInt()]));
            }
        }
        return Optional.of(List.of(new Integers(ElementType.INT64, to.shape(), places)));
    }
}
