package assay.analyzer.estimate;

import assay.analyzer.device.GpuProfile;

/// Layer normalization and softmax on NVIDIA GPUs: a row is read twice, the second time from L2 if
/// it is still there.
///
/// time = mem(read + write) + x n (q / dram + (1 - q) / cache), q = 1 / (1 + (r / u)^p), where u is
/// the rows resident at once over the L2 capacity. Fitted on the layer-norm and softmax train rows
/// of P4, P100, V100, T4 and A100-40.
final class RowKernel {
    private static final double NORM_R = 0.3;
    private static final double NORM_P = 2.75;
    private static final double NORM_BLOCK = 128;
    private static final double SOFTMAX_R = 0.447;
    private static final double SOFTMAX_P = 6;

    /// Second pass of rows longer than [#SOFTMAX_IN_REGISTERS] elements.
    private static final double SOFTMAX_SECOND = 1.2;

    private static final long SOFTMAX_IN_REGISTERS = 1024;

    private RowKernel() {}

    static Terms normalization(GpuProfile gpu, GpuMemory memory, Kernel.Normalization norm) {
        double element = norm.type().bits() / 8.0;
        double n = (double) norm.rows() * norm.width() * element;
        double resident = resident(gpu, memory, NORM_BLOCK, norm.width() * element);
        double second = n * again(memory, NORM_R, NORM_P, resident);
        return Terms.streaming(
                memory.seconds(norm.work().bytes()) + second,
                "rows of " + norm.width() + ", read twice");
    }

    static Terms softmax(GpuProfile gpu, GpuMemory memory, Kernel.Softmax softmax) {
        double element = softmax.type().bits() / 8.0;
        double n = (double) softmax.rows() * softmax.width() * element;
        double seconds = memory.seconds(2 * n);
        if (softmax.width() <= SOFTMAX_IN_REGISTERS) {
            return Terms.streaming(seconds, "rows of " + softmax.width() + " held in registers");
        }
        double block = Math.clamp(softmax.width() / 4.0, 128, 1024);
        double resident = resident(gpu, memory, block, softmax.width() * element);
        return Terms.streaming(
                seconds + SOFTMAX_SECOND * n * again(memory, SOFTMAX_R, SOFTMAX_P, resident),
                "rows of " + softmax.width() + ", read twice");
    }

    /// Bytes of the rows that all processors hold at once, over the L2 capacity.
    private static double resident(
            GpuProfile gpu, GpuMemory memory, double block, double rowBytes) {
        if (memory.cacheBytes() == 0 || gpu.threadsPerProcessor() == null) {
            return Double.POSITIVE_INFINITY;
        }
        return gpu.processors()
                * (gpu.threadsPerProcessor() / block)
                * rowBytes
                / memory.cacheBytes();
    }

    private static double again(GpuMemory memory, double r, double p, double resident) {
        double missed = 1 / (1 + Math.pow(r / resident, p));
        return missed / memory.dram() + (1 - missed) / memory.cache();
    }
}
