package assay.benchmark.replay;

import assay.analyzer.graph.Initializer;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.TensorValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The elements of a small tensor as numbers.
final class Elements {

    private Elements() {}

    /// Null where they are not held or are no numbers.
    static @Nullable List<Double> of(Initializer tensor) {
        return switch (tensor.value()) {
            case TensorValue.Reals reals -> reals.elements();
            case TensorValue.Integers integers -> numbers(integers.elements());
            case TensorValue.Texts _ -> null;
            case null -> null;
        };
    }

    private static @Nullable List<Double> numbers(List<Dim> dims) {
        List<Double> numbers = new ArrayList<>();
        for (Dim dim : dims) {
            if (!(dim instanceof Dim.Known(long value))) {
                return null;
            }
            numbers.add((double) value);
        }
        return numbers;
    }
}
