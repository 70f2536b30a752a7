package assay.benchmark.calibrate;

import assay.analyzer.device.CpuProfile;
import assay.benchmark.session.NativeLibraries;
import assay.benchmark.telemetry.Host;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What of a machine decides how fast its CPU runs a model.
///
/// @param name the CPU's name as the system tells it
/// @param vendor as the CPU itself says it
/// @param model family, model and stepping
/// @param cores physical cores
/// @param threads hardware threads
/// @param maxHertz highest clock, where known
/// @param caches of all cores together, the nearest first; instruction caches left out
/// @param runtime version of ONNX Runtime
record Machine(
        String name,
        String vendor,
        String model,
        int cores,
        int threads,
        @Nullable Double maxHertz,
        List<CpuProfile.Cache> caches,
        String runtime) {

    /// Capacity of the last level where the system does not tell any.
    private static final double UNKNOWN_CACHE = 32 << 20;

    Machine {
        caches = List.copyOf(caches);
    }

    static Machine of(Host host) {
        List<CpuProfile.Cache> caches = new ArrayList<>();
        for (Host.Cache cache : host.caches()) {
            if (cache.data() && cache.bytes() > 0) {
                // Levels 1 and 2 belong to a core; the last one is shared in a package.
                int instances =
                        cache.level() < 3 ? host.physicalCores() : Math.max(1, host.packages());
                caches.add(new CpuProfile.Cache(cache.level(), (double) cache.bytes() * instances));
            }
        }
        double hertz = host.maxHertz().orElse(0.0);
        return new Machine(
                host.cpuName(),
                host.cpuVendor(),
                host.cpuModel(),
                host.physicalCores(),
                Math.max(host.physicalCores(), host.logicalCores()),
                hertz > 0 ? hertz : null,
                caches,
                NativeLibraries.version());
    }

    /// Capacity of the last level of cache in bytes.
    double lastCacheBytes() {
        return caches.isEmpty() ? UNKNOWN_CACHE : caches.getLast().bytes();
    }

    /// What tells this machine from others, in kebab-case: CPU, its model where the name is short
    /// of it, and cores.
    String id() {
        return kebab(name + " " + model) + "-" + cores + "-cores";
    }

    /// The key of a calibration: another version of ONNX Runtime has other kernels.
    String key() {
        return id() + "-" + threads + "-threads-onnxruntime-" + kebab(runtime);
    }

    static String kebab(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-").replaceAll("^-|-$", "");
    }
}
