package assay.analyzer.estimate;

import assay.analyzer.device.GpuProfile;

/// How wide an estimate on an NVIDIA GPU must be. Half-widths of ln(measured / predicted) that hold
/// 80 %, by family and length: near the mean over GPUs of each GPU's own 80 % quantile on the train
/// rows and DeepBench. Linear rows of Pascal, whose kernels are bimodal, and of small cards are
/// left out of that mean and widen on their own account below.
final class GpuIntervals {
    /// Added where the share of peak was not measured on this card.
    private static final double SHARE_UNMEASURED_FP32 = 0.12;

    private static final double SHARE_UNMEASURED_FP16 = 0.105;

    /// Added to convolutions and matrix units on architectures without a row in any fit. A
    /// judgement.
    private static final double ARCHITECTURE_UNSEEN = 0.2;

    /// Grouped, recurrent and fused-attention kernels have no rows: a factor of 2 either way, or
    /// near it.
    private static final double NO_ROWS = 0.69;

    private static final double PASCAL_SLOW_MODE = 1.4;

    private static final double TINY = 0.03e-3;
    private static final double SHORT = 0.3e-3;
    private static final double LONG = 3e-3;

    private GpuIntervals() {}

    static Interval of(Gpu gpu, Kernel kernel, Terms terms) {
        double z = family(kernel, gpu.unit().matrix(), terms.seconds());
        if (!arithmetic(kernel)) {
            return Interval.ofLog(z);
        }
        double share =
                gpu.unit().shareMeasured()
                        ? 0
                        : gpu.unit().matrix() ? SHARE_UNMEASURED_FP16 : SHARE_UNMEASURED_FP32;
        boolean unseen =
                unseen(gpu.profile())
                        && (gpu.unit().matrix() || kernel instanceof Kernel.Convolution);
        double all =
                Interval.quadrature(z, share, gpu.unit().doubt(), unseen ? ARCHITECTURE_UNSEEN : 0);
        return capped(gpu, terms, Interval.ofLog(all)).slower(pascal(gpu, kernel));
    }

    /// A card of at most 75 W may hold the share that users report, or fall to its base clock.
    private static Interval capped(Gpu gpu, Terms terms, Interval interval) {
        if (!SustainedClock.small(gpu.profile()) || gpu.unit().matrix() || terms.seconds() == 0) {
            return interval;
        }
        double held = gpu.sustained(SustainedClock.FP32_FORMULA_SHARE);
        double fastest = gpu.unit().share() / SustainedClock.FP32_FORMULA_SHARE;
        double computeShare = Math.min(1, terms.compute() / terms.seconds());
        double slowdown = Math.max(1, held / SustainedClock.baseClock(gpu.profile()));
        return interval.slower(1 + (slowdown - 1) * computeShare)
                .faster(1 - (1 - held / fastest) * computeShare);
    }

    /// Plain products of Pascal cards are bimodal on the train rows (P100 at 0.24 or 0.76 of peak,
    /// P4 slower still).
    private static double pascal(Gpu gpu, Kernel kernel) {
        boolean plain = kernel instanceof Kernel.Gemm g && g.batch() == 1;
        return plain && !gpu.profile().atLeast(7, 0) ? PASCAL_SLOW_MODE : 1;
    }

    private static boolean arithmetic(Kernel kernel) {
        return kernel instanceof Kernel.Gemm
                || kernel instanceof Kernel.Convolution
                || kernel instanceof Kernel.Attention
                || kernel instanceof Kernel.Recurrent;
    }

    private static boolean unseen(GpuProfile gpu) {
        return gpu.computeCapability() == null || gpu.atLeast(8, 1);
    }

    private static double family(Kernel kernel, boolean matrix, double seconds) {
        return switch (kernel) {
            case Kernel.Gemm g when matrix -> bySize(seconds, 0.31, 0.30, 0.13, 0.14);
            case Kernel.Gemm g when g.batch() > 1 -> bySize(seconds, 0.21, 0.18, 0.17, 0.17);
            case Kernel.Gemm g -> bySize(seconds, 0.16, 0.16, 0.14, 0.13);
            case Kernel.Convolution c when c.groups() > 1 -> NO_ROWS;
            case Kernel.Convolution c when c.transposed() -> Interval.quadrature(0.30, 0.3);
            case Kernel.Convolution c when matrix -> bySize(seconds, 0.22, 0.22, 0.25, 0.25);
            case Kernel.Convolution c -> bySize(seconds, 0.30, 0.30, 0.25, 0.24);
            case Kernel.Attention a -> a.fused() ? NO_ROWS : 0.33;
            case Kernel.Recurrent r -> NO_ROWS;
            case Kernel.Normalization n -> bySize(seconds, 0.15, 0.18, 0.15, 0.15);
            case Kernel.Softmax s -> bySize(seconds, 0.16, 0.16, 0.16, 0.16);
            case Kernel.ElementWise e -> bySize(seconds, 0.23, 0.11, 0.03, 0.03);
            case Kernel.Pooling p -> 0.4;
            case Kernel.Reduction r -> 0.4;
            case Kernel.Gather g -> NO_ROWS;
            case Kernel.LayoutChange l -> l.permutes() ? 0.5 : 0.37;
            case Kernel.Quantize q -> 0.4;
            case Kernel.View v -> 0;
            case Kernel.Unmodelled u -> 0;
        };
    }

    private static double bySize(
            double seconds, double tiny, double small, double middle, double large) {
        return seconds < TINY ? tiny : seconds < SHORT ? small : seconds < LONG ? middle : large;
    }
}
