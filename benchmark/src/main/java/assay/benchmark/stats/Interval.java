package assay.benchmark.stats;

/// A confidence interval, in the unit of what it bounds.
///
/// @param confidence between 0 and 1
/// @param method how it was found, in words
public record Interval(double low, double high, double confidence, String method) {

    /// Half the width over the middle: 0.02 is "plus or minus 2 %".
    public double relativeHalfWidth() {
        return (high - low) / (high + low);
    }

    /// Whether the two have a value in common.
    public boolean overlaps(Interval other) {
        return low <= other.high && other.low <= high;
    }
}
