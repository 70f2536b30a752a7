package assay.benchmark.measurement;

import assay.benchmark.stats.Interval;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What was measured at one batch size. Figures are null where nothing was measured; `unknown`
/// gives the reason for each.
///
/// @param batch samples fed at once
/// @param latencySeconds host to host, over all forks; null if no fork was timed
/// @param interval of the median, in seconds
/// @param tailBoundSeconds upper bounds at a confidence of 0.99, by percentile (`p90`, `p99`,
///   `p99.9`), of those that the number of samples allows (MLPerf's early-stopping rule)
/// @param noise relative interquartile range
/// @param throughput samples per second in a closed loop: batch / mean latency
/// @param samples raw samples in the percentiles
/// @param histogram HdrHistogram V2 of nanoseconds, compressed, base64
/// @param memoryBytes largest resident memory of a process that ran this batch, JVM included
/// @param deviceMemoryBytes largest memory in use on the device while it ran
/// @param energyJoules energy of one run
/// @param energyErrorJoules by how much that may be off to either side, from the steps in which the
///   counter moves
/// @param clocks clocks in hertz while it ran, by name
/// @param placement nodes by provider, from the runtime's own profile or, where it was not taken,
///   as its session assigned them before fusing
/// @param spans latencies of other spans by name, such as [Measurement#DEVICE_RESIDENT], measured
///   in the same processes after the host-to-host windows; percentiles to 3 digits
/// @param transferSeconds copies within a run, by the difference of two spans' medians:
///   `hostToDevice`, `deviceToHost`; empty where they were not told apart
/// @param jvm what running it from Java costs; null in files of before it was measured
/// @param memory where it went
public record BatchResult(
        long batch,
        Verdict verdict,
        List<Warning> warnings,
        List<Fork> forks,
        @Nullable Latency latencySeconds,
        @Nullable Interval interval,
        SortedMap<String, Double> tailBoundSeconds,
        @Nullable Double noise,
        @Nullable Double throughput,
        long samples,
        @Nullable String histogram,
        @Nullable Long memoryBytes,
        @Nullable Long deviceMemoryBytes,
        @Nullable Double energyJoules,
        @Nullable Double energyErrorJoules,
        @Nullable SortedMap<String, Double> clocks,
        @Nullable SortedMap<String, Integer> placement,
        SortedMap<String, Latency> spans,
        SortedMap<String, Double> transferSeconds,
        @Nullable JvmCost jvm,
        @Nullable Memory memory,
        SortedMap<String, String> unknown) {

    private static final List<String> FIGURES =
            List.of(
                    "latencySeconds",
                    "interval",
                    "noise",
                    "throughput",
                    "histogram",
                    "memoryBytes",
                    "deviceMemoryBytes",
                    "energyJoules",
                    "energyErrorJoules",
                    "clocks",
                    "placement",
                    "jvm",
                    "memory",
                    Measurement.DEVICE_RESIDENT);

    public BatchResult {
        warnings = List.copyOf(warnings);
        forks = List.copyOf(forks);
        tailBoundSeconds = new TreeMap<>(tailBoundSeconds);
        spans = spans == null ? new TreeMap<>() : new TreeMap<>(spans);
        transferSeconds =
                transferSeconds == null ? new TreeMap<>() : new TreeMap<>(transferSeconds);
        unknown = new TreeMap<>(unknown);
    }

    /// A batch size without figures: the warning says why.
    public static BatchResult without(long batch, Warning warning) {
        SortedMap<String, String> unknown = new TreeMap<>();
        for (String figure : FIGURES) {
            unknown.put(figure, "nothing was measured");
        }
        return new BatchResult(
                batch,
                warning.verdict(),
                List.of(warning),
                List.of(),
                null,
                null,
                new TreeMap<>(),
                null,
                null,
                0,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                new TreeMap<>(),
                new TreeMap<>(),
                null,
                null,
                unknown);
    }
}
