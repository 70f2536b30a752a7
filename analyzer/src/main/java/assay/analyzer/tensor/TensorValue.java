package assay.analyzer.tensor;

import java.util.List;

/// The known elements of a small tensor, row-major, with the shape that they fill.
///
/// Only values that can decide shapes are worth knowing; [#MOST_ELEMENTS] bounds what is kept.
public sealed interface TensorValue {

    /// Tensors with more elements than this are never held as values.
    int MOST_ELEMENTS = 4096;

    ElementType elementType();

    /// Dims of the value, each known.
    List<Long> shape();

    /// Number of elements.
    int size();

    /// Integers and booleans (0 or 1); each may be symbolic or unknown.
    record Integers(ElementType elementType, List<Long> shape, List<Dim> elements)
            implements TensorValue {
        public Integers {
            shape = List.copyOf(shape);
            elements = List.copyOf(elements);
            requireFilled(shape, elements.size());
        }

        @Override
        public int size() {
            return elements.size();
        }
    }

    /// Floating-point numbers of any width, widened to double.
    record Reals(ElementType elementType, List<Long> shape, List<Double> elements)
            implements TensorValue {
        public Reals {
            shape = List.copyOf(shape);
            elements = List.copyOf(elements);
            requireFilled(shape, elements.size());
        }

        @Override
        public int size() {
            return elements.size();
        }
    }

    /// Strings.
    record Texts(List<Long> shape, List<String> elements) implements TensorValue {
        public Texts {
            shape = List.copyOf(shape);
            elements = List.copyOf(elements);
            requireFilled(shape, elements.size());
        }

        @Override
        public ElementType elementType() {
            return ElementType.STRING;
        }

        @Override
        public int size() {
            return elements.size();
        }
    }

    /// A one-dimensional int64 tensor, as shapes are passed around.
    static Integers vector(List<Dim> elements) {
        return new Integers(ElementType.INT64, List.of((long) elements.size()), elements);
    }

    /// A scalar int64.
    static Integers scalar(Dim element) {
        return new Integers(ElementType.INT64, List.of(), List.of(element));
    }

    private static void requireFilled(List<Long> shape, int size) {
        long product = 1;
        for (long dim : shape) {
            product = Math.multiplyExact(product, dim);
        }
        if (product != size) {
            throw new IllegalArgumentException(
                    "shape " + shape + " does not hold " + size + " elements");
        }
    }
}
