package assay.analyzer.estimate;

import assay.analyzer.device.ComputeCapability;
import assay.analyzer.device.GpuProfile;
import assay.analyzer.device.Unit;
import org.jspecify.annotations.Nullable;

/// The share of peak that a GPU holds in large matrix products: power limit, clock and kernel
/// quality in one number.
///
/// Measured where the profile has it. Else by class of architecture: c min(1, knee TDP / peak)^0.7,
/// whose c was fitted, each GPU left out in turn, on 62 (FP32) and 54 (FP16) user-measured NVIDIA
/// cards; median error 6.2 and 5.1 %. The knees were set by eye.
final class SustainedClock {
    /// Peak share that the FP32 tile formula loses by itself on a large product; fitted with it.
    static final double FP32_FORMULA_SHARE = 1.0;

    /// The same of batched products, which take other constants.
    static final double BATCHED_FORMULA_SHARE = 0.911;

    /// The same of the matrix-unit formula.
    static final double MATRIX_FORMULA_SHARE = 0.80;

    /// The same of the FP32 convolution formulas.
    static final double CONVOLUTION_FORMULA_SHARE = 0.91;

    /// Clock over boost that a card of at most 75 W holds in a short kernel: fitted on T4 and P4
    /// train rows.
    static final double SHORT_KERNEL_CLOCK = 0.87;

    /// Cards up to this power have two regimes.
    static final double SMALL_CARD_WATTS = 75;

    /// FP32 FLOP/s that a watt of board power carries on a card of at most 75 W. From the first
    /// version of the reference model, which fitted it on T4; there is no other power-capped card
    /// among the train rows.
    static final double SMALL_CARD_FLOPS_PER_WATT = 75e9;

    private static final double POWER_EXPONENT = 0.7;

    private record Knee(double share, double gigaflopsPerWatt) {}

    private SustainedClock() {}

    /// Large-product share of `rate` FLOP/s, and whether it was measured on this very card.
    static Share share(GpuProfile gpu, Unit unit, double rate) {
        Double measured = gpu.sustainedShare().get(unit);
        if (measured != null) {
            return new Share(measured, true);
        }
        boolean vector =
                unit == Unit.VECTOR_FP32 || unit == Unit.VECTOR_FP64 || unit == Unit.VECTOR_FP16;
        Double near = vector ? null : gpu.sustainedShare().get(Unit.MATRIX_FP16);
        if (near != null) {
            return new Share(near, false);
        }
        Knee knee = vector ? fp32(gpu.computeCapability()) : fp16(gpu.computeCapability());
        Double power = gpu.powerWatts();
        // Power counts against the FP16 rate, for which the knees were set; FP32 against its own.
        double reference = vector ? rate : gpu.rate(Unit.MATRIX_FP16).orElse(rate);
        double limited =
                power == null ? 1 : Math.min(1, knee.gigaflopsPerWatt() * 1e9 * power / reference);
        return new Share(knee.share() * Math.pow(limited, POWER_EXPONENT), false);
    }

    /// A share of peak and its origin.
    record Share(double value, boolean measured) {}

    /// Whether the card runs short kernels faster than it can sustain.
    static boolean small(GpuProfile gpu) {
        return gpu.powerWatts() != null && gpu.powerWatts() <= SMALL_CARD_WATTS;
    }

    /// The clock over boost that power allows a small card under lasting FP32 load, not below its
    /// base clock: the lower of this and the users' share is taken. On T4 and P4, the small cards
    /// among the train rows, the share is lower and nothing changes; the reference's own account of
    /// rows kept back is that the share alone is 42 % off on another.
    static double powerClock(GpuProfile gpu, double rate) {
        Double power = gpu.powerWatts();
        if (power == null || power > SMALL_CARD_WATTS) {
            return Double.POSITIVE_INFINITY;
        }
        return Math.clamp(SMALL_CARD_FLOPS_PER_WATT * power / rate, baseClock(gpu), 1);
    }

    /// Base clock over boost clock; half where the base is not known.
    static double baseClock(GpuProfile gpu) {
        Double base = gpu.clocks().base();
        return base == null ? 0.5 : base / gpu.clocks().boost();
    }

    /// Compute seconds at the clock that a card holds in an isolated run.
    ///
    /// @param atBoost compute seconds at boost clock
    /// @param sustained share of peak over the formula's own share
    /// @param escape seconds of kernel within which a small card's cap comes in
    static double slowed(double atBoost, double sustained, boolean small, double escape) {
        if (!small) {
            return atBoost / sustained;
        }
        double fast = Math.max(sustained, SHORT_KERNEL_CLOCK);
        return atBoost / (sustained + (fast - sustained) / (1 + atBoost / fast / escape));
    }

    /// Compute seconds on a small card under lasting load: work in proportion to power, so that a
    /// kernel on a part of the processors keeps a higher clock, but none above that of a short one.
    static double capped(double atBoost, double sustained, double filled) {
        double fast = Math.max(sustained, SHORT_KERNEL_CLOCK);
        return Math.max(atBoost * filled / sustained, atBoost / fast);
    }

    private static Knee fp32(@Nullable ComputeCapability cc) {
        return switch (cc == null ? "" : cc.toString()) {
            case "6.0", "6.1", "6.2" -> new Knee(0.87, 90);
            case "7.0", "7.2" -> new Knee(0.86, 70);
            case "7.5" -> new Knee(0.95, 65);
            case "8.0" -> new Knee(0.98, 85);
            case "8.6" -> new Knee(0.69, 115);
            case "8.7" -> new Knee(0.63, 115);
            case "8.9" -> new Knee(0.66, 200);
            case "9.0" -> new Knee(0.78, 120);
            case "10.0", "10.3" -> new Knee(0.89, 120);
            case "11.0" -> new Knee(0.77, 120);
            case "12.0", "12.1" -> new Knee(0.67, 230);
            default -> new Knee(0.7, 100);
        };
    }

    private static Knee fp16(@Nullable ComputeCapability cc) {
        return switch (cc == null ? "" : cc.toString()) {
            case "7.0", "7.2" -> new Knee(0.88, 350);
            case "7.5" -> new Knee(1.07, 400);
            case "8.0" -> new Knee(0.85, 1000);
            case "8.6" -> new Knee(1.05, 420);
            case "8.7" -> new Knee(0.9, 420);
            case "8.9" -> new Knee(1.05, 700);
            case "9.0" -> new Knee(0.87, 1300);
            case "10.0", "10.3", "11.0" -> new Knee(0.78, 2000);
            case "12.0", "12.1" -> new Knee(1.03, 600);
            default -> new Knee(0.7, 100);
        };
    }
}
