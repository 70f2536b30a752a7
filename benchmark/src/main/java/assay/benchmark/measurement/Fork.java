package assay.benchmark.measurement;

import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One process that measured one batch size: the unit of sampling.
///
/// @param round counted from 1; each round measures every batch size once
/// @param samples runs timed one by one, whose raw times are in the percentiles
/// @param runs all timed runs; more than `samples` where a window had more than are kept raw
/// @param p50Seconds median of this process alone
/// @param windowP50Seconds medians of its timed windows, in order
/// @param quantileSeconds up to 32 of its samples in ascending order, evenly spaced by rank: what a
///   comparison draws from. Empty in files of before they were kept
/// @param seconds wall time of the process, start and end included, its device-resident span not
/// @param peakResidentBytes largest resident memory of the process, JVM included; null where the
///   system does not tell
/// @param baselineResidentBytes resident memory before the session was created; null likewise
/// @param allocatedBytesPerRun what one run allocates on the Java heap; null where unknown
/// @param collections garbage collections while timed
/// @param foreignShare processor time that other processes took while timed, of all cores' time,
///   the process that directs and observes this one left out; null where the system does not tell
/// @param stolenShare the same for other virtual machines
/// @param harnessShare the same for the process that directs and observes this one
/// @param referenceSeconds undisturbed runs of the calibration's reference kernels right before the
///   process, by kernel: how fast the machine was then. Empty where they were not timed: on a GPU,
///   in comparisons in turns, in files of before they were kept
/// @param outliers runs that took far longer than the others; null in files of before they were
///   kept
/// @param conditions what telemetry read meanwhile; null where it read nothing
public record Fork(
        int round,
        long samples,
        long runs,
        double p50Seconds,
        double minSeconds,
        List<Double> windowP50Seconds,
        List<Double> quantileSeconds,
        double seconds,
        FirstRuns firstRuns,
        @Nullable Long peakResidentBytes,
        @Nullable Long baselineResidentBytes,
        @Nullable Double allocatedBytesPerRun,
        long collections,
        @Nullable Double foreignShare,
        @Nullable Double stolenShare,
        @Nullable Double harnessShare,
        @Nullable Conditions conditions,
        SortedMap<String, Double> referenceSeconds,
        @Nullable Outliers outliers) {

    public Fork {
        windowP50Seconds = List.copyOf(windowP50Seconds);
        quantileSeconds =
                List.copyOf(Objects.requireNonNullElse(quantileSeconds, List.<Double>of()));
        referenceSeconds =
                referenceSeconds == null ? new TreeMap<>() : new TreeMap<>(referenceSeconds);
    }
}
