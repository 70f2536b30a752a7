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
import java.util.Locale;
import java.util.regex.Pattern;

/// The [Doctor]'s look at the NVIDIA driver, NVML and the GPUs.
final class DriverChecks {
    private static final Pattern VERSION =
            Pattern.compile("Kernel Module.*?\\s(\\d+\\.\\d+[.\\d]*)");

    /// A limit is given in whole watts.
    private static final double LIMIT_TOLERANCE = 0.01;

    /// The CUDA version that the opt-in set's runtime belongs to.
    private static final int NEEDED_CUDA_MAJOR = 12;

    private DriverChecks() {}

    /// @param proc the file in which the kernel module tells its version
    static Check driver(Path proc) {
        String name = "NVIDIA driver";
        if (!Files.isReadable(proc)) {
            return withoutModule(name);
        }
        try {
            var matcher = VERSION.matcher(Files.readString(proc));
            return Check.ok(
                    name, matcher.find() ? matcher.group(1) : "of a version it does not tell");
        } catch (IOException e) {
            return Check.unknown(name, proc + " cannot be read");
        }
    }

    /// Under WSL and in some sandboxes the kernel module is hidden, and NVML answers all the same.
    private static Check withoutModule(String name) {
        return Nvml.open()
                                .map(nvml -> {
                                    try (nvml) {
                                        return nvml.driverVersion().describe();
                                    }
                                })
                        instanceof Reading.Known<String>(String version)
                ? Check.ok(name, version)
                : Check.unknown(name, "none: measurements run on the CPU");
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

    static List<Check> of(GpuFacts gpu) {
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
        if (gpu.powerLimitWatts() instanceof Reading.Known<Double>(Double limit)
                && gpu.defaultPowerLimitWatts() instanceof Reading.Known<Double>(Double usual)) {
            checks.add(powerLimit(gpu.index(), limit, usual));
        }
        checks.add(clocks(gpu));
        return checks;
    }

    private static Check powerLimit(int index, double limit, double usual) {
        String name = "GPU " + index + " power limit";
        String detail = String.format(Locale.ROOT, "%.0f W of %.0f W by default", limit, usual);
        return limit < usual * (1 - LIMIT_TOLERANCE)
                ? Check.warn(
                        name,
                        detail + ": long kernels run slower than the data sheet says",
                        String.format(Locale.ROOT, "sudo nvidia-smi -i %d -pl %.0f", index, usual))
                : Check.ok(name, detail);
    }

    /// NVML tells application clocks; of locked clocks it tells nothing.
    private static Check clocks(GpuFacts gpu) {
        String name = "GPU " + gpu.index() + " clocks";
        if (gpu.applicationSmHertz() instanceof Reading.Known<Double>(Double set)
                && gpu.defaultApplicationSmHertz() instanceof Reading.Known<Double>(Double usual)
                && set < usual) {
            return Check.warn(
                    name,
                    String.format(
                            Locale.ROOT,
                            "application clocks hold the SM at %.0f MHz, by default %.0f",
                            set / 1e6,
                            usual / 1e6),
                    "Figures repeat well so, and are slower than the data sheet's; undo with"
                            + " sudo nvidia-smi -i "
                            + gpu.index()
                            + " -rac");
        }
        return Check.unknown(
                name,
                "whether they are locked is not told; for numbers that repeat, lock them"
                        + " below the highest: sudo nvidia-smi -i "
                        + gpu.index()
                        + " -lgc MHZ (undo with -rgc)");
    }
}
