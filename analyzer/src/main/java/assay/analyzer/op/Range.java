package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.TensorValue.Integers;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Range: `max(0, ceil((limit - start) / delta))` numbers from `start` on by `delta`. One addition
/// each.
record Range() implements Op.Folding {

    private static final Dim OPEN = Dim.unknown("the range depends on data");

    @Override
    public List<ValueType> infer(OpContext node) {
        ElementType type = node.type(0);
        for (int i = 1; i < 3 && type == ElementType.UNDEFINED; i++) {
            type = node.type(i);
        }
        return Outputs.of(
                node, type, Shape.of(type.isFloat() ? realLength(node, type) : length(node)));
    }

    /// The step; 1 where it is left out, as only ONNX Runtime's own Range allows.
    private static Dim step(OpContext node) {
        return node.hasInput(2) ? Known.integer(node, 2) : Dim.of(1);
    }

    private static OptionalDouble realStep(OpContext node) {
        return node.hasInput(2) ? Known.real(node, 2) : OptionalDouble.of(1);
    }

    private static Dim length(OpContext node) {
        Dim step = step(node);
        Dim span = Known.integer(node, 1).minus(Known.integer(node, 0));
        if (!step.isKnown() || step.is(0)) {
            return step.isUnknown() ? step : OPEN;
        }
        boolean up = step.isNonNegative();
        return (up ? span : span.times(-1)).max(Dim.of(0)).ceilDiv(up ? step : step.times(-1));
    }

    /// Where float32 and float64 arithmetic lead to different lengths, none is given.
    private static Dim realLength(OpContext node, ElementType type) {
        OptionalDouble start = Known.real(node, 0);
        OptionalDouble limit = Known.real(node, 1);
        OptionalDouble step = realStep(node);
        if (start.isEmpty() || limit.isEmpty() || step.isEmpty()) {
            return node.value(0).isPresent()
                            && node.value(1).orElse(null) instanceof Integers
                            && step(node).is(1)
                    ? length(node)
                    : OPEN;
        }
        double span = limit.getAsDouble() - start.getAsDouble();
        ElementType precise = stash(node, type);
        double wide = Math.ceil(span / step.getAsDouble());
        double narrow =
                Math.ceil(
                        Rounding.round(
                                precise, Rounding.round(precise, span) / step.getAsDouble()));
        return wide == narrow
                ? Arithmetic.truncated(Math.max(0, wide))
                : Dim.unknown("the range's length hangs on rounding");
    }

    /// The type that the arithmetic is done in: since version 27 types of 16 bits are reckoned as
    /// float32 unless `stash_type` is not 1.
    private static ElementType stash(OpContext node, ElementType type) {
        return type.bits() == 16 && node.attribute("stash_type", 1L) == 1
                ? ElementType.FLOAT32
                : type;
    }

    @Override
    public Cost cost(OpContext node) {
        return Traffic.stream(node, node.output(0).shape().elements());
    }

    @Override
    public Optional<List<TensorValue>> fold(OpContext node) {
        Layout to = Layout.of(node.output(0).shape()).orElse(null);
        ElementType type = node.output(0).elementType();
        if (to == null) {
            return Optional.empty();
        }
        if (type.isFloat()) {
            return reals(node, type, to);
        }
        List<Dim> elements = new ArrayList<>(to.size());
        for (int i = 0; i < to.size(); i++) {
            elements.add(Known.integer(node, 0).plus(step(node).times(i)));
        }
        return Optional.of(List.of(new Integers(type, to.shape(), elements)));
    }

    private static Optional<List<TensorValue>> reals(OpContext node, ElementType type, Layout to) {
        OptionalDouble start = Known.real(node, 0);
        OptionalDouble step = realStep(node);
        if (start.isEmpty() || step.isEmpty() || !Rounding.isRounded(type)) {
            return Optional.empty();
        }
        double[] numbers = new double[to.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = start.getAsDouble() + i * step.getAsDouble();
        }
        return Optional.of(List.of(Rounding.reals(type, to.shape(), numbers)));
    }
}
