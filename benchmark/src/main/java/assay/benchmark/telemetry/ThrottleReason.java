package assay.benchmark.telemetry;

import java.util.EnumSet;
import java.util.Set;

/// Why the SM clock is below what was asked for (nvml.h, `nvmlClocksEventReason...`).
public enum ThrottleReason {
    /// Nothing runs; the clock rests. Not a slowdown.
    IDLE(0x1, false),
    /// The application clock setting holds it. Not a slowdown.
    APPLICATION_CLOCKS(0x2, false),
    /// The power limit.
    POWER_CAP(0x4, true),
    /// Hardware: heat, power brake, or current draw.
    HARDWARE(0x8, true),
    /// Kept in step with other GPUs of a boost group.
    SYNC_BOOST(0x10, true),
    /// The driver's temperature limit.
    SOFTWARE_THERMAL(0x20, true),
    /// The hardware's temperature limit.
    HARDWARE_THERMAL(0x40, true),
    /// The system's power brake.
    POWER_BRAKE(0x80, true),
    /// The display clock setting holds it. Not a slowdown.
    DISPLAY_CLOCKS(0x100, false);

    private final long bit;
    private final boolean slowdown;

    ThrottleReason(long bit, boolean slowdown) {
        this.bit = bit;
        this.slowdown = slowdown;
    }

    /// Whether it slows work that runs, as opposed to a clock that rests or was set.
    public boolean isSlowdown() {
        return slowdown;
    }

    /// The reasons in NVML's bit mask; bits that are not known here are left out.
    public static Set<ThrottleReason> ofMask(long mask) {
        var reasons = EnumSet.noneOf(ThrottleReason.class);
        for (var reason : values()) {
            if ((mask & reason.bit) != 0) {
                reasons.add(reason);
            }
        }
        return reasons;
    }
}
