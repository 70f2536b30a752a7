package assay.benchmark.session;

import assay.benchmark.telemetry.Glibc;
import assay.benchmark.telemetry.HostMeter;
import assay.benchmark.telemetry.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// The [Doctor]'s look at JDK, C library and what disturbs measurements.
final class SystemChecks {
    private static final int NEEDED_JDK = 25;

    /// Above this share of the cores, work already waiting to run blurs what is measured.
    private static final double QUIET = 0.25;

    private SystemChecks() {}

    static Check jdk(int feature) {
        String detail = System.getProperty("java.vendor", "") + " " + Runtime.version();
        return feature >= NEEDED_JDK
                ? Check.ok("JDK", detail)
                : Check.fail("JDK", detail, "Install JDK 25 or newer and set JAVA_HOME to it.");
    }

    static Check glibc() {
        return glibc(Glibc.version());
    }

    static Check glibc(Reading<String> version) {
        return switch (version) {
            case Reading.Missing<String>(String why) -> Check.unknown("glibc", why);
            case Reading.Known<String>(String text) ->
                    isAtLeast(text, CudaLibraries.OLDEST_GLIBC)
                            ? Check.ok("glibc", text)
                            : Check.fail(
                                    "glibc",
                                    text,
                                    "ONNX Runtime needs glibc "
                                            + CudaLibraries.OLDEST_GLIBC
                                            + " or newer: use a newer system.");
        };
    }

    private static boolean isAtLeast(String version, String needed) {
        return Runtime.Version.parse(plain(version)).compareTo(Runtime.Version.parse(needed)) >= 0;
    }

    /// Leading digits and dots: some systems add a suffix.
    private static String plain(String version) {
        String digits = version.replaceFirst("[^\\d.].*", "");
        return digits.isEmpty() ? "0" : digits;
    }

    /// What disturbs a measurement on any device.
    static List<Check> measuring() {
        return List.of(
                governor(Path.of("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor")),
                lockedMemory(Path.of("/proc/self/limits")),
                load());
    }

    static Check governor(Path file) {
        String name = "CPU governor";
        try {
            String governor = Files.readString(file).strip();
            return governor.equals("performance")
                    ? Check.ok(name, governor)
                    : Check.warn(
                            name,
                            governor + ": the clock follows the load",
                            "sudo cpupower frequency-set -g performance");
        } catch (IOException _) {
            return Check.unknown(name, "this system does not show it");
        }
    }

    /// A limit on locked memory does not bind CUDA's own pinned buffers, but other drivers' and
    /// huge pages.
    static Check lockedMemory(Path limits) {
        String name = "Locked memory";
        try {
            for (String line : Files.readAllLines(limits)) {
                if (line.startsWith("Max locked memory")) {
                    String soft =
                            line.substring("Max locked memory".length())
                                    .strip()
                                    .split("\\s+", -1)[0];
                    return soft.equals("unlimited")
                            ? Check.ok(name, soft)
                            : Check.ok(
                                    name,
                                    Long.parseLong(soft) / 1024
                                            + " KiB; CUDA's pinned buffers do not count");
                }
            }
        } catch (IOException _) {
            return Check.unknown(name, "this system does not show it");
        }
        return Check.unknown(name, "this system does not show it");
    }

    private static Check load() {
        String name = "Load";
        int cores = Runtime.getRuntime().availableProcessors();
        return switch (new HostMeter().read().load()) {
            case Reading.Missing<Double>(String why) -> Check.unknown(name, why);
            case Reading.Known<Double>(Double load) -> load(load, cores);
        };
    }

    static Check load(double load, int cores) {
        String detail = String.format(Locale.ROOT, "%.2f over %d cores", load, cores);
        return load <= QUIET * cores
                ? Check.ok("Load", detail)
                : Check.warn(
                        "Load",
                        detail,
                        "Stop other programs: they slow and scatter what is measured.");
    }
}
