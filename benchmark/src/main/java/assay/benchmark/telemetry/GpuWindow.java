package assay.benchmark.telemetry;

import java.util.Map;
import java.util.Set;

/// A GPU during a window of time.
///
/// @param smHertz SM clock
/// @param memoryHertz memory clock
/// @param powerWatts draw, as the driver averages it
/// @param energyJoules energy used, with its resolution error
/// @param celsius temperature
/// @param utilization share of time with any kernel running
/// @param memoryUsedBytes memory allocated on the device by all processes
/// @param watchedBytes device memory held by the timed process
/// @param throttleSeconds time below the requested clock, by the driver's counters; they count
///   between samples too
/// @param throttleShares share of samples in which each reason stood, 0 to 1; reasons never seen
///   are absent
/// @param foreignShare share of the time in which kernels of other processes ran, 0 to 1
/// @param foreignProcesses ids of other processes with a context on the device that held memory
public record GpuWindow(
        Reading<Spread> smHertz,
        Reading<Spread> memoryHertz,
        Reading<Spread> powerWatts,
        Reading<Difference> energyJoules,
        Reading<Spread> celsius,
        Reading<Spread> utilization,
        Reading<Spread> memoryUsedBytes,
        Reading<Spread> watchedBytes,
        Map<ThrottleCounter, Reading<Difference>> throttleSeconds,
        Reading<Map<ThrottleReason, Double>> throttleShares,
        Reading<Set<Long>> foreignProcesses,
        Reading<Double> foreignShare) {}
