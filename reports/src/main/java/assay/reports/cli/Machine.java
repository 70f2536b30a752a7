package assay.reports.cli;

import assay.analyzer.device.DeviceIdentity;
import assay.benchmark.measurement.Environment;
import assay.benchmark.session.CudaLibraries;
import assay.benchmark.session.NativeLibraries;
import assay.benchmark.session.Placement;
import assay.benchmark.session.Provider;
import assay.benchmark.telemetry.Gpu;
import assay.benchmark.telemetry.GpuFacts;
import assay.benchmark.telemetry.Host;
import assay.benchmark.telemetry.Nvml;
import assay.benchmark.telemetry.PciIds;
import assay.benchmark.telemetry.Reading;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// This machine, as far as a measurement has to name it.
///
/// @param gpus what the driver says of each GPU, in CUDA's order; empty without one
/// @param noGpu why there is none; empty where there is one
record Machine(
        Host host,
        List<GpuFacts> gpus,
        @Nullable String driver,
        @Nullable String cuda,
        String noGpu) {

    /// Looks at processor, memory and GPUs; takes about a quarter of a second.
    static Machine look() {
        Host host = Host.read();
        return switch (Nvml.open()) {
            case Reading.Missing<Nvml>(String why) -> new Machine(host, List.of(), null, null, why);
            case Reading.Known<Nvml>(Nvml nvml) -> {
                try (nvml) {
                    List<GpuFacts> facts =
                            nvml.cudaGpus().orElse(List.of()).stream().map(Gpu::facts).toList();
                    yield new Machine(
                            host,
                            facts,
                            text(nvml.driverVersion()),
                            text(nvml.cudaVersion()),
                            facts.isEmpty() ? "the driver lists no GPU" : "");
                }
            }
        };
    }

    private static @Nullable String text(Reading<String> reading) {
        return reading instanceof Reading.Known<String>(String value) ? value : null;
    }

    /// Name of the device that a placement runs on.
    String name(Placement placement) {
        return switch (placement.provider()) {
            case Provider.Cpu _ -> host.cpuName();
            case Provider.Cuda(int index) -> identity(index).name();
        };
    }

    /// What tells a GPU from others of its name.
    DeviceIdentity identity(int index) {
        if (index >= gpus.size()) {
            return DeviceIdentity.named("CUDA device " + index + " (the driver does not name it)");
        }
        GpuFacts gpu = gpus.get(index);
        Long memory = number(gpu.memoryBytes());
        return new DeviceIdentity(
                gpu.name().orElse("unnamed GPU"),
                number(gpu.multiprocessors()),
                memory == null ? null : memory.doubleValue(),
                gpu.pci() instanceof Reading.Known<PciIds>(PciIds pci)
                        ? String.format("%04x", pci.deviceId())
                        : null);
    }

    /// How the GPU is set up, as far as it changes what is measured.
    private static TreeMap<String, String> state(GpuFacts gpu) {
        return new TreeMap<>(
                Map.of(
                        "pcieGeneration", gpu.maxPcieGeneration().describe(),
                        "pcieWidth", gpu.maxPcieWidth().describe(),
                        "ecc", gpu.ecc().describe(),
                        "mig", gpu.mig().describe(),
                        "persistence", gpu.persistence().describe(),
                        "powerLimitWatts", gpu.powerLimitWatts().describe(),
                        "maxSmHertz", gpu.maxSmHertz().describe(),
                        "maxMemoryHertz", gpu.maxMemoryHertz().describe()));
    }

    private static <T> @Nullable T number(Reading<T> reading) {
        return reading instanceof Reading.Known<T>(T value) ? value : null;
    }

    /// The record that a measurement keeps of its surroundings.
    Environment environment(Placement placement, String commandLine) {
        Map<String, String> unknown = new TreeMap<>();
        if (gpus.isEmpty()) {
            unknown.put("gpu", noGpu);
        }
        Map<String, String> libraries = new TreeMap<>();
        if (cuda != null) {
            libraries.put("CUDA (driver supports)", cuda);
        }
        if (placement.provider() instanceof Provider.Cuda) {
            libraries.putAll(CudaLibraries.find(NativeLibraries.cache()).versions());
        }
        String gpu =
                placement.provider() instanceof Provider.Cuda(int index)
                        ? identity(index).name()
                        : gpus.isEmpty() ? null : gpus.getFirst().name().orElse("unnamed GPU");
        return new Environment(
                host.cpuName()
                        + ", "
                        + host.physicalCores()
                        + (host.physicalCores() == 1 ? " core, " : " cores, ")
                        + host.logicalCores()
                        + " threads",
                gpu,
                driver,
                host.system() + ", kernel " + host.kernel(),
                host.memoryBytes(),
                null,
                new TreeMap<>(libraries),
                placement.provider() instanceof Provider.Cuda(int index) && index < gpus.size()
                        ? state(gpus.get(index))
                        : new TreeMap<>(),
                host.jvm(),
                commandLine,
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                new TreeMap<>(unknown));
    }
}
