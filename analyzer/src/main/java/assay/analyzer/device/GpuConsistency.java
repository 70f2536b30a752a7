package assay.analyzer.device;

import java.util.Locale;

/// Numbers of a GPU profile that must agree with each other, each within a stated margin. A profile
/// may list a key under `exceptions` with the reason why it keeps a published number that does not.
final class GpuConsistency {
    /// Published peaks are rounded to two or three digits.
    static final double TOLERANCE = 0.03;

    private GpuConsistency() {}

    static void check(GpuProfile gpu, ProfileFields f) {
        fp32(gpu, f);
        matrix(gpu, f);
        clocks(gpu, f);
        sparse(gpu, f);
        accumulation(gpu, f, Unit.MATRIX_FP16, Unit.MATRIX_FP16_ACCUMULATE_FP16);
        accumulation(gpu, f, Unit.MATRIX_FP8, Unit.MATRIX_FP8_ACCUMULATE_FP16);
        if (gpu.lanes() % gpu.processors() != 0) {
            throw f.wrong(
                    "fp32Lanes",
                    gpu.lanes() + " is no multiple of " + gpu.processors() + " processors");
        }
    }

    /// peak = lanes x operations per clock x boost clock.
    private static void fp32(GpuProfile gpu, ProfileFields f) {
        double arithmetic = (double) gpu.lanes() * gpu.flopsPerLaneClock() * gpu.clocks().boost();
        double peak = gpu.rate(Unit.VECTOR_FP32).orElseThrow();
        if (Math.abs(peak / arithmetic - 1) > TOLERANCE
                && !excepted(gpu, "vectorTeraflopsPerSecond")) {
            throw f.wrong(
                    "vectorTeraflopsPerSecond.fp32",
                    String.format(
                            Locale.ROOT,
                            "is %.3f, but lanes x %d x boost clock is %.3f",
                            peak / 1e12,
                            gpu.flopsPerLaneClock(),
                            arithmetic / 1e12));
        }
    }

    /// peak = processors x a power of two x matrix clock, the power being the operations that a
    /// processor does in a clock.
    private static void matrix(GpuProfile gpu, ProfileFields f) {
        Double clock = gpu.clocks().matrix();
        if (clock == null || excepted(gpu, "matrixTeraflopsPerSecond")) {
            return;
        }
        gpu.rates()
                .forEach((unit, rate) -> {
                    double perClock = rate / (gpu.processors() * clock);
                    double power = Math.pow(2, Math.rint(Math.log(perClock) / Math.log(2)));
                    if (unit.table().startsWith("matrix")
                            && Math.abs(perClock / power - 1) > TOLERANCE) {
                        throw f.wrong(
                                unit.table() + "." + unit.key(),
                                String.format(
                                        Locale.ROOT,
                                        "is %.3f, but processors x %.0f x matrix clock is %.3f",
                                        rate / 1e12,
                                        power,
                                        power * gpu.processors() * clock / 1e12));
                    }
                });
    }

    private static void clocks(GpuProfile gpu, ProfileFields f) {
        Double base = gpu.clocks().base();
        if (base != null && base > gpu.clocks().boost() && !excepted(gpu, "baseClockMHz")) {
            throw f.wrong("baseClockMHz", "is above the boost clock");
        }
    }

    private static void sparse(GpuProfile gpu, ProfileFields f) {
        gpu.sparseRates()
                .forEach((unit, rate) -> {
                    Double dense = gpu.rates().get(unit);
                    if (dense == null || dense >= rate) {
                        throw f.wrong(
                                "sparseMatrixTeraflopsPerSecond." + unit.key(),
                                "must be above the dense rate, which is "
                                        + (dense == null ? "missing" : dense / 1e12));
                    }
                });
    }

    private static void accumulation(GpuProfile gpu, ProfileFields f, Unit wide, Unit narrow) {
        Double full = gpu.rates().get(wide);
        Double fast = gpu.rates().get(narrow);
        if (full != null && fast != null && fast < full * (1 - TOLERANCE)) {
            throw f.wrong(
                    narrow.table() + "." + narrow.key(),
                    "is below the rate with FP32 accumulation");
        }
    }

    private static boolean excepted(GpuProfile gpu, String key) {
        return gpu.provenance().exceptions().containsKey(key);
    }
}
