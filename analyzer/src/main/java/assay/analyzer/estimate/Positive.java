package assay.analyzer.estimate;

/// Guards for the numbers that enter an estimate.
final class Positive {
    private Positive() {}

    /// @throws IllegalArgumentException unless `value` is finite and at least 0
    static double orZero(String name, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " must be finite and >= 0, is " + value);
        }
        return value;
    }

    /// @throws IllegalArgumentException unless `value` is at least 1
    static long count(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, is " + value);
        }
        return value;
    }
}
