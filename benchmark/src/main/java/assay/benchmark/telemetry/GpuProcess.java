package assay.benchmark.telemetry;

/// A process that holds a context on a GPU.
///
/// @param pid its id as the driver sees it; inside a container that is the host's id
/// @param memoryBytes what it holds of device memory; missing under Windows' display driver model
/// @param graphics whether it draws (a desktop) rather than computes
public record GpuProcess(long pid, Reading<Long> memoryBytes, boolean graphics) {}
