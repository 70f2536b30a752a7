package assay.benchmark.measurement;

import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a sampling thread outside the timed process read while it was timed. What could not be read
/// is null, and `unknown` says why.
///
/// @param seconds timed span, from the first timed run to the last
/// @param clocksHertz means by name: `cpu`, and on a GPU `sm` and `memory`
/// @param energyJoules energy of the device over the span: the GPU, or the processor packages
/// @param energyErrorJoules how exactly that is known: the step of the counter
/// @param powerWatts mean draw of the GPU
/// @param celsius highest temperature of the GPU
/// @param utilization mean share of time with a kernel running
/// @param busyCores cores' worth of work done by the timed process; null also in files of before it
///   was kept
/// @param deviceMemoryBytes largest device memory held by the process; by all processes where the
///   driver does not tell them apart
/// @param throttled share of the span in which each reason held the clocks down
/// @param foreignCores cores' worth of work done by other processes
/// @param load the system's one-minute load average, mean
/// @param foreignDeviceProcesses other processes that held memory on the GPU
/// @param foreignDeviceShare share of the span in which kernels of other processes ran on the GPU
/// @param trace how some of these moved through the span; null where it was too short to be cut,
///   and in files of before it was kept
public record Conditions(
        double seconds,
        SortedMap<String, Double> clocksHertz,
        @Nullable Double energyJoules,
        @Nullable Double energyErrorJoules,
        @Nullable Double powerWatts,
        @Nullable Double celsius,
        @Nullable Double utilization,
        @Nullable Double busyCores,
        @Nullable Long deviceMemoryBytes,
        SortedMap<String, Double> throttled,
        @Nullable Double foreignCores,
        @Nullable Double load,
        @Nullable Integer foreignDeviceProcesses,
        @Nullable Double foreignDeviceShare,
        @Nullable Trace trace,
        SortedMap<String, String> unknown) {

    public Conditions {
        clocksHertz = new TreeMap<>(clocksHertz);
        throttled = new TreeMap<>(throttled);
        unknown = new TreeMap<>(unknown);
    }

    /// Mean draw of the device in watts: as its driver reads it, else its energy over the span;
    /// null where neither is known.
    public @Nullable Double meanWatts() {
        return powerWatts != null
                ? powerWatts
                : energyJoules == null || seconds <= 0
                        ? null
                        : Double.valueOf(energyJoules / seconds);
    }

    /// The same with its trace.
    public Conditions with(@Nullable Trace traced) {
        return new Conditions(
                seconds,
                clocksHertz,
                energyJoules,
                energyErrorJoules,
                powerWatts,
                celsius,
                utilization,
                busyCores,
                deviceMemoryBytes,
                throttled,
                foreignCores,
                load,
                foreignDeviceProcesses,
                foreignDeviceShare,
                traced,
                unknown);
    }
}
