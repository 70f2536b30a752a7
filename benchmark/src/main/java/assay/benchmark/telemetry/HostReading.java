package assay.benchmark.telemetry;

/// The host at one moment. Counters mean something as differences only.
///
/// @param busyCoreSeconds time that all cores together have worked, accumulated
/// @param stolenCoreSeconds time that the hypervisor took from all cores together, accumulated
/// @param totalCoreSeconds busy, idle and stolen time of all cores together, accumulated
/// @param cpuHertz the cores' clocks, averaged; at most a second old
/// @param load processes running or waiting to run, averaged over the last minute; at most a second
///   old
/// @param packageJoules energy of the processor packages (RAPL), accumulated
/// @param samplerCoreSeconds processor time of the sampling process itself, accumulated; 0 where it
///   is the watched one
/// @param watched the timed process
public record HostReading(
        Reading<Double> busyCoreSeconds,
        Reading<Double> stolenCoreSeconds,
        Reading<Double> totalCoreSeconds,
        Reading<Double> cpuHertz,
        Reading<Double> load,
        Reading<Double> packageJoules,
        Reading<Double> samplerCoreSeconds,
        ProcessReading watched) {}
