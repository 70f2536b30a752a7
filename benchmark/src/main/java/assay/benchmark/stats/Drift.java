package assay.benchmark.stats;

import java.util.Arrays;

/// By how much a value that should stay the same moved through a series.
public final class Drift {

    private Drift() {}

    /// The largest over the smallest level of `window` processes in a row, less 1; 0 where there
    /// are fewer than two such windows.
    ///
    /// @param values of each process at that level, in order of time, all positive
    public static double of(double[] values, int window, Level level) {
        double low = Double.POSITIVE_INFINITY;
        double high = 0;
        for (int from = 0; from + window <= values.length; from++) {
            double one = level.across(Arrays.copyOfRange(values, from, from + window));
            low = Math.min(low, one);
            high = Math.max(high, one);
        }
        return high == 0 ? 0 : high / low - 1;
    }
}
