package assay.benchmark.session;

import assay.analyzer.analysis.InputRange;
import assay.analyzer.tensor.ElementType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One input of a model as it is fed: type, concrete shape, and the values it may take.
///
/// Floats are drawn uniformly from `[low, high)`; integers uniformly from `low` to `high`, both
/// included, so token ids of a table with V rows are `0` to `V - 1`; booleans are true where `high
/// > = 1` and, if also `low < 1`, with even odds; strings are decimal numbers.
///
/// @param shape dimensions, all known; empty for a scalar
public record InputSpec(String name, ElementType type, List<Long> shape, double low, double high) {

    public InputSpec {
        shape = List.copyOf(shape);
        if (!Double.isFinite(low) || !Double.isFinite(high) || low > high) {
            throw new IllegalArgumentException(
                    "input '" + name + "': values from " + low + " to " + high);
        }
        for (long dim : shape) {
            if (dim < 0) {
                throw new IllegalArgumentException(
                        "input '" + name + "': dimension " + dim + " in " + shape);
            }
        }
    }

    /// An input that takes the values which the graph allows.
    ///
    /// @param range where the analysis knows one; null or normal: from `[-1, 1)`
    public static InputSpec within(
            String name, ElementType type, List<Long> shape, @Nullable InputRange range) {
        return range == null || range.how() == InputRange.Source.NORMAL
                ? new InputSpec(name, type, shape, -1, 1)
                : new InputSpec(name, type, shape, range.min(), range.max());
    }

    /// A float input drawn from `[-1, 1)`.
    public static InputSpec floats(String name, long... shape) {
        return new InputSpec(name, ElementType.FLOAT32, boxed(shape), -1, 1);
    }

    /// An int64 input from `low` to `high`, both included.
    public static InputSpec int64(String name, long low, long high, long... shape) {
        return new InputSpec(name, ElementType.INT64, boxed(shape), low, high);
    }

    private static List<Long> boxed(long[] shape) {
        return Arrays.stream(shape).boxed().toList();
    }

    /// Number of elements; 1 for a scalar.
    ///
    /// @throws ArithmeticException where it exceeds a long
    public long elements() {
        long elements = 1;
        for (long dim : shape) {
            elements = Math.multiplyExact(elements, dim);
        }
        return elements;
    }
}
