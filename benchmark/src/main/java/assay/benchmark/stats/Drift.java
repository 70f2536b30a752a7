package assay.benchmark.stats;

import java.util.Arrays;

/// By how much a value that should stay the same moved through a series.
public final class Drift {

    private Drift() {}

    /// The largest over the smallest median of `window` values in a row, less 1; 0 where there are
    /// fewer than two such windows.
    ///
    /// @param values in order of time, all positive
    public static double of(double[] values, int window) {
        double low = Double.POSITIVE_INFINITY;
        double high = 0;
        for (int from = 0; from + window <= values.length; from++) {
            double[] part = Arrays.copyOfRange(values, from, from + window);
            Arrays.sort(part);
            double median = RatioBootstrap.middle(part);
            low = Math.min(low, median);
            high = Math.max(high, median);
        }
        return high == 0 ? 0 : high / low - 1;
    }
}
