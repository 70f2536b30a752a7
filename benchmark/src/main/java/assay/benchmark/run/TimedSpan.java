package assay.benchmark.run;

import java.time.Instant;

/// When a process was timed, in nanoseconds since 1970, and which process it is. Written as the
/// process opens, with no length yet, and again as its timing begins and ends, for those who watch.
///
/// @param fromNanoTime its beginning on that process's own `System.nanoTime`
record TimedSpan(long pid, long fromEpochNanos, long toEpochNanos, long fromNanoTime) {

    static final String FILE = "timed.json";

    /// Beginning now, its end still open.
    static TimedSpan beginning() {
        long now = now();
        return new TimedSpan(ProcessHandle.current().pid(), now, now, System.nanoTime());
    }

    TimedSpan endingNow() {
        return new TimedSpan(pid, fromEpochNanos, now(), fromNanoTime);
    }

    private static long now() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }
}
