package assay.benchmark.session;

import assay.benchmark.telemetry.Gpu;
import assay.benchmark.telemetry.GpuFacts;
import assay.benchmark.telemetry.Nvml;
import assay.benchmark.telemetry.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The [Doctor]'s look at the NVIDIA driver, NVML and the GPUs.
final class DriverChecks {
    private static final Pattern VERSION =
            Pattern.compile("Kernel Module.*?\\s(\\d+\\.\\d+[.\\d]*)");

    /// The CUDA version that the opt-in set's runtime belongs to.
    private static final int NEEDED_CUDA_MAJOR = 12;

    private DriverChecks() {}

    /// @param proc the file in which the kernel module tells its version
    static Check driver(Path proc) {
        String name = "NVIDIA driver";
        if (!Files.isReadable(proc)) {
            return Check.unknown(name, "none: measurements run on the CPU");
        }
        try {
            var matcher = VERSION.matcher(Files.readString(proc));
            return Check.ok(
                    name, matcher.find() ? matcher.group(1) : "of a version it does not tell");
        } catch (IOException e) {
            return Check.unknown(name, proc + " cannot be read");
        }
    }

    static List<Check> nvml() {
        return switch (Nvml.open()) {
            case Reading.Missing<Nvml>(String why) -> List.of(Check.unknown("NVML", why));
            case Reading.Known<Nvml>(Nvml nvml) -> {
                try (nvml) {
                    yield of(nvml);
                }
            }
        };
    }

    private static List<Check> of(Nvml nvml) {
        var checks = new ArrayList<Check>();
        checks.add(
                Check.ok(
                        "NVML",
                        "driver "
                                + nvml.driverVersion().describe()
                                + ", CUDA up to "
                                + nvml.cudaVersion().describe()));
        checks.add(cuda(nvml.cudaVersion()));
        for (String sentence : nvml.unreachable()) {
            checks.add(Check.fail("GPU", sentence, "Reset or reboot; nvidia-smi -q tells more."));
        }
        var gpus = nvml.gpus().orElse(List.of());
        if (gpus.isEmpty() && nvml.unreachable().isEmpty()) {
            checks.add(Check.fail("GPU", "none", new CudaDiagnosis.NoDevice().advice()));
        }
        for (Gpu gpu : gpus) {
            checks.addAll(of(gpu.facts()));
        }
        return checks;
    }

    private static Check cuda(Reading<String> version) {
        String name = "CUDA of the driver";
        return switch (version) {
            case Reading.Known<String>(String text) ->
                    Integer.parseInt(text.substring(0, text.indexOf('.'))) < NEEDED_CUDA_MAJOR
                            ? Check.fail(name, text, new CudaDiagnosis.DriverTooOld().advice())
                            : Check.ok(name, text);
            case Reading.Missing<String>(String why) -> Check.unknown(name, why);
        };
    }

    private static List<Check> of(GpuFacts gpu) {
        String name = "GPU " + gpu.index();
        var checks = new ArrayList<Check>();
        checks.add(
                Check.ok(
                        name,
                        gpu.name().describe()
                                + ", "
                                + gpu.memoryBytes().map(bytes -> (bytes >> 20) + " MiB").describe()
                                + ", compute capability "
                                + gpu.capability().describe()));
        if (gpu.mig().orElse(false)) {
            checks.add(
                    Check.warn(
                            name,
                            "is split into MIG instances",
                            "Readings are the whole GPU's; measure on an undivided one."));
        }
        if (!gpu.persistence().orElse(true)) {
            checks.add(
                    Check.warn(
                            name,
                            "persistence mode is off: each first process waits for the driver",
                            "sudo nvidia-smi -i " + gpu.index() + " -pm 1"));
        }
        checks.add(
                Check.unknown(
                        name + " clocks",
                        "whether they are locked is not told; for numbers that repeat, lock them"
                                + " below the highest: sudo nvidia-smi -i "
                                + gpu.index()
                                + " -lgc MHZ (undo with -rgc)"));
        return checks;
    }
}
