package assay.benchmark.stats;

import java.util.OptionalLong;

/// MLPerf LoadGen's early-stopping rule: what may be claimed of a percentile from `n` samples.
///
/// Of `n` independent runs, the number slower than the true percentile `p` is binomial with
/// probability `1 - p`. With `t` the largest count for which `P(Bin(n, 1 - p) <= t) <= 1 - c`, the
/// `t - 1` slowest samples are discarded and the slowest that is left is an upper bound of the
/// percentile at confidence `c`. With fewer samples than make `t = 1` nothing can be claimed.
public final class EarlyStopping {

    private EarlyStopping() {}

    /// The largest `t` as above; 0 where even `t = 1` is not reached.
    static int discardable(long n, double percent, double confidence) {
        double over = 1 - percent / 100;
        double ratio = Math.log(over) - Math.log1p(-over);
        double limit = Math.log(1 - confidence);
        double term = n * Math.log1p(-over);
        double cumulated = term;
        int t = -1;
        while (cumulated <= limit && t < n) {
            t++;
            term += Math.log((double) (n - t) / (t + 1)) + ratio;
            double larger = Math.max(cumulated, term);
            cumulated = larger + Math.log(Math.exp(cumulated - larger) + Math.exp(term - larger));
        }
        return Math.max(t, 0);
    }

    /// Upper bound of the percentile at that confidence, or empty where the samples are too few.
    ///
    /// @param sorted samples in ascending order
    /// @param percent above 0, below 100
    /// @param confidence between 0 and 1
    public static OptionalLong upperBound(long[] sorted, double percent, double confidence) {
        int t = discardable(sorted.length, percent, confidence);
        return t == 0 ? OptionalLong.empty() : OptionalLong.of(sorted[sorted.length - t]);
    }

    /// Fewest samples from which the percentile can be bounded at all: 64 for p90 and 662 for p99
    /// at a confidence of 0.99.
    public static long needed(double percent, double confidence) {
        long low = 1;
        long high = 2;
        while (discardable(high, percent, confidence) == 0) {
            low = high;
            high *= 2;
        }
        while (high - low > 1) {
            long middle = (low + high) / 2;
            if (discardable(middle, percent, confidence) == 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /// How many samples are missing for a claim about the percentile; 0 where there are enough.
    public static long missing(long samples, double percent, double confidence) {
        return Math.max(0, needed(percent, confidence) - samples);
    }
}
