package assay.benchmark.stats;

import java.util.List;

/// Whether successive windows say the same, which is what ends a warm-up.
public final class Agreement {

    private Agreement() {}

    /// Whether the last `count` values lie within `tolerance` of their smallest, relatively. False
    /// where there are fewer.
    public static boolean lastAgree(List<Double> values, int count, double tolerance) {
        if (values.size() < count) {
            return false;
        }
        double low = Double.POSITIVE_INFINITY;
        double high = 0;
        for (double value : values.subList(values.size() - count, values.size())) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        return high <= low * (1 + tolerance);
    }
}
