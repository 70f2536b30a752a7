package assay.reports.section;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// Both sides of one batch size.
public record BatchJson(
        long batch,
        @Nullable Estimate estimate,
        String whyNotEstimated,
        @Nullable Measured measured,
        String verdict,
        List<String> warnings,
        String whyNotMeasured,
        @Nullable Double ratio,
        @Nullable Gap gap,
        String whyNotCompared,
        Use use,
        Sample sample) {

    /// What one sample costs at a batch size: measured where anything was, else estimated; null
    /// where unknown.
    ///
    /// @param throughputGrowth throughput over that of the smallest batch
    /// @param ofBestThroughput share of the best throughput
    public record Sample(
            @Nullable Double seconds,
            @Nullable Double throughputGrowth,
            @Nullable Double ofBestThroughput,
            @Nullable Double energyJoules) {}

    /// The estimate, host to host.
    ///
    /// @param memoryBytes weights and fused activations with inputs kept
    /// @param assumedWorkspaceBytes on top of them, where nothing was measured; likewise the
    ///   context
    public record Estimate(
            double seconds,
            double low,
            double high,
            String span,
            String bound,
            double throughput,
            double deviceSeconds,
            double hostSeconds,
            double inputCopySeconds,
            double outputCopySeconds,
            double runSeconds,
            @Nullable Double secondsAtPeak,
            @Nullable Double memoryBytes,
            @Nullable Double assumedWorkspaceBytes,
            @Nullable Double assumedContextBytes) {}

    /// The measurement, host to host.
    ///
    /// @param above from the median to the interval's upper end, as a share of the median; `below`
    ///   likewise to its lower end
    /// @param memoryBytes on a GPU most device memory in use, on a CPU peak resident memory
    /// @param memoryBeyond of that what is neither weights nor activations
    /// @param runBytes most in use in the runtime's arena while running: activations and workspace
    /// @param workspaceBytes of it the most that one node takes for itself while it runs; null
    ///   where the batch size was not profiled
    /// @param activationBytes of it the rest
    /// @param otherSpans medians in seconds of spans other than host to host
    public record Measured(
            double p50,
            double min,
            double p90,
            double p95,
            double p99,
            double p999,
            double max,
            double mean,
            @Nullable Double low,
            @Nullable Double high,
            @Nullable Double halfWidth,
            @Nullable Double above,
            @Nullable Double below,
            @Nullable Double confidence,
            String span,
            @Nullable Double throughput,
            @Nullable Double noise,
            long samples,
            int processes,
            @Nullable Double memoryBytes,
            @Nullable Double memoryBeyond,
            @Nullable Long runBytes,
            @Nullable Long workspaceBytes,
            @Nullable Long activationBytes,
            SortedMap<String, Double> otherSpans,
            @Nullable Double energyJoules,
            @Nullable Double clockHertz,
            @Nullable Double celsius,
            @Nullable Double deviceBusy,
            @Nullable First firstRuns) {}

    /// What the first process did before it was timed.
    public record First(
            double sessionSeconds,
            List<Double> runSeconds,
            long warmupRuns,
            double warmupSeconds,
            boolean settled) {}

    /// Measured minus estimated, in parts that add up to it.
    ///
    /// @param speed the machine's own; null where it is not known
    public record Gap(double seconds, List<Part> parts, @Nullable Speed speed) {}

    /// How fast the processor was beside the measurement, against its calibration.
    ///
    /// @param product time of the reference product over that in calibration; above 1: slower
    /// @param chain likewise of a chain of small kernels
    /// @param addition likewise of a large addition
    /// @param estimatedSeconds what the estimate would be at that speed
    /// @param explained by how much that is above the estimate, as a share of the estimate
    /// @param difference by how much the measurement is above the estimate, as a share of it
    public record Speed(
            double product,
            double chain,
            double addition,
            double estimatedSeconds,
            double explained,
            double difference) {}

    /// A part of a gap.
    public record Part(String name, double seconds, String meaning) {}

    /// Shares of the device's limits; null where unknown.
    public record Use(
            @Nullable Double computeEstimated,
            @Nullable Double computeAchieved,
            @Nullable Double memoryBandwidth,
            @Nullable Double dispatch,
            @Nullable Double copies,
            @Nullable Double saturation,
            @Nullable Double memory) {}
}
