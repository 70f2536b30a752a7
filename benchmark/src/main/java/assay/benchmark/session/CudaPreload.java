package assay.benchmark.session;

import java.util.List;

/// The CUDA libraries that the linker would not find by itself, loaded into this process once,
/// before its first CUDA session: those of Assay's cache, of a CUDA folder, of the driver's own.
final class CudaPreload {

    private CudaPreload() {}

    /// Loads them, the first time that it is called.
    static void ensure() {
        failures();
    }

    /// A sentence for each library that did not load; empty when all did.
    static List<String> failures() {
        return Once.FAILURES;
    }

    private static final class Once {
        static final List<String> FAILURES = CudaLibraries.find(NativeLibraries.cache()).preload();
    }
}
