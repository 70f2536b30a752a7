package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.TensorValue.Integers;
import assay.analyzer.tensor.TensorValue.Reals;
import assay.analyzer.tensor.TensorValue.Texts;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Cast to the attribute `to`, and CastLike to the type of input 1. No FLOPs; the bytes that move.
record Cast() implements Op.Folding {

    @Override
    public List<ValueType> infer(OpContext node) {
        return Outputs.of(node, target(node), node.shape(0));
    }

    private static ElementType target(OpContext node) {
        if (node.node().operator().equals("CastLike")) {
            return node.type(1);
        }
        long number = node.attribute("to", 0);
        // Before set 6 the type is given by its name.
        String name = node.attribute("to", "");
        return number > 0 && number < 1000
                ? ElementType.ofNumber((int) number)
                : named(name.toLowerCase(Locale.ROOT));
    }

    private static ElementType named(String name) {
        return switch (name) {
            case "float" -> ElementType.FLOAT32;
            case "double" -> ElementType.FLOAT64;
            default -> ElementType.ofName(name);
        };
    }

    @Override
    public Cost cost(OpContext node) {
        Dim none = Dim.of(0);
        return Cost.exact(none, none, node.input(0).bytes(), node.outputBytes());
    }

    @Override
    public Optional<List<TensorValue>> fold(OpContext node) {
        TensorValue value = Known.orOpen(node, 0).orElse(null);
        return value == null
                ? Optional.empty()
                : cast(value, node.output(0).elementType()).map(List::of);
    }

    /// The value with its elements as `type` holds them. A symbol as a floating-point number stays
    /// the whole number that it is.
    static Optional<TensorValue> cast(TensorValue value, ElementType type) {
        if (value.elementType() == type) {
            return Optional.of(value);
        }
        return switch (value) {
            case Texts _ -> Optional.empty();
            case Integers(var _, List<Long> shape, List<Dim> elements) -> {
                if (type.isFloat()) {
                    yield Rounding.isRounded(type)
                            ? toReals(value, type, elements)
                            : Optional.empty();
                }
                yield type.isInteger() || type.isBoolean()
                        ? Optional.of(new Integers(type, shape, wrapped(type, elements)))
                        : Optional.empty();
            }
            case Reals(var _, List<Long> shape, List<Double> elements) -> {
                if (Rounding.isRounded(type)) {
                    yield Optional.of(
                            Rounding.reals(type, shape, Rounding.reals(value).orElseThrow()));
                }
                yield type.isInteger() || type.isBoolean()
                        ? Optional.of(new Integers(type, shape, truncated(type, elements)))
                        : Optional.empty();
            }
        };
    }

    private static Optional<TensorValue> toReals(
            TensorValue value, ElementType type, List<Dim> elements) {
        return Optional.of(
                Rounding.reals(value)
                        .map(numbers -> Rounding.reals(type, value.shape(), numbers))
                        .orElseGet(() -> new Integers(type, value.shape(), elements)));
    }

    private static List<Dim> wrapped(ElementType type, List<Dim> elements) {
        List<Dim> wrapped = new ArrayList<>(elements.size());
        for (Dim element : elements) {
            wrapped.add(Rounding.wrap(type, element));
        }
        return wrapped;
    }

    /// Reals lose their fraction; what a type cannot hold is left open, for runtimes differ.
    private static List<Dim> truncated(ElementType type, List<Double> elements) {
        List<Dim> truncated = new ArrayList<>(elements.size());
        for (double element : elements) {
            if (type == ElementType.BOOL) {
                truncated.add(Dim.of(element == 0 ? 0 : 1));
                continue;
            }
            Dim whole = Arithmetic.truncated(element);
            truncated.add(
                    Rounding.wrap(type, whole).equals(whole)
                            ? whole
                            : Dim.unknown(element + " as " + type));
        }
        return truncated;
    }
}
