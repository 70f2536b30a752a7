package assay.benchmark.telemetry;

import java.util.List;

/// One turn of the [Sampler].
///
/// @param epochNanos when, in nanoseconds since 1970, on a scale that never steps back
/// @param host the host
/// @param gpus the GPUs watched, in the order they were given
public record Sample(long epochNanos, HostReading host, List<GpuReading> gpus) {}
