package assay.benchmark.session;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The CUDA 12 and cuDNN 9 libraries that Assay can fetch, and the Maven artifacts that they are
/// taken from. Neither artifact is enough alone: the newer has no cuBLAS and no cuDNN, the older
/// has a runtime that ONNX Runtime's provider does not load with.
final class CudaSet {

    /// A jar and what is taken out of it.
    ///
    /// @param coordinates `group:artifact:version:packaging:classifier`
    /// @param bytes its size, for progress
    /// @param required the file names that it must hold
    /// @param optional a pattern of further file names to take
    record Artifact(String coordinates, long bytes, List<String> required, String optional) {}

    static final String NAME = "cuda-12.9-cudnn-9.5";

    static final List<Artifact> ARTIFACTS =
            List.of(
                    new Artifact(
                            "org.bytedeco:cuda-redist:12.9-9.10-1.5.12:jar:linux-x86_64",
                            362_000_000L,
                            List.of(
                                    "libcudart.so.12",
                                    "libnvJitLink.so.12",
                                    "libcurand.so.10",
                                    "libcufft.so.11",
                                    "libnvrtc-builtins.so.12.9",
                                    "libnvrtc.so.12"),
                            ""),
                    new Artifact(
                            "org.bytedeco:cuda:12.6-9.5-1.5.11:jar:linux-x86_64-redist",
                            2_030_000_000L,
                            List.of(
                                    "libcublasLt.so.12",
                                    "libcublas.so.12",
                                    "libcudnn_graph.so.9",
                                    "libcudnn_ops.so.9",
                                    "libcudnn.so.9"),
                            "libcudnn\\w*\\.so\\.9"));

    /// The order in which the libraries load without `LD_LIBRARY_PATH`: each after those it needs.
    /// cuDNN loads its other parts itself, from the folder of its first one.
    static final List<String> LOAD_ORDER =
            List.of(
                    "libcudart.so.12",
                    "libnvJitLink.so.12",
                    "libcublasLt.so.12",
                    "libcublas.so.12",
                    "libcurand.so.10",
                    "libcufft.so.11",
                    "libnvrtc-builtins.so.12.9",
                    "libnvrtc.so.12",
                    "libcudnn_graph.so.9",
                    "libcudnn_ops.so.9",
                    "libcudnn.so.9");

    private CudaSet() {}

    static Path folder(Path cache) {
        return cache.resolve(NAME);
    }

    /// Whether every library that is loaded beforehand lies in the cache.
    static boolean isInstalled(Path cache) {
        return LOAD_ORDER.stream()
                .allMatch(name -> Files.isRegularFile(folder(cache).resolve(name)));
    }
}
