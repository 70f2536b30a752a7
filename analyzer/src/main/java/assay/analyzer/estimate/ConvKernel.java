package assay.analyzer.estimate;

import assay.analyzer.device.Unit;
import java.util.List;

/// Convolutions on NVIDIA GPUs: the algorithm that cuDNN is likely to pick, and its time.
final class ConvKernel {
    /// Seconds for which a card of at most 75 W keeps its short-kernel clock in a convolution.
    static final double ESCAPE_SECONDS = 1.5e-3;

    /// Grouped convolutions: share of the FP32 peak and of the usual bandwidth. No public
    /// measurement; a judgement.
    private static final double GROUPED_COMPUTE = 0.25;

    private static final double GROUPED_MEMORY = 0.7;

    /// Channels of a group from which its convolution may run as a matrix product. A judgement.
    private static final long WIDE_GROUP = 8;

    private ConvKernel() {}

    static Terms terms(Gpu gpu, Kernel.Convolution conv) {
        if (conv.groups() > 1) {
            return grouped(gpu, conv);
        }
        return gpu.unit().matrix() ? MatrixConvKernel.terms(gpu, conv) : vectorUnits(gpu, conv);
    }

    /// Grouped and depthwise: vector units or memory, whichever is longer; or, where a group is
    /// wide enough, an implicit GEMM a group, if that is faster.
    private static Terms grouped(Gpu gpu, Kernel.Convolution conv) {
        double vector = gpu.profile().rate(Unit.VECTOR_FP32).orElseThrow();
        double compute = conv.work().matrixFlops() / (GROUPED_COMPUTE * vector);
        double memory = gpu.memory().seconds(conv.work().bytes()) / GROUPED_MEMORY;
        Terms plain =
                new Terms(
                        compute,
                        memory,
                        Math.max(compute, memory),
                        0,
                        0,
                        1,
                        conv.depthwise() ? "depthwise" : "grouped");
        if (conv.channels() / conv.groups() < WIDE_GROUP
                || conv.filters() / conv.groups() < WIDE_GROUP) {
            return plain;
        }
        Terms products =
                gpu.unit().matrix()
                        ? MatrixConvKernel.terms(gpu, conv)
                        : ImplicitGemm.terms(gpu, conv);
        return GemmKernel.faster(plain, products);
    }

    private static Terms vectorUnits(Gpu gpu, Kernel.Convolution conv) {
        Terms best = ImplicitGemm.terms(gpu, conv);
        double score = best.seconds();
        if (winogradFits(conv, 3)) {
            Terms fused = WinogradKernel.fused(gpu, conv);
            double biased = fused.seconds() * gpu.fitted(FittedConstant.FUSED_WINOGRAD_BIAS);
            if (biased < score) {
                best = fused;
                score = biased;
            }
        }
        if (winogradFits(conv, 3) || winogradFits(conv, 5)) {
            Terms split = WinogradKernel.split(gpu, conv);
            if (split.seconds() * gpu.fitted(FittedConstant.SPLIT_WINOGRAD_BIAS) < score) {
                best = split;
            }
        }
        return best;
    }

    private static boolean winogradFits(Kernel.Convolution conv, long side) {
        return conv.kernel().equals(List.of(side, side))
                && conv.strides().equals(List.of(1L, 1L))
                && conv.dilations().equals(List.of(1L, 1L))
                && !conv.transposed();
    }
}
