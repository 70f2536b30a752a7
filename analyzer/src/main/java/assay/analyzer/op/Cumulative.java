package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.TensorValue.Integers;
import assay.analyzer.tensor.TensorValue.Reals;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/// CumSum and CumProd along the axis in input 1, from the first element or (`reverse`) the last;
/// `exclusive` leaves an element itself out. One operation an element.
///
/// @param neutral what an exclusive result begins with
record Cumulative(int neutral, BinaryOperator<Dim> integers, BinaryOperator<Double> reals)
        implements Op.Folding {

    static final Cumulative SUM = new Cumulative(0, Dim::plus, Double::sum);
    static final Cumulative PRODUCT = new Cumulative(1, Dim::times, (a, b) -> a * b);

    @Override
    public List<ValueType> infer(OpContext node) {
        return Outputs.likeInput(node);
    }

    @Override
    public Cost cost(OpContext node) {
        return Traffic.stream(node, node.shape(0).elements());
    }

    @Override
    public Optional<List<TensorValue>> fold(OpContext node) {
        TensorValue value = node.value(0).orElse(null);
        if (value == null || !(Known.integer(node, 1) instanceof Dim.Known(long stated))) {
            return Optional.empty();
        }
        int axis = Slices.axis(stated, value.shape().size());
        TensorValue results = axis < 0 ? null : along(node, value, axis);
        return results == null ? Optional.empty() : Optional.of(List.of(results));
    }

    private @Nullable TensorValue along(OpContext node, TensorValue value, int axis) {
        ElementType type = value.elementType();
        int[] before = before(node, value, axis);
        return switch (value) {
            case Integers(var _, List<Long> shape, List<Dim> elements) -> {
                BinaryOperator<Dim> exact =
                        (a, b) -> {
                            Dim result = integers.apply(a, b);
                            return type.isFloat() ? result : Rounding.wrap(type, result);
                        };
                yield new Integers(
                        type, shape, results(node, elements, before, exact, Dim.of(neutral)));
            }
            case Reals(var _, List<Long> shape, List<Double> elements) -> {
                BinaryOperator<Double> rounded = (a, b) -> Rounding.round(type, reals.apply(a, b));
                yield Rounding.isRounded(type)
                        ? new Reals(
                                type,
                                shape,
                                results(node, elements, before, rounded, (double) neutral))
                        : null;
            }
            case TensorValue.Texts _ -> null;
        };
    }

    private static boolean isReverse(OpContext node) {
        return node.attribute("reverse", 0) == 1;
    }

    /// For each element the position of the one before it on its way, or -1.
    private static int[] before(OpContext node, TensorValue value, int axis) {
        Layout layout = Layout.of(value.shape()).orElseThrow();
        int step = isReverse(node) ? 1 : -1;
        int[] before = new int[layout.size()];
        for (int i = 0; i < before.length; i++) {
            int[] at = layout.coordinates(i);
            at[axis] += step;
            before[i] = at[axis] < 0 || at[axis] >= layout.dim(axis) ? -1 : layout.position(at);
        }
        return before;
    }

    private static <T> List<T> results(
            OpContext node, List<T> elements, int[] before, BinaryOperator<T> combine, T neutral) {
        List<T> inclusive = new ArrayList<>(elements);
        List<T> exclusive = new ArrayList<>(elements);
        for (int k = 0; k < before.length; k++) {
            int i = isReverse(node) ? before.length - 1 - k : k;
            boolean first = before[i] < 0;
            exclusive.set(i, first ? neutral : inclusive.get(before[i]));
            inclusive.set(
                    i,
                    first
                            ? elements.get(i)
                            : combine.apply(inclusive.get(before[i]), elements.get(i)));
        }
        return node.attribute("exclusive", 0) == 1 ? exclusive : inclusive;
    }
}
