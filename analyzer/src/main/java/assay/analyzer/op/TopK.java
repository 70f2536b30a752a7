package assay.analyzer.op;

import assay.analyzer.cost.Confidence;
import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.TensorValue.Integers;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// TopK: the k largest (or smallest) along `axis` and their positions. k is an attribute before set
/// 10 and input 1 since. FLOPs are modelled: one compare an element.
record TopK() implements Op.Folding {

    @Override
    public List<ValueType> infer(OpContext node) {
        Shape shape = node.shape(0);
        OptionalInt axis = Axes.attribute(node, -1);
        if (axis.isPresent()) {
            List<Dim> dims = new ArrayList<>(shape.dims());
            dims.set(axis.getAsInt(), count(node));
            shape = Shape.of(dims);
        } else if (shape.isRanked()) {
            shape = Shape.ofRank(shape.rank(), "the axis lies outside the data");
        }
        return Outputs.of(
                node,
                ValueType.tensor(node.type(0), shape),
                ValueType.tensor(ElementType.INT64, shape));
    }

    private static Dim count(OpContext node) {
        return node.hasAttribute("k") ? Dim.of(node.attribute("k", 0)) : Known.integer(node, 1);
    }

    @Override
    public Cost cost(OpContext node) {
        return Traffic.stream(node, node.shape(0).elements())
                .less(Confidence.MODELLED, "a selection counted as one compare an element");
    }

    @Override
    public Optional<List<TensorValue>> fold(OpContext node) {
        TensorValue value = node.value(0).orElse(null);
        double[] numbers = node.value(0).flatMap(Rounding::ordered).orElse(null);
        Layout to = Layout.of(node.output(0).shape()).orElse(null);
        // Ties and unsorted results are the runtime's choice beyond one axis.
        if (value == null
                || numbers == null
                || to == null
                || to.rank() != 1
                || to.size() > numbers.length
                || node.attribute("sorted", 1) != 1) {
            return Optional.empty();
        }
        Comparator<Integer> order = Comparator.comparingDouble((Integer i) -> numbers[i]);
        int[] first =
                IntStream.range(0, numbers.length)
                        .boxed()
                        .sorted(node.attribute("largest", 1) == 1 ? order.reversed() : order)
                        .limit(to.size())
                        .mapToInt(Integer::intValue)
                        .toArray();
        List<Dim> places = IntStream.of(first).mapToObj(Dim::of).toList();
        return Optional.of(
                List.of(
                        to.pick(value, first),
                        new Integers(ElementType.INT64, to.shape(), places)));
    }
}
