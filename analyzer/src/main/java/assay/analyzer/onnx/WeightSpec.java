package assay.analyzer.onnx;

import assay.analyzer.tensor.ElementType;
import java.util.List;

/// An initializer to be written.
///
/// @param dims empty for a scalar
public record WeightSpec(String name, ElementType type, List<Long> dims, Fill fill, Role role) {

    /// What an initializer is for.
    public enum Role {
        /// Learned.
        PARAMETER,
        /// Kept by training but not learned: BatchNormalization's running statistics.
        BUFFER,
        /// Part of the computation: indices, masks, shapes.
        CONSTANT
    }

    public WeightSpec {
        dims = List.copyOf(dims);
        if (type.bits() % 8 != 0 || type.bits() == 0) {
            throw new IllegalArgumentException(
                    "weight '" + name + "' cannot be written as " + type);
        }
        if (fill instanceof Fill.Values(List<Double> values) && values.size() != elements(dims)) {
            throw new IllegalArgumentException(
                    "weight '%s' has %d values for shape %s".formatted(name, values.size(), dims));
        }
    }

    /// Number of elements.
    public long elements() {
        return elements(dims);
    }

    /// Bytes of the elements alone.
    public long bytes() {
        return Math.multiplyExact(elements(), type.bits() / 8);
    }

    private static long elements(List<Long> dims) {
        long product = 1;
        for (long dim : dims) {
            product = Math.multiplyExact(product, dim);
        }
        return product;
    }
}
