package assay.benchmark.telemetry;

/// A span of time in which something other than the timed process may have slowed it.
///
/// @param fromEpochNanos its beginning, in nanoseconds since 1970
/// @param toEpochNanos its end
/// @param cause what it was
public record Interference(long fromEpochNanos, long toEpochNanos, Cause cause) {

    /// What may slow a process from outside.
    public enum Cause {
        /// Other processes worked.
        FOREIGN_LOAD,
        /// The hypervisor gave a processor to others.
        STOLEN_TIME,
        /// The clock of the processor or of the GPU stood lower than usual in this timeline.
        CLOCK_CHANGE
    }

    /// Whether it shares a moment with that span.
    public boolean overlaps(long from, long to) {
        return fromEpochNanos < to && from < toEpochNanos;
    }
}
