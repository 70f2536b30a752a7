package assay.analyzer.estimate;

import assay.analyzer.device.CpuProfile;
import assay.analyzer.device.DeviceProfile;
import assay.analyzer.device.GpuProfile;
import java.util.List;
import java.util.Optional;

/// Memory that a run of a model takes on a device, part by part, each with what it rests on.
///
/// @param parts weights, activations, workspace, context
public record MemoryNeed(List<Part> parts) {

    /// What the number of a part rests on.
    public enum Basis {
        /// Added up from the model's tensors.
        COUNTED,
        /// A figure seen elsewhere, taken for granted here.
        ASSUMED
    }

    /// One part.
    ///
    /// @param name `weights`, `activations`, `workspace` or `context`
    /// @param why how it was counted, or what the assumption is
    public record Part(String name, double bytes, Basis basis, String why) {}

    private static final double MEBI = 1 << 20;

    /// Bytes that the driver's context, the libraries and a model of 70 KB took on a T4 (ONNX
    /// Runtime 1.14, CUDA 11; microsoft/onnxruntime issue 15098): 376 MB; 300 to 450 MB elsewhere.
    private static final double GPU_CONTEXT = 376e6;

    /// Workspace that NVIDIA's documentation recommends for cuBLAS: 32 MiB on Hopper, 4 MiB before.
    private static final double GEMM_WORKSPACE = 4 * MEBI;

    private static final double GEMM_WORKSPACE_HOPPER = 32 * MEBI;

    /// Resident bytes of a process of ours besides the model: MiniLM, batch 1 to 8, measured.
    private static final double CPU_PROCESS = 155 * MEBI;

    public MemoryNeed {
        parts = List.copyOf(parts);
    }

    /// What `workload` takes; empty where the size of an activation is not known.
    public static Optional<MemoryNeed> of(Workload workload, DeviceProfile device) {
        if (workload.peakActivationBytes().isEmpty()) {
            return Optional.empty();
        }
        double activations = workload.peakActivationBytes().getAsLong();
        Part weights =
                new Part(
                        "weights",
                        workload.analysis().parameters().bytes(),
                        Basis.COUNTED,
                        "initializers as stored");
        Part live =
                new Part(
                        "activations",
                        activations,
                        Basis.COUNTED,
                        "largest sum of live tensors, inputs kept");
        return Optional.of(
                switch (device) {
                    case GpuProfile gpu ->
                            new MemoryNeed(
                                    List.of(
                                            weights,
                                            live,
                                            gpuWorkspace(gpu, workload),
                                            new Part(
                                                    "context",
                                                    GPU_CONTEXT,
                                                    Basis.ASSUMED,
                                                    "context and libraries, 300 to 450 MB were seen")));
                    case CpuProfile _ ->
                            new MemoryNeed(
                                    List.of(
                                            weights,
                                            live,
                                            new Part(
                                                    "workspace",
                                                    activations,
                                                    Basis.ASSUMED,
                                                    "the arena grows by doubling: as much again as"
                                                            + " the activations"),
                                            new Part(
                                                    "context",
                                                    CPU_PROCESS,
                                                    Basis.ASSUMED,
                                                    "the process with its JVM and runtime")));
                });
    }

    private static Part gpuWorkspace(GpuProfile gpu, Workload workload) {
        double convolution = 0;
        for (NodeKernels node : workload.kernels()) {
            for (Kernel kernel : node.kernels()) {
                if (kernel instanceof Kernel.Convolution) {
                    convolution = Math.max(convolution, kernel.work().bytes());
                }
            }
        }
        double products = gpu.atLeast(9, 0) ? GEMM_WORKSPACE_HOPPER : GEMM_WORKSPACE;
        return new Part(
                "workspace",
                products + convolution,
                Basis.ASSUMED,
                convolution == 0
                        ? "the matrix library's recommended workspace"
                        : "the matrix library's workspace and a second copy of the largest convolution's"
                                + " operands");
    }

    /// All parts together.
    public double bytes() {
        return parts.stream().mapToDouble(Part::bytes).sum();
    }
}
