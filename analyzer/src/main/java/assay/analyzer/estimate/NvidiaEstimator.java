package assay.analyzer.estimate;

import assay.analyzer.device.GpuProfile;
import assay.analyzer.tensor.ElementType;

/// The fitted model of NVIDIA GPUs: one law a family, one set of constants for all cards.
///
/// @param constants [Constants#FITTED], unless a refit is judged
public record NvidiaEstimator(GpuProfile device, EstimateSettings settings, Constants constants)
        implements Estimator {
    /// Gap that each launched kernel leaves on the device, in seconds: fitted on ONNX Runtime BERT
    /// series of V100, T4 and RTX 4090 (93 points).
    static final double LAUNCH_SECONDS = 5.09e-6;

    /// With the constants fitted on all GPUs.
    public NvidiaEstimator(GpuProfile device, EstimateSettings settings) {
        this(device, settings, Constants.FITTED);
    }

    @Override
    public KernelEstimate estimate(Kernel kernel) {
        return switch (kernel) {
            case Kernel.View view -> KernelEstimate.nothing(view);
            case Kernel.Unmodelled unmodelled -> KernelEstimate.unknown(kernel, unmodelled.why());
            case Kernel.Gemm gemm ->
                    onUnit(kernel, gemm.type(), gpu -> GemmKernel.terms(gpu, gemm));
            case Kernel.Convolution conv ->
                    onUnit(kernel, conv.type(), gpu -> ConvKernel.terms(gpu, conv));
            case Kernel.Attention a ->
                    onUnit(kernel, a.type(), gpu -> AttentionKernel.terms(gpu, a));
            case Kernel.Recurrent r ->
                    onUnit(kernel, r.type(), gpu -> RecurrentKernel.terms(gpu, r));
            case Kernel.Normalization n ->
                    streaming(kernel, RowKernel.normalization(device, GpuMemory.of(device), n));
            case Kernel.Softmax s ->
                    streaming(kernel, RowKernel.softmax(device, GpuMemory.of(device), s));
            case Kernel.Reduction r ->
                    streaming(kernel, StreamingKernel.terms(GpuMemory.of(device), r));
            case Kernel.ElementWise e ->
                    streaming(kernel, StreamingKernel.terms(GpuMemory.of(device), e));
            case Kernel.Pooling p ->
                    streaming(kernel, StreamingKernel.terms(GpuMemory.of(device), p));
            case Kernel.Gather g ->
                    streaming(kernel, StreamingKernel.terms(GpuMemory.of(device), g));
            case Kernel.LayoutChange l ->
                    streaming(kernel, StreamingKernel.terms(GpuMemory.of(device), l));
            case Kernel.Quantize q ->
                    streaming(kernel, StreamingKernel.terms(GpuMemory.of(device), q));
        };
    }

    private interface Law {
        Terms on(Gpu gpu);
    }

    private KernelEstimate onUnit(Kernel kernel, ElementType type, Law law) {
        return switch (UnitChoice.of(device, type, settings)) {
            case UnitChoice.None(String why) -> KernelEstimate.unknown(kernel, why);
            case UnitChoice.Chosen unit -> {
                Gpu gpu = Gpu.of(device, unit, settings, constants);
                Terms terms = law.on(gpu);
                String how =
                        unit.unit().key()
                                + (unit.matrix() ? " matrix units, " : " vector units, ")
                                + terms.how();
                yield KernelEstimate.of(
                        kernel,
                        terms,
                        terms.launches() * LAUNCH_SECONDS,
                        GpuIntervals.of(gpu, kernel, terms),
                        how);
            }
        };
    }

    private KernelEstimate streaming(Kernel kernel, Terms terms) {
        UnitChoice.Chosen vector =
                new UnitChoice.Chosen(
                        assay.analyzer.device.Unit.VECTOR_FP32,
                        device.rate(assay.analyzer.device.Unit.VECTOR_FP32).orElseThrow(),
                        1,
                        true,
                        0);
        Interval interval =
                GpuIntervals.of(Gpu.of(device, vector, settings, constants), kernel, terms);
        return KernelEstimate.of(
                kernel, terms, terms.launches() * LAUNCH_SECONDS, interval, terms.how());
    }
}
