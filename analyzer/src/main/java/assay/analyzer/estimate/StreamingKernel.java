package assay.analyzer.estimate;

/// Kernels that move bytes once and compute little: element-wise chains, pooling, reductions,
/// gathers, layout changes, quantization. Fitted on the element-wise train rows of P4, P100, V100,
/// T4 and A100-40; the other members of the family have no rows of their own and take the same law.
final class StreamingKernel {
    private StreamingKernel() {}

    static Terms terms(GpuMemory memory, Kernel kernel) {
        return Terms.streaming(memory.seconds(kernel.work().bytes()), "one pass over memory");
    }
}
