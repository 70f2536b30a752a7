package assay.analyzer.estimate;

import assay.analyzer.device.GpuProfile;
import assay.analyzer.device.Unit;

/// Layer normalization and softmax on NVIDIA GPUs, fitted on their train rows of P4, P100, V100, T4
/// and A100-40.
///
/// A row that registers cannot hold is read again, once by a normalization and twice by a softmax:
/// from cache while the rows that a processor works on fit there ([RowCache]), else from memory.
/// The phases of a softmax block do not overlap, so its instructions come on top of its traffic.
final class RowKernel {
    /// Threads of a block; a block takes a row.
    private static final double NORM_BLOCK = 128;

    private static final double SOFTMAX_BLOCK = 512;

    private static final long SOFTMAX_IN_REGISTERS = 1024;

    /// Instructions for an element of a row longer than [#SOFTMAX_IN_REGISTERS], most of them for
    /// two exponentials and a division.
    private static final double SOFTMAX_INSTRUCTIONS = 27;

    /// The same where the width is a multiple of [#SOFTMAX_WHOLE], so that no thread idles in a
    /// remainder: five rows of width 1792.
    private static final double SOFTMAX_INSTRUCTIONS_WHOLE = 14;

    private static final long SOFTMAX_WHOLE = 256;

    private RowKernel() {}

    static Terms normalization(GpuProfile gpu, GpuMemory memory, Kernel.Normalization norm) {
        double rowBytes = norm.width() * norm.type().bits() / 8.0;
        double missed = RowCache.missed(gpu, NORM_BLOCK, rowBytes);
        double again =
                norm.rows() * rowBytes * (missed / memory.dram() + (1 - missed) / memory.cache());
        return Terms.streaming(
                memory.seconds(norm.work().bytes()) + again,
                "rows of " + norm.width() + ", read twice");
    }

    static Terms softmax(GpuProfile gpu, GpuMemory memory, Kernel.Softmax softmax) {
        double rowBytes = softmax.width() * softmax.type().bits() / 8.0;
        double pass = memory.seconds(2 * softmax.rows() * rowBytes);
        if (softmax.width() <= SOFTMAX_IN_REGISTERS) {
            return Terms.streaming(pass, "rows of " + softmax.width() + " held in registers");
        }
        double missed = RowCache.missed(gpu, SOFTMAX_BLOCK, rowBytes);
        double again = 2 * softmax.rows() * rowBytes * missed / memory.dram();
        double instructions =
                softmax.width() % SOFTMAX_WHOLE == 0
                        ? SOFTMAX_INSTRUCTIONS_WHOLE
                        : SOFTMAX_INSTRUCTIONS;
        double issued = instructions * softmax.rows() * softmax.width() / instructionRate(gpu);
        return new Terms(
                issued,
                pass + again,
                issued + pass + again,
                0,
                0,
                1,
                "rows of " + softmax.width() + ", read three times");
    }

    /// Instructions a second of all lanes: half the FP32 rate.
    private static double instructionRate(GpuProfile gpu) {
        return gpu.rate(Unit.VECTOR_FP32).orElseThrow() / 2;
    }
}
