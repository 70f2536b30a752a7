package assay.benchmark.telemetry;

import java.util.Arrays;
import oshi.hardware.CentralProcessor;
import oshi.hardware.CentralProcessor.TickType;

/// Reads the host again and again, cheaply enough to do it ten times a second beside a benchmark.
public final class HostMeter {
    private static final long CLOCK_PERIOD_NANOS = 1_000_000_000L;
    private static final double MILLISECOND = 1e-3;
    private static final long OWN = ProcessHandle.current().pid();

    private final CentralProcessor processor = Oshi.info().getHardware().getProcessor();
    private long clockRead = System.nanoTime() - CLOCK_PERIOD_NANOS;
    private Reading<Double> lastClock = Reading.missing("not read yet");
    private final Rapl rapl = Rapl.open();

    /// The host now, without a process.
    public HostReading read() {
        return read(ProcessReading.none(), ProcessReading.cpuSecondsOf(OWN));
    }

    /// The host now, with the process of that id.
    public HostReading read(long pid) {
        var own = pid == OWN ? Reading.known(0.0) : ProcessReading.cpuSecondsOf(OWN);
        return read(ProcessReading.of(pid), own);
    }

    private synchronized HostReading read(
            ProcessReading watched, Reading<Double> samplerCoreSeconds) {
        long[] ticks = processor.getSystemCpuLoadTicks();
        double total = Arrays.stream(ticks).sum() * MILLISECOND;
        double stolen = ticks[TickType.STEAL.getIndex()] * MILLISECOND;
        double idle =
                (ticks[TickType.IDLE.getIndex()] + ticks[TickType.IOWAIT.getIndex()]) * MILLISECOND;
        boolean known = total > 0;
        String why = "this system shows no processor times";
        return new HostReading(
                known ? Reading.known(total - idle - stolen) : Reading.missing(why),
                known ? Reading.known(stolen) : Reading.missing(why),
                known ? Reading.known(total) : Reading.missing(why),
                clock(),
                load(),
                rapl.joules(),
                samplerCoreSeconds,
                watched);
    }

    /// Read once a second: it takes a file for each core.
    private Reading<Double> clock() {
        long now = System.nanoTime();
        if (now - clockRead >= CLOCK_PERIOD_NANOS) {
            clockRead = now;
            var hertz =
                    Arrays.stream(processor.getCurrentFreq()).filter(value -> value > 0).average();
            lastClock =
                    hertz.isPresent()
                            ? Reading.known(hertz.getAsDouble())
                            : Reading.missing("this system does not tell the cores' clocks");
        }
        return lastClock;
    }

    private Reading<Double> load() {
        double load = processor.getSystemLoadAverage(1)[0];
        return load >= 0
                ? Reading.known(load)
                : Reading.missing("this system keeps no load average");
    }
}
