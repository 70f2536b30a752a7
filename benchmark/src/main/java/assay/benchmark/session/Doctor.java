package assay.benchmark.session;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What the CUDA path needs and what good measurements want, looked at on this machine.
///
/// @param cache Assay's cache folder
/// @param runtimeVersion ONNX Runtime's version on the class path
/// @param gpuBuild whether that ONNX Runtime has the CUDA provider
public record Doctor(Path cache, String runtimeVersion, boolean gpuBuild) {

    /// Looks at everything; takes about a second, with a GPU some more, and changes nothing.
    public List<Check> examine() {
        var checks = new ArrayList<Check>();
        var driver = DriverChecks.driver(Path.of("/proc/driver/nvidia/version"));
        boolean hasDriver = driver.state() == Check.State.OK;
        checks.add(SystemChecks.jdk(Runtime.version().feature()));
        checks.add(runtime(hasDriver));
        checks.add(SystemChecks.glibc());
        checks.add(driver);
        checks.addAll(LibraryChecks.of(CudaLibraries.find(cache), hasDriver));
        if (hasDriver && gpuBuild) {
            checks.add(provider());
        }
        checks.addAll(DriverChecks.nvml());
        checks.addAll(SystemChecks.measuring());
        return List.copyOf(checks);
    }

    /// The only proof: a tiny model opens on the device and runs.
    private static Check provider() {
        String why = Placement.whyNot(new Provider.Cuda(0));
        return why == null
                ? Check.ok("CUDA provider", "runs a small model on cuda:0")
                : Check.fail("CUDA provider", "does not run a small model on cuda:0", why);
    }

    private Check runtime(boolean hasDriver) {
        String name = "ONNX Runtime";
        String detail = runtimeVersion + (gpuBuild ? ", GPU build" : ", CPU build");
        return hasDriver && !gpuBuild
                ? Check.fail(name, detail, new CudaDiagnosis.CpuBuild().advice())
                : Check.ok(name, detail);
    }
}
