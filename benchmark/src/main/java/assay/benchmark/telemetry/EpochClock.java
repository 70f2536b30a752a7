package assay.benchmark.telemetry;

import java.time.Instant;

/// Nanoseconds since 1970 that advance with `System.nanoTime`: comparable between processes of one
/// machine to about a millisecond, and never stepping back within one.
public final class EpochClock {
    private final long offset;

    private EpochClock(long offset) {
        this.offset = offset;
    }

    /// A clock set by the system's now.
    public static EpochClock start() {
        var now = Instant.now();
        return new EpochClock(
                now.getEpochSecond() * 1_000_000_000L + now.getNano() - System.nanoTime());
    }

    /// Now.
    public long now() {
        return at(System.nanoTime());
    }

    /// What this clock showed when `System.nanoTime` gave that value in this process.
    public long at(long nanoTime) {
        return nanoTime + offset;
    }
}
