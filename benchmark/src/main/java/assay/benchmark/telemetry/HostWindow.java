package assay.benchmark.telemetry;

/// The host during a window of time.
///
/// @param stolenShare time that the hypervisor took, of all cores' time, 0 to 1
/// @param foreignCores cores' worth of work done by processes other than the timed one, its
///   descendants and the sampling process
/// @param watchedCores cores' worth of work done by the timed process
/// @param cpuHertz the cores' average clock
/// @param load the system's one-minute load average
/// @param packageJoules energy of the processor packages
/// @param peakResidentBytes the most that the timed process has held in RAM since its start
public record HostWindow(
        Reading<Double> stolenShare,
        Reading<Double> foreignCores,
        Reading<Double> watchedCores,
        Reading<Spread> cpuHertz,
        Reading<Spread> load,
        Reading<Difference> packageJoules,
        Reading<Long> peakResidentBytes) {}
