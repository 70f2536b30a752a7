package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.TensorValue.Integers;
import assay.analyzer.tensor.TensorValue.Reals;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// An operator that computes each output element from the input elements at its place.
///
/// @param broadcasts true when all inputs are fitted to each other, false when the output has the
///   shape of the first input
/// @param truth true when the result is a boolean
/// @param flops FLOPs of one output element
/// @param integers result for integer elements; null where it is not computed during analysis
/// @param reals result for floating-point elements; null where it is not computed
/// @param integral true when the result for whole numbers is the same in integers and in reals
record PerElement(
        boolean broadcasts,
        boolean truth,
        ToIntFunction<OpContext> flops,
        @Nullable OnIntegers integers,
        @Nullable OnReals reals,
        boolean integral)
        implements Op.Folding {

    interface OnIntegers {
        Dim apply(OpContext node, List<Dim> operands);
    }

    interface OnReals {
        double apply(OpContext node, double[] operands);
    }

    @Override
    public List<ValueType> infer(OpContext node) {
        Shape shape = broadcasts ? Broadcast.inputs(node) : node.shape(0);
        return Outputs.of(node, truth ? ElementType.BOOL : operandType(node), shape);
    }

    /// Operands share their type, so that any tells it; the exponent of Pow alone has its own.
    private static ElementType operandType(OpContext node) {
        if (node.node().operator().equals("Pow")) {
            return node.type(0);
        }
        for (int i = 0; i < node.inputCount(); i++) {
            if (node.type(i) != ElementType.UNDEFINED) {
                return node.type(i);
            }
        }
        return ElementType.UNDEFINED;
    }

    @Override
    public Cost cost(OpContext node) {
        return Traffic.stream(
                node, node.output(0).shape().elements().times(flops.applyAsInt(node)));
    }

    @Override
    public Optional<List<TensorValue>> fold(OpContext node) {
        if (integers == null && reals == null) {
            return Optional.empty();
        }
        List<TensorValue> values = new ArrayList<>();
        List<List<Long>> shapes = new ArrayList<>();
        for (int i = 0; i < node.inputCount(); i++) {
            TensorValue value = node.value(i).orElse(null);
            if (value == null) {
                return Optional.empty();
            }
            values.add(value);
            shapes.add(value.shape());
        }
        if (values.isEmpty() || (broadcasts && values.size() < 2 && !isVariadic(node))) {
            return Optional.empty();
        }
        if (node.opset() < 7 && node.attribute("broadcast", 0) == 1) {
            return Optional.empty();
        }
        Layout layout = Broadcast.known(shapes).flatMap(Layout::of).orElse(null);
        return layout == null ? Optional.empty() : computed(node, values, layout).map(List::of);
    }

    private static boolean isVariadic(OpContext node) {
        return switch (node.node().operator()) {
            case "Max", "Min", "Sum" -> true;
            default -> false;
        };
    }

    private Optional<TensorValue> computed(
            OpContext node, List<TensorValue> values, Layout layout) {
        ElementType type = values.getFirst().elementType();
        if (!type.isFloat()) {
            return onIntegers(node, values, layout, type);
        }
        if (!Rounding.isRounded(type)) {
            return Optional.empty();
        }
        return values.stream().allMatch(value -> Rounding.reals(value).isPresent())
                ? onReals(node, values, layout, type)
                : integral ? onIntegers(node, values, layout, type) : Optional.empty();
    }

    private Optional<TensorValue> onIntegers(
            OpContext node, List<TensorValue> values, Layout layout, ElementType type) {
        List<List<Dim>> operands = new ArrayList<>();
        for (TensorValue value : values) {
            List<Dim> integersOf = Rounding.integers(value).orElse(null);
            if (integersOf == null || (!type.isFloat() && value instanceof Reals)) {
                return Optional.empty();
            }
            operands.add(integersOf);
        }
        if (integers == null) {
            return Optional.empty();
        }
        List<Dim> elements = new ArrayList<>(layout.size());
        for (int i = 0; i < layout.size(); i++) {
            List<Dim> at = new ArrayList<>(operands.size());
            for (int k = 0; k < operands.size(); k++) {
                at.add(operands.get(k).get(position(values.get(k), layout, i)));
            }
            Dim result = integers.apply(node, at);
            elements.add(truth || type.isFloat() ? result : Rounding.wrap(type, result));
        }
        return Optional.of(new Integers(truth ? ElementType.BOOL : type, layout.shape(), elements));
    }

    private Optional<TensorValue> onReals(
            OpContext node, List<TensorValue> values, Layout layout, ElementType type) {
        if (reals == null) {
            return Optional.empty();
        }
        List<double[]> operands = new ArrayList<>();
        for (TensorValue value : values) {
            operands.add(Rounding.reals(value).orElseThrow());
        }
        double[] numbers = new double[layout.size()];
        for (int i = 0; i < numbers.length; i++) {
            double[] at = new double[operands.size()];
            for (int k = 0; k < at.length; k++) {
                at[k] = operands.get(k)[position(values.get(k), layout, i)];
            }
            numbers[i] = reals.apply(node, at);
        }
        if (!truth) {
            return Optional.of(Rounding.reals(type, layout.shape(), numbers));
        }
        List<Dim> truths = new ArrayList<>(numbers.length);
        for (double number : numbers) {
            truths.add(Dim.of((long) number));
        }
        return Optional.of(new Integers(ElementType.BOOL, layout.shape(), truths));
    }

    private static int position(TensorValue value, Layout result, int index) {
        return value.size() == 1
                ? 0
                : Layout.of(value.shape()).orElseThrow().broadcast(result.coordinates(index));
    }
}
