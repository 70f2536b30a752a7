package assay.benchmark.telemetry;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// A GPU at one moment.
///
/// @param memoryUsedBytes allocated by all processes, the driver's own share included
/// @param smHertz the SM clock
/// @param memoryHertz the memory clock
/// @param powerWatts the board's draw, averaged by the driver over up to a second
/// @param energyJoules since the driver was loaded; only a difference means something
/// @param celsius the die's temperature
/// @param utilization share of the last sample period with any kernel running, 0 to 1; not
///   occupancy
/// @param memoryUtilization share of it with device memory being read or written, 0 to 1
/// @param throttle why the clock is where it is
/// @param throttleSeconds accumulated since the driver was loaded; only differences mean something
/// @param processes every process with a context, our own included
/// @param smShares share of the time since the reading before in which each process had kernels
///   running, 0 to 1, by process id; one that ran none is absent
/// @param pcieGeneration in force now; it falls when the link rests
/// @param pcieWidth lanes in force now
public record GpuReading(
        Reading<Long> memoryUsedBytes,
        Reading<Double> smHertz,
        Reading<Double> memoryHertz,
        Reading<Double> powerWatts,
        Reading<Double> energyJoules,
        Reading<Integer> celsius,
        Reading<Double> utilization,
        Reading<Double> memoryUtilization,
        Reading<Set<ThrottleReason>> throttle,
        Map<ThrottleCounter, Reading<Double>> throttleSeconds,
        Reading<List<GpuProcess>> processes,
        Reading<Map<Long, Double>> smShares,
        Reading<Integer> pcieGeneration,
        Reading<Integer> pcieWidth) {

    /// Device memory that the process holds.
    ///
    /// @return missing where the driver gives none, or does not list the process: inside a
    ///   container it lists host ids
    public Reading<Long> memoryBytesOf(long pid) {
        return processes.flatMap(all -> {
            for (var process : all) {
                if (process.pid() == pid) {
                    return process.memoryBytes();
                }
            }
            return Reading.missing("the driver lists no process " + pid);
        });
    }
}
