package assay.benchmark.replay;

import assay.analyzer.tensor.ElementType;
import java.util.List;

/// What a kernel reads at one place.
sealed interface Operand {

    /// An optional input left out.
    record Absent() implements Operand {}

    /// A value made while the model runs.
    record Activation(ElementType type, List<Long> dims) implements Operand {}

    /// A tensor of the model of which type and shape matter, its elements do not.
    record Weight(ElementType type, List<Long> dims) implements Operand {}

    /// A small tensor of the model of which the elements matter: a shape, axes, a bound.
    record Known(ElementType type, List<Long> dims, List<Double> values) implements Operand {}

    /// Bytes of its elements; 0 where it is left out.
    default long bytes() {
        return switch (this) {
            case Absent _ -> 0;
            case Activation(ElementType type, List<Long> dims) -> bytes(type, dims);
            case Weight(ElementType type, List<Long> dims) -> bytes(type, dims);
            case Known(ElementType type, List<Long> dims, List<Double> _) -> bytes(type, dims);
        };
    }

    private static long bytes(ElementType type, List<Long> dims) {
        long elements = 1;
        for (long dim : dims) {
            elements *= dim;
        }
        return elements * type.bits() / 8;
    }

    /// Type and shape, for people and for telling kernels apart.
    default String label() {
        return switch (this) {
            case Absent _ -> "";
            case Activation(ElementType type, List<Long> dims) -> tensor(type, dims);
            case Weight(ElementType type, List<Long> dims) -> tensor(type, dims) + " weight";
            case Known(ElementType type, List<Long> dims, List<Double> values) ->
                    tensor(type, dims) + (type.isFloat() ? " weight" : " = " + values);
        };
    }

    static String tensor(ElementType type, List<Long> dims) {
        StringBuilder text = new StringBuilder(type.toString()).append('[');
        for (int i = 0; i < dims.size(); i++) {
            text.append(i == 0 ? "" : ",").append(dims.get(i));
        }
        return text.append(']').toString();
    }
}
