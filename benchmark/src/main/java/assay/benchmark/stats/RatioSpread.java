package assay.benchmark.stats;

import java.util.Arrays;

/// A ratio and how it scatters when what it was taken from is drawn again.
public final class RatioSpread {

    private final double estimate;
    private final double[] sorted;
    private final String method;

    private RatioSpread(double estimate, double[] sorted, String method) {
        this.estimate = estimate;
        this.sorted = sorted;
        this.method = method;
    }

    /// The ratio itself, and the ratios drawn, in any order.
    static RatioSpread of(double estimate, double[] drawn, String method) {
        double[] sorted = drawn.clone();
        Arrays.sort(sorted);
        return new RatioSpread(estimate, sorted, method);
    }

    /// The ratio of what was seen, new over base: 1.05 is 5 % slower.
    public double estimate() {
        return estimate;
    }

    /// The middle `confidence` of the ratios drawn.
    public Interval interval(double confidence) {
        int n = sorted.length;
        int cut = (int) Math.floor((1 - confidence) / 2 * n);
        return new Interval(sorted[cut], sorted[n - 1 - cut], confidence, method);
    }

    /// How easily a ratio above `limit` is had where the true one is `limit`: the share of the
    /// ratios drawn that do not exceed it, `(k + 1) / (n + 1)`, so never 0.
    public double oddsOfNotAbove(double limit) {
        int k = 0;
        while (k < sorted.length && sorted[k] <= limit) {
            k++;
        }
        return (k + 1.0) / (sorted.length + 1.0);
    }

    /// The same for a ratio below `limit`.
    public double oddsOfNotBelow(double limit) {
        int k = 0;
        while (k < sorted.length && sorted[sorted.length - 1 - k] >= limit) {
            k++;
        }
        return (k + 1.0) / (sorted.length + 1.0);
    }
}
