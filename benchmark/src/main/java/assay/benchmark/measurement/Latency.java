package assay.benchmark.measurement;

import assay.benchmark.stats.Percentiles;

/// Latency of one run in seconds over all raw samples of all processes: percentiles by nearest
/// rank, and the mean.
public record Latency(
        double min,
        double p50,
        double p90,
        double p95,
        double p99,
        double p999,
        double max,
        double mean) {

    public Latency {
        if (!(min > 0 && max >= p999 && p999 >= p99 && p99 >= p50 && p50 >= min)
                || !Double.isFinite(max)
                || !Double.isFinite(mean)) {
            throw new IllegalArgumentException(
                    "not latencies: min " + min + ", p50 " + p50 + ", p99 " + p99 + ", max " + max);
        }
    }

    /// The latency of samples in nanoseconds, ascending, at least one and all positive.
    public static Latency ofNanos(long[] sorted) {
        double sum = 0;
        for (long sample : sorted) {
            sum += sample;
        }
        return new Latency(
                sorted[0] * 1e-9,
                seconds(sorted, 50),
                seconds(sorted, 90),
                seconds(sorted, 95),
                seconds(sorted, 99),
                seconds(sorted, 99.9),
                sorted[sorted.length - 1] * 1e-9,
                sum / sorted.length * 1e-9);
    }

    private static double seconds(long[] sorted, double percent) {
        return Percentiles.nearestRank(sorted, percent) * 1e-9;
    }
}
