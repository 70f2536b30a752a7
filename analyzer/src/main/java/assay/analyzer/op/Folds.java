package assay.analyzer.op;

import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.TensorValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reading and making the values that are known during analysis.
final class Folds {

    private Folds() {}

    /// A boolean of one element; empty where it is not known.
    static Optional<Boolean> truth(Optional<TensorValue> value) {
        if (value.orElse(null) instanceof TensorValue.Integers integers
                && integers.size() == 1
                && integers.elements().getFirst() instanceof Dim.Known(long number)) {
            return Optional.of(number != 0);
        }
        return Optional.empty();
    }

    /// The one integer of a value, possibly symbolic; empty where it is not known or not one.
    static Optional<Dim> integer(Optional<TensorValue> value) {
        return value.orElse(null) instanceof TensorValue.Integers integers
                        && integers.size() == 1
                        && !integers.elements().getFirst().isUnknown()
                ? Optional.of(integers.elements().getFirst())
                : Optional.empty();
    }

    /// The integers of a value where each is a plain number.
    static Optional<List<Long>> numbers(Optional<TensorValue> value) {
        if (!(value.orElse(null) instanceof TensorValue.Integers integers)) {
            return Optional.empty();
        }
        List<Long> numbers = new ArrayList<>(integers.size());
        for (Dim element : integers.elements()) {
            if (!(element instanceof Dim.Known(long number))) {
                return Optional.empty();
            }
            numbers.add(number);
        }
        return Optional.of(numbers);
    }

    static TensorValue truth(boolean value) {
        return new TensorValue.Integers(
                ElementType.BOOL, List.of(), List.of(Dim.of(value ? 1 : 0)));
    }

    /// A one-dimensional value of integers.
    static TensorValue vector(ElementType type, List<Long> numbers) {
        List<Dim> elements = new ArrayList<>(numbers.size());
        for (long number : numbers) {
            elements.add(Dim.of(number));
        }
        return new TensorValue.Integers(type, List.of((long) numbers.size()), elements);
    }

    /// The dims as plain numbers, where the shape is known and holds no more than
    /// [TensorValue#MOST_ELEMENTS].
    static Optional<List<Long>> smallShape(Shape shape) {
        if (!shape.isRanked()) {
            return Optional.empty();
        }
        List<Long> dims = new ArrayList<>();
        for (Dim dim : shape.dims()) {
            if (!(dim instanceof Dim.Known(long number)) || number < 0) {
                return Optional.empty();
            }
            dims.add(number);
        }
        return shape.elements() instanceof Dim.Known(long count)
                        && count <= TensorValue.MOST_ELEMENTS
                ? Optional.of(dims)
                : Optional.empty();
    }
}
