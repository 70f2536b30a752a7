package assay.benchmark.telemetry;

import java.util.List;

/// What was read during a window of time, in brief.
///
/// @param seconds the window's length
/// @param samples how many samples fell into it
/// @param host the host
/// @param gpus the GPUs watched, in the order they were given to the sampler
public record Window(double seconds, int samples, HostWindow host, List<GpuWindow> gpus) {}
