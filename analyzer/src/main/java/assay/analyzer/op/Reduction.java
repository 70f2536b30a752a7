package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.TensorValue.Integers;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import org.jspecify.annotations.Nullable;

/// Reductions over axes. FLOPs count 1 an input element for the combination (the finish, a division
/// or root, stands for the combination that the first element does not need), 1 more for each
/// elementary operation on an element before it.
///
/// @param perElement FLOPs of an input element
/// @param perResult FLOPs of an output element beyond that
record Reduction(
        int perElement,
        int perResult,
        boolean mean,
        @Nullable BinaryOperator<Dim> integers,
        @Nullable DoubleBinaryOperator reals)
        implements Op.Folding {

    static final Reduction SUM = new Reduction(1, 0, false, Dim::plus, Double::sum);
    static final Reduction PRODUCT = new Reduction(1, 0, false, Dim::times, (a, b) -> a * b);
    static final Reduction MAX = new Reduction(1, 0, false, Dim::max, Math::max);
    static final Reduction MIN = new Reduction(1, 0, false, Dim::min, Math::min);
    static final Reduction MEAN = new Reduction(1, 0, true, null, Double::sum);

    /// Absolute value and addition; square and addition, with a root for the 2-norm.
    static final Reduction L1 = new Reduction(2, 0, false, null, null);

    static final Reduction L2 = new Reduction(2, 1, false, null, null);
    static final Reduction SUM_SQUARE = new Reduction(2, 0, false, null, null);
    static final Reduction LOG_SUM = new Reduction(1, 1, false, null, null);
    static final Reduction LOG_SUM_EXP = new Reduction(2, 1, false, null, null);

    @Override
    public List<ValueType> infer(OpContext node) {
        return Outputs.of(node, node.type(0), ReducedAxes.shape(node));
    }

    @Override
    public Cost cost(OpContext node) {
        Dim results = node.output(0).shape().elements();
        return Traffic.stream(
                node, node.shape(0).elements().times(perElement).plus(results.times(perResult)));
    }

    @Override
    public Optional<List<TensorValue>> fold(OpContext node) {
        TensorValue value = node.value(0).orElse(null);
        if (value == null || value.size() == 0) {
            return Optional.empty();
        }
        List<Integer> axes = ReducedAxes.of(node, value.shape().size()).orElse(null);
        Layout to = Layout.of(node.output(0).shape()).orElse(null);
        if (axes == null || to == null) {
            return Optional.empty();
        }
        Layout from = Layout.of(value.shape()).orElseThrow();
        int[] targets = ReducedAxes.targets(from, axes);
        ElementType type = value.elementType();
        if (value instanceof Integers(var _, var _, List<Dim> elements) && integers != null) {
            List<@Nullable Dim> results = new ArrayList<>();
            for (int i = 0; i < to.size(); i++) {
                results.add(null);
            }
            for (int i = 0; i < targets.length; i++) {
                Dim before = results.get(targets[i]);
                results.set(
                        targets[i],
                        before == null ? elements.get(i) : integers.apply(before, elements.get(i)));
            }
            List<Dim> wrapped = new ArrayList<>();
            for (Dim result : results) {
                if (result == null) {
                    return Optional.empty();
                }
                wrapped.add(type.isFloat() ? result : Rounding.wrap(type, result));
            }
            return Optional.of(List.of(new Integers(type, to.shape(), wrapped)));
        }
        double[] numbers = Rounding.reals(value).orElse(null);
        if (numbers == null || reals == null || !Rounding.isRounded(type)) {
            return Optional.empty();
        }
        return Optional.of(
                List.of(Rounding.reals(type, to.shape(), reduced(numbers, targets, to))));
    }

    private double[] reduced(double[] numbers, int[] targets, Layout to) {
        double[] results = new double[to.size()];
        boolean[] begun = new boolean[to.size()];
        int[] counts = new int[to.size()];
        for (int i = 0; i < targets.length; i++) {
            int target = targets[i];
            results[target] =
                    begun[target] && reals != null
                            ? reals.applyAsDouble(results[target], numbers[i])
                            : numbers[i];
            begun[target] = true;
            counts[target]++;
        }
        for (int i = 0; mean && i < results.length; i++) {
            results[i] /= counts[i];
        }
        return results;
    }
}
