package assay.benchmark.run;

import assay.benchmark.telemetry.ProcessReading;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Processor time of the whole machine, of this process and of the one that directs it, to tell
/// what others took.
///
/// @param busyTicks of all cores, in the kernel's ticks of 10 ms
/// @param stolenTicks taken by other virtual machines
/// @param totalTicks busy, stolen and idle
/// @param ownNanos of this process
/// @param harnessNanos of its parent, the process that starts and observes it
record ProcessorTime(
        long busyTicks, long stolenTicks, long totalTicks, long ownNanos, long harnessNanos) {

    private static final double TICK_NANOS = 1e7;

    /// A second of one core: a tick is then 1 %.
    private static final long FEWEST_TICKS = 100;

    /// Now; null where the system does not tell.
    static @Nullable ProcessorTime now() {
        List<String> lines = ProcFiles.lines(Path.of("/proc/stat"));
        return lines.isEmpty() ? null : parse(lines.getFirst(), ownNanosNow(), harnessNanosNow());
    }

    /// Of the line `cpu user nice system idle iowait irq softirq steal guest guest_nice`; the
    /// guests are already within user and nice.
    static ProcessorTime parse(String line, long ownNanos, long harnessNanos) {
        String[] words = line.trim().split("\\s+", -1);
        long busy = 0;
        long idle = 0;
        long stolen = words.length > 8 ? Long.parseLong(words[8]) : 0;
        for (int i = 1; i < Math.min(words.length, 8); i++) {
            long ticks = Long.parseLong(words[i]);
            if (i == 4 || i == 5) {
                idle += ticks;
            } else {
                busy += ticks;
            }
        }
        return new ProcessorTime(busy, stolen, busy + idle + stolen, ownNanos, harnessNanos);
    }

    private static long ownNanosNow() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean bean
                ? bean.getProcessCpuTime()
                : 0;
    }

    private static long harnessNanosNow() {
        return ProcessHandle.current()
                .parent()
                .map(parent -> ProcessReading.cpuSecondsOf(parent.pid()).orElse(0.0))
                .map(seconds -> Math.round(seconds * 1e9))
                .orElse(0L);
    }

    /// What others took since `earlier`, until now; null where it is unknown or the span too short
    /// for the kernel's ticks to tell.
    static @Nullable Share sharesSince(@Nullable ProcessorTime earlier) {
        ProcessorTime now = now();
        return earlier == null || now == null ? null : now.since(earlier);
    }

    @Nullable Share since(ProcessorTime earlier) {
        double total = totalTicks - earlier.totalTicks;
        if (total < FEWEST_TICKS) {
            return null;
        }
        double own = (ownNanos - earlier.ownNanos) / TICK_NANOS;
        double harness = (harnessNanos - earlier.harnessNanos) / TICK_NANOS;
        return new Share(
                Math.max(0, (busyTicks - earlier.busyTicks - own - harness) / total),
                (stolenTicks - earlier.stolenTicks) / total,
                harness / total);
    }

    /// Shares of all cores' time: of processes that are not ours, of other virtual machines, and of
    /// the process that directs this one.
    record Share(double foreign, double stolen, double harness) {}
}
