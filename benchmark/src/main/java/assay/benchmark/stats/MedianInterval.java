package assay.benchmark.stats;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// Confidence interval of the median latency.
///
/// With several forks, a two-level bootstrap: forks are drawn with replacement, then samples within
/// each, since runs in one process resemble each other more than runs in two. With one fork only
/// the order statistics of its samples are left, which know nothing of the spread between
/// processes; the interval's method says so.
public final class MedianInterval {

    private static final int REPLICATES = 500;

    /// Samples drawn per fork and replicate. Larger forks are thinned to this many evenly spaced
    /// order statistics, which widens the interval slightly, never narrows it.
    private static final int DRAWN = 128;

    private static final double[] TAIL = {
        1.330274429, -1.821255978, 1.781477937, -0.356563782, 0.319381530
    };

    private MedianInterval() {}

    /// The interval over `forks`, each a set of samples in ascending order.
    ///
    /// @throws IllegalArgumentException if there is no sample
    public static Interval of(List<long[]> forks, double confidence, long seed) {
        List<long[]> filled = forks.stream().filter(fork -> fork.length > 0).toList();
        if (filled.isEmpty()) {
            throw new IllegalArgumentException("an interval needs at least one sample");
        }
        return filled.size() == 1
                ? orderStatistics(filled.getFirst(), confidence)
                : bootstrap(filled, confidence, seed);
    }

    /// Distribution-free: ranks `l` and `u` with `P(l <= Bin(n, 1/2) < u) >= confidence`, by the
    /// normal approximation `n/2 +- z sqrt(n)/2`, rounded outwards.
    private static Interval orderStatistics(long[] sorted, double confidence) {
        int n = sorted.length;
        double reach = normalQuantile((1 + confidence) / 2) * Math.sqrt(n) / 2;
        int low = (int) Math.max(1, Math.floor(n / 2.0 - reach));
        int high = (int) Math.min(n, Math.ceil(n / 2.0 + 1 + reach));
        return new Interval(
                sorted[low - 1], sorted[high - 1], confidence, "order statistics of one process");
    }

    private static Interval bootstrap(List<long[]> forks, double confidence, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<long[]> thinned = forks.stream().map(MedianInterval::thin).toList();
        long[] medians = new long[REPLICATES];
        for (int r = 0; r < REPLICATES; r++) {
            long[] pool = new long[thinned.size() * DRAWN];
            int filled = 0;
            for (int f = 0; f < thinned.size(); f++) {
                long[] fork = thinned.get(random.nextInt(thinned.size()));
                for (int i = 0; i < DRAWN; i++) {
                    pool[filled++] = fork[random.nextInt(fork.length)];
                }
            }
            Arrays.sort(pool);
            medians[r] = Percentiles.nearestRank(pool, 50);
        }
        Arrays.sort(medians);
        double tail = 50 * (1 - confidence);
        return new Interval(
                Percentiles.nearestRank(medians, tail),
                Percentiles.nearestRank(medians, 100 - tail),
                confidence,
                "bootstrap over " + forks.size() + " processes, then samples");
    }

    private static long[] thin(long[] sorted) {
        if (sorted.length <= DRAWN) {
            return sorted;
        }
        long[] thinned = new long[DRAWN];
        for (int i = 0; i < DRAWN; i++) {
            thinned[i] = sorted[(int) ((i + 0.5) * sorted.length / DRAWN)];
        }
        return thinned;
    }

    /// Quantile of the standard normal distribution by bisection over [#normalTail], to 1e-9.
    static double normalQuantile(double p) {
        double low = -8;
        double high = 8;
        while (high - low > 1e-9) {
            double middle = (low + high) / 2;
            if (1 - normalTail(middle) < p) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /// `P(Z > x)`: Abramowitz and Stegun 26.2.17, absolute error below 7.5e-8.
    static double normalTail(double x) {
        if (x < 0) {
            return 1 - normalTail(-x);
        }
        double t = 1 / (1 + 0.2316419 * x);
        double polynomial = 0;
        for (double coefficient : TAIL) {
            polynomial = (polynomial + coefficient) * t;
        }
        return polynomial * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    }
}
