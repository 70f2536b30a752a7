package assay.benchmark.stats;

import java.util.Arrays;

/// Percentiles by nearest rank: the smallest sample that at least `p` percent of all samples do not
/// exceed. Always one of the samples, never interpolated, never averaged over groups.
public final class Percentiles {

    private Percentiles() {}

    /// The sample of rank `ceil(p / 100 * n)`.
    ///
    /// @param sorted samples in ascending order, at least one
    /// @param percent above 0, at most 100
    public static long nearestRank(long[] sorted, double percent) {
        if (sorted.length == 0 || !(percent > 0) || percent > 100) {
            throw new IllegalArgumentException(
                    "percentile " + percent + " of " + sorted.length + " samples");
        }
        // 99.9 % of 1000 is 999.0000000000001 in floating point, and must not become rank 1000
        int rank = (int) Math.ceil(percent / 100 * sorted.length - 1e-9);
        return sorted[Math.max(rank, 1) - 1];
    }

    /// The median by nearest rank of samples in any order, which are left as they are.
    public static long median(long[] samples) {
        long[] sorted = samples.clone();
        Arrays.sort(sorted);
        return nearestRank(sorted, 50);
    }

    /// Noise as the relative interquartile range, `(q3 - q1) / median`; 0 for a single sample.
    ///
    /// @param sorted samples in ascending order, at least one
    public static double relativeIqr(long[] sorted) {
        return (double) (nearestRank(sorted, 75) - nearestRank(sorted, 25))
                / nearestRank(sorted, 50);
    }
}
