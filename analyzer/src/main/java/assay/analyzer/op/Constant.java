package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.graph.Attribute;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.TensorValue.Integers;
import assay.analyzer.tensor.TensorValue.Reals;
import assay.analyzer.tensor.TensorValue.Texts;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Constant: a value held by one of the attributes `value`, `value_float(s)`, `value_int(s)`,
/// `value_string(s)`, `sparse_value`. Costs nothing.
record Constant() implements Op.Folding {

    private static final List<String> ATTRIBUTES =
            List.of(
                    "value",
                    "value_float",
                    "value_floats",
                    "value_int",
                    "value_ints",
                    "value_string",
                    "value_strings",
                    "sparse_value");

    @Override
    public List<ValueType> infer(OpContext node) {
        return Outputs.of(node, type(node));
    }

    private static ValueType type(OpContext node) {
        for (String name : ATTRIBUTES) {
            Attribute attribute = node.node().attributes().get(name);
            switch (attribute) {
                case Attribute.Tensor(var value) -> {
                    return value.valueType();
                }
                case Attribute.Sparse(var values, List<Long> dims) -> {
                    return ValueType.tensor(values.type(), shape(dims));
                }
                case null, default -> {
                    Optional<TensorValue> literal = literal(attribute);
                    if (literal.isPresent()) {
                        return ValueType.tensor(
                                literal.get().elementType(), shape(literal.get().shape()));
                    }
                    ValueType large = large(attribute);
                    if (large != null) {
                        return large;
                    }
                }
            }
        }
        return ValueType.unknown("the constant has no value");
    }

    private static @Nullable ValueType large(@Nullable Attribute attribute) {
        return switch (attribute) {
            case Attribute.Ints(List<Long> values) ->
                    ValueType.tensor(ElementType.INT64, Shape.of(values.size()));
            case Attribute.Reals(List<Double> values) ->
                    ValueType.tensor(ElementType.FLOAT32, Shape.of(values.size()));
            case Attribute.Texts(List<String> values) ->
                    ValueType.tensor(ElementType.STRING, Shape.of(values.size()));
            case null, default -> null;
        };
    }

    private static Shape shape(List<Long> dims) {
        List<Dim> known = new ArrayList<>(dims.size());
        for (long dim : dims) {
            known.add(Dim.of(dim));
        }
        return Shape.of(known);
    }

    private static Optional<TensorValue> literal(@Nullable Attribute attribute) {
        return switch (attribute) {
            case Attribute.Int(long value) -> Optional.of(TensorValue.scalar(Dim.of(value)));
            case Attribute.Real(double value) ->
                    Optional.of(new Reals(ElementType.FLOAT32, List.of(), List.of(value)));
            case Attribute.Text(String value) -> Optional.of(new Texts(List.of(), List.of(value)));
            case Attribute.Ints(List<Long> values) when few(values) ->
                    Optional.of(
                            new Integers(
                                    ElementType.INT64,
                                    List.of((long) values.size()),
                                    values.stream().map(Dim::of).toList()));
            case Attribute.Reals(List<Double> values) when few(values) ->
                    Optional.of(
                            new Reals(ElementType.FLOAT32, List.of((long) values.size()), values));
            case Attribute.Texts(List<String> values) when few(values) ->
                    Optional.of(new Texts(List.of((long) values.size()), values));
            case null, default -> Optional.empty();
        };
    }

    private static boolean few(List<?> values) {
        return values.size() <= TensorValue.MOST_ELEMENTS;
    }

    @Override
    public Cost cost(OpContext node) {
        return Cost.FREE;
    }

    @Override
    public Optional<List<TensorValue>> fold(OpContext node) {
        for (String name : ATTRIBUTES) {
            Attribute attribute = node.node().attributes().get(name);
            Optional<TensorValue> value =
                    attribute instanceof Attribute.Tensor(var tensor)
                            ? tensor.knownValue()
                            : literal(attribute);
            if (value.isPresent()) {
                return value.map(List::of);
            }
        }
        return Optional.empty();
    }
}
