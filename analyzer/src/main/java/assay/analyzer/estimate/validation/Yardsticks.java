package assay.analyzer.estimate.validation;

import assay.analyzer.device.CpuProfile;
import assay.analyzer.device.DeviceProfile;
import assay.analyzer.device.GpuProfile;
import assay.analyzer.device.Unit;
import assay.analyzer.estimate.Kernel;
import java.util.Comparator;
import java.util.Locale;

/// The two plain predictions that ours is set beside, in seconds.
///
/// @param flops FLOPs over the peak of the unit that the row asks for
/// @param roofline the larger of that and bytes over the peak bandwidth
record Yardsticks(double flops, double roofline) {
    static final Yardsticks NONE = new Yardsticks(0, 0);

    /// Both for one kernel.
    ///
    /// @param dtype as the table names it
    static Yardsticks of(DeviceProfile device, Kernel kernel, String dtype) {
        return switch (device) {
            case GpuProfile gpu -> of(gpu, kernel, dtype);
            case CpuProfile cpu -> of(cpu, kernel);
        };
    }

    /// A calibrated CPU's peaks are the best rates that were measured on it; any other's stand in
    /// its data sheet.
    private static Yardsticks of(CpuProfile cpu, Kernel kernel) {
        double peak = Double.NaN;
        double bandwidth = Double.NaN;
        if (cpu.calibrated()) {
            peak =
                    cpu.rates().stream()
                            .filter(r -> r.family() == CpuProfile.Family.GEMM)
                            .mapToDouble(CpuProfile.RatePoint::flopsPerSecond)
                            .max()
                            .orElse(Double.NaN);
            bandwidth =
                    cpu.streams().stream()
                            .max(
                                    Comparator.comparingDouble(CpuProfile.StreamPoint::bytes)
                                            .thenComparingInt(CpuProfile.StreamPoint::threads))
                            .map(CpuProfile.StreamPoint::bytesPerSecond)
                            .orElse(Double.NaN);
        } else if (cpu.baseClock() != null
                && cpu.flopsPerCoreClock() != null
                && cpu.bandwidth() != null) {
            peak = cpu.cores() * cpu.baseClock() * cpu.flopsPerCoreClock();
            bandwidth = cpu.bandwidth();
        }
        double flops = kernel.work().flops() / peak;
        return new Yardsticks(flops, Math.max(flops, kernel.work().bytes() / bandwidth));
    }

    private static Yardsticks of(GpuProfile gpu, Kernel kernel, String dtype) {
        double peak = gpu.rate(unit(gpu, kernel, dtype)).orElse(Double.NaN);
        double flops = kernel.work().flops() / peak;
        double bytes = kernel.work().bytes() / gpu.memory().bandwidth();
        return new Yardsticks(flops, Math.max(flops, bytes));
    }

    /// This, then `times` times that.
    Yardsticks plus(Yardsticks next, double times) {
        return new Yardsticks(flops + times * next.flops, roofline + times * next.roofline);
    }

    private static Unit unit(GpuProfile gpu, Kernel kernel, String dtype) {
        if (kernel.work().matrixFlops() == 0) {
            return Unit.VECTOR_FP32;
        }
        return switch (dtype.toLowerCase(Locale.ROOT)) {
            case "tf32" ->
                    gpu.rate(Unit.MATRIX_TF32).isPresent() ? Unit.MATRIX_TF32 : Unit.VECTOR_FP32;
            case "fp16", "float16", "half", "fp16-tensor" ->
                    gpu.rate(Unit.MATRIX_FP16).isPresent() ? Unit.MATRIX_FP16 : Unit.VECTOR_FP32;
            case "bf16", "bfloat16" -> Unit.MATRIX_BF16;
            case "int8" -> Unit.MATRIX_INT8;
            case "fp8" -> Unit.MATRIX_FP8;
            case "fp64", "float64" -> Unit.VECTOR_FP64;
            default -> Unit.VECTOR_FP32;
        };
    }
}
