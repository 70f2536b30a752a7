package assay.benchmark.telemetry;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;

/// NVIDIA's management library, bound by foreign functions.
///
/// Each symbol is looked up on its own, so that an older or newer driver costs only the readings it
/// lacks. The system property `assay.nvml` names another library to load.
public final class Nvml implements AutoCloseable {
    private final NvmlLibrary library;

    private Nvml(NvmlLibrary library) {
        this.library = library;
    }

    /// Loads and initializes the library.
    ///
    /// @return missing where there is no NVIDIA driver or it does not run, with the reason
    public static Reading<Nvml> open() {
        return NvmlLibrary.load()
                .flatMap(library -> {
                    int code = library.call("nvmlInit_v2");
                    if (code == NvmlReturn.SUCCESS) {
                        return Reading.known(new Nvml(library));
                    }
                    library.close();
                    return Reading.missing(NvmlReturn.reason(code));
                });
    }

    /// The driver's version, such as `580.65.06`.
    public Reading<String> driverVersion() {
        try (var arena = Arena.ofConfined()) {
            var out = arena.allocate(80);
            int code = library.call("nvmlSystemGetDriverVersion", out, 80);
            return code == NvmlReturn.SUCCESS
                    ? Reading.known(NvmlStructs.text(out))
                    : Reading.missing(NvmlReturn.reason(code));
        }
    }

    /// The newest CUDA that the driver serves, such as `12.8`.
    public Reading<String> cudaVersion() {
        try (var arena = Arena.ofConfined()) {
            var out = arena.allocate(JAVA_INT);
            int code = library.call("nvmlSystemGetCudaDriverVersion_v2", out);
            int version = out.get(JAVA_INT, 0);
            return code == NvmlReturn.SUCCESS
                    ? Reading.known(version / 1000 + "." + version % 1000 / 10)
                    : Reading.missing(NvmlReturn.reason(code));
        }
    }

    /// The GPUs that this process may see, in NVML's order. One that cannot be opened is left out
    /// of the list and named in [#unreachable].
    public Reading<List<Gpu>> gpus() {
        return count().map(count -> {
            String driver = driverVersion().orElse("");
            var gpus = new ArrayList<Gpu>();
            for (int i = 0; i < count; i++) {
                if (open(i, driver) instanceof Reading.Known<Gpu>(Gpu gpu)) {
                    gpus.add(gpu);
                }
            }
            return List.copyOf(gpus);
        });
    }

    /// The GPUs as CUDA counts them, so that `cuda:i` is element i: in CUDA's order, without those
    /// that `CUDA_VISIBLE_DEVICES` hides. In NVML's order where CUDA's driver cannot be asked, or
    /// names a device that NVML does not list.
    public Reading<List<Gpu>> cudaGpus() {
        return gpus().map(all -> {
            var busIds = CudaDriver.busIds().orElse(List.of());
            var ordered = new ArrayList<Gpu>();
            for (String busId : busIds) {
                all.stream().filter(gpu -> gpu.isAt(busId)).findFirst().ifPresent(ordered::add);
            }
            boolean complete = !ordered.isEmpty() && ordered.size() == busIds.size();
            return complete ? List.copyOf(ordered) : all;
        });
    }

    /// A sentence for each GPU that is there and cannot be opened.
    public List<String> unreachable() {
        var sentences = new ArrayList<String>();
        for (int i = 0; i < count().orElse(0); i++) {
            if (open(i, "") instanceof Reading.Missing<Gpu>(String why)) {
                sentences.add("GPU " + i + ": " + why);
            }
        }
        return List.copyOf(sentences);
    }

    private Reading<Integer> count() {
        try (var arena = Arena.ofConfined()) {
            var out = arena.allocate(JAVA_INT);
            int code = library.call("nvmlDeviceGetCount_v2", out);
            return code == NvmlReturn.SUCCESS
                    ? Reading.known(out.get(JAVA_INT, 0))
                    : Reading.missing(NvmlReturn.reason(code));
        }
    }

    private Reading<Gpu> open(int index, String driver) {
        try (var arena = Arena.ofConfined()) {
            var out = arena.allocate(ADDRESS);
            int code = library.call("nvmlDeviceGetHandleByIndex_v2", index, out);
            return code == NvmlReturn.SUCCESS
                    ? Reading.known(new Gpu(library, index, out.get(ADDRESS, 0), driver))
                    : Reading.missing(NvmlReturn.reason(code));
        }
    }

    /// Shuts NVML down; its GPUs must not be read afterwards.
    @Override
    public void close() {
        library.call("nvmlShutdown");
        library.close();
    }
}
