package assay.benchmark.telemetry;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Reads one process again and again: its processor time each time, its memory once a second.
final class ProcessMeter implements AutoCloseable {

    private static final long MEMORY_PERIOD_NANOS = 1_000_000_000L;

    private final long pid;
    private final @Nullable ProcFile stat;
    private long memoryRead = System.nanoTime() - MEMORY_PERIOD_NANOS;
    private ProcessReading last;

    ProcessMeter(long pid) {
        this.pid = pid;
        this.stat = ProcFile.open(Path.of("/proc", Long.toString(pid), "stat"));
        this.last = ProcessReading.none();
    }

    long pid() {
        return pid;
    }

    /// Its processor time, and its memory as it was within the last second.
    ProcessReading read() {
        long now = System.nanoTime();
        if (now - memoryRead >= MEMORY_PERIOD_NANOS) {
            memoryRead = now;
            last = ProcessReading.of(pid);
            return last;
        }
        return new ProcessReading(last.residentBytes(), last.peakResidentBytes(), cpuSeconds());
    }

    Reading<Double> cpuSeconds() {
        if (stat == null) {
            return ProcessReading.cpuSecondsOf(pid);
        }
        try {
            String text = stat.read();
            if (text.contains(")")) {
                return ProcessReading.ticks(text);
            }
        } catch (IOException _) {
            // it has ended
        }
        return ProcessReading.gone(pid).cpuSeconds();
    }

    @Override
    public void close() {
        if (stat != null) {
            stat.close();
        }
    }
}
