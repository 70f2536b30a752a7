package assay.reports.section;

import assay.analyzer.analysis.Precision;
import assay.analyzer.device.CpuProfile;
import assay.analyzer.device.DeviceProfile;
import assay.analyzer.device.GpuProfile;
import assay.analyzer.device.Unit;
import assay.analyzer.estimate.EstimateSettings;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalDouble;

/// The most that a device does per second, by its profile.
///
/// @param label what reaches it, and where the number is from
/// @param perSecond FLOP/s or bytes a second
record Peak(String label, double perSecond) {

    /// Peak arithmetic rate for products in `precision`; empty where the profile has none.
    static Optional<Peak> compute(
            DeviceProfile device, Precision precision, EstimateSettings settings) {
        return switch (device) {
            case GpuProfile gpu -> gpu(gpu, precision, settings);
            case CpuProfile cpu -> cpu(cpu, precision, settings);
        };
    }

    private static Optional<Peak> gpu(
            GpuProfile gpu, Precision precision, EstimateSettings settings) {
        boolean tf32 = settings.tf32() && gpu.atLeast(8, 0);
        return switch (precision) {
            case FP32, TF32 ->
                    tf32 && gpu.rate(Unit.MATRIX_TF32).isPresent()
                            ? unit(gpu, Unit.MATRIX_TF32, "TF32 matrix units")
                            : unit(gpu, Unit.VECTOR_FP32, "FP32 units");
            case FP16 ->
                    gpu.rate(Unit.MATRIX_FP16).isPresent()
                            ? unit(gpu, Unit.MATRIX_FP16, "FP16 matrix units")
                            : unit(gpu, Unit.VECTOR_FP16, "FP16 units");
            case BF16 -> unit(gpu, Unit.MATRIX_BF16, "BF16 matrix units");
            case INT8 -> unit(gpu, Unit.MATRIX_INT8, "INT8 matrix units");
        };
    }

    private static Optional<Peak> unit(GpuProfile gpu, Unit unit, String label) {
        OptionalDouble rate = gpu.rate(unit);
        return rate.isPresent()
                ? Optional.of(new Peak(label, rate.getAsDouble()))
                : Optional.empty();
    }

    private static Optional<Peak> cpu(
            CpuProfile cpu, Precision precision, EstimateSettings settings) {
        int threads = threads(cpu, settings);
        Optional<Peak> calibrated =
                cpu.rates().stream()
                        .filter(r ->
                                (r.family() == CpuProfile.Family.GEMM_INT8)
                                        == (precision == Precision.INT8))
                        .filter(r -> r.family() != CpuProfile.Family.TRANSCENDENTAL)
                        .filter(r -> r.threads() <= threads)
                        .max(Comparator.comparingDouble(CpuProfile.RatePoint::flopsPerSecond))
                        .map(r ->
                                new Peak(
                                        "fastest calibrated kernel, "
                                                + count(r.threads(), "thread"),
                                        r.flopsPerSecond()));
        Double clock = cpu.baseClock();
        Double perClock = cpu.flopsPerCoreClock();
        if (clock == null || perClock == null || precision == Precision.INT8) {
            return calibrated;
        }
        double sheet = Math.min(threads, cpu.cores()) * clock * perClock;
        return calibrated
                .filter(best -> best.perSecond() > sheet)
                .or(() ->
                        Optional.of(
                                new Peak(
                                        "FP32 at base clock on "
                                                + count(Math.min(threads, cpu.cores()), "core"),
                                        sheet)));
    }

    /// Peak bandwidth of the device's memory; empty where neither stated nor calibrated.
    static Optional<Peak> bandwidth(DeviceProfile device, EstimateSettings settings) {
        return switch (device) {
            case GpuProfile gpu ->
                    Optional.of(new Peak(gpu.memory().type(), gpu.memory().bandwidth()));
            case CpuProfile cpu -> {
                Double stated = cpu.bandwidth();
                if (stated != null) {
                    yield Optional.of(new Peak("memory", stated));
                }
                int threads = threads(cpu, settings);
                yield cpu.streams().stream()
                        .filter(s -> s.threads() <= threads)
                        .max(
                                Comparator.comparingDouble(CpuProfile.StreamPoint::bytes)
                                        .thenComparingDouble(
                                                CpuProfile.StreamPoint::bytesPerSecond))
                        .map(s ->
                                new Peak(
                                        "memory, calibrated, " + count(s.threads(), "thread"),
                                        s.bytesPerSecond()));
            }
        };
    }

    static int threads(CpuProfile cpu, EstimateSettings settings) {
        return settings.threads() == 0 ? cpu.cores() : settings.threads();
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
