package assay.analyzer.estimate;

import assay.analyzer.device.GpuProfile;
import assay.analyzer.device.Unit;

/// A plain roofline for GPUs that no row was fitted on (AMD, Intel): the larger of FLOPs over most
/// of peak and bytes over most of bandwidth, wide on the slow side.
public record RooflineEstimator(GpuProfile device, EstimateSettings settings) implements Estimator {
    /// Shares of peak and of bandwidth taken as reached. A judgement, not a fit.
    private static final double COMPUTE_SHARE = 0.6;

    private static final double MEMORY_SHARE = 0.75;
    private static final double LAUNCH_SECONDS = 8e-6;
    private static final double HALF_WIDTH = 0.7;

    @Override
    public KernelEstimate estimate(Kernel kernel) {
        return switch (kernel) {
            case Kernel.View view -> KernelEstimate.nothing(view);
            case Kernel.Unmodelled unmodelled -> KernelEstimate.unknown(kernel, unmodelled.why());
            case Kernel.Gemm g -> onUnit(kernel, UnitChoice.of(device, g.type(), settings));
            case Kernel.Convolution c -> onUnit(kernel, UnitChoice.of(device, c.type(), settings));
            case Kernel.Attention a -> onUnit(kernel, UnitChoice.of(device, a.type(), settings));
            case Kernel.Recurrent r -> onUnit(kernel, UnitChoice.of(device, r.type(), settings));
            case Kernel.Normalization n -> roofline(kernel, vectorRate());
            case Kernel.Softmax s -> roofline(kernel, vectorRate());
            case Kernel.Reduction r -> roofline(kernel, vectorRate());
            case Kernel.ElementWise e -> roofline(kernel, vectorRate());
            case Kernel.Pooling p -> roofline(kernel, vectorRate());
            case Kernel.Gather g -> roofline(kernel, vectorRate());
            case Kernel.LayoutChange l -> roofline(kernel, vectorRate());
            case Kernel.Quantize q -> roofline(kernel, vectorRate());
        };
    }

    private double vectorRate() {
        return device.rate(Unit.VECTOR_FP32).orElseThrow();
    }

    private KernelEstimate onUnit(Kernel kernel, UnitChoice choice) {
        return switch (choice) {
            case UnitChoice.None(String why) -> KernelEstimate.unknown(kernel, why);
            case UnitChoice.Chosen unit -> roofline(kernel, unit.rate());
        };
    }

    private KernelEstimate roofline(Kernel kernel, double rate) {
        double compute = kernel.work().flops() / (COMPUTE_SHARE * rate);
        double memory = kernel.work().bytes() / (MEMORY_SHARE * device.memory().bandwidth());
        Terms terms = new Terms(compute, memory, Math.max(compute, memory), 0, 0, 1, "roofline");
        return KernelEstimate.of(
                kernel,
                terms,
                LAUNCH_SECONDS,
                Interval.ofLog(HALF_WIDTH),
                "roofline at 0.6 of peak and 0.75 of bandwidth; no row was fitted on this vendor");
    }
}
