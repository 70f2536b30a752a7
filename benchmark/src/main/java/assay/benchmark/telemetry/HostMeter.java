package assay.benchmark.telemetry;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import oshi.hardware.CentralProcessor;

/// Reads the host again and again, cheaply enough to do it ten times a second beside a benchmark:
/// what takes a long reading is read once a second.
public final class HostMeter {
    private static final long SLOW_PERIOD_NANOS = 1_000_000_000L;
    private static final long OWN = ProcessHandle.current().pid();

    private final CentralProcessor processor = Oshi.info().getHardware().getProcessor();
    private final Rapl rapl = Rapl.open();
    private final @Nullable ProcFile cores = ProcFile.open(Path.of("/proc/stat"));
    private final ProcessMeter own = new ProcessMeter(OWN);
    private @Nullable ProcessMeter watched;
    private long slowRead = System.nanoTime() - SLOW_PERIOD_NANOS;
    private Reading<Double> clock = Reading.missing("not read yet");
    private Reading<Double> load = Reading.missing("not read yet");

    /// The host now, without a process.
    public synchronized HostReading read() {
        return read(ProcessReading.none(), own.cpuSeconds());
    }

    /// The host now, with the process of that id.
    public synchronized HostReading read(long pid) {
        if (watched == null || watched.pid() != pid) {
            if (watched != null) {
                watched.close();
            }
            watched = new ProcessMeter(pid);
        }
        return read(watched.read(), pid == OWN ? Reading.known(0.0) : own.cpuSeconds());
    }

    private HostReading read(ProcessReading process, Reading<Double> samplerCoreSeconds) {
        CoreTimes times = times();
        boolean known = times.total() > 0;
        String why = "this system shows no processor times";
        slowly();
        return new HostReading(
                known ? Reading.known(times.busy()) : Reading.missing(why),
                known ? Reading.known(times.stolen()) : Reading.missing(why),
                known ? Reading.known(times.total()) : Reading.missing(why),
                clock,
                load,
                rapl.joules(),
                samplerCoreSeconds,
                process);
    }

    private CoreTimes times() {
        if (cores != null) {
            try {
                return CoreTimes.ofProc(cores.read());
            } catch (IOException _) {
                // OSHI's then
            }
        }
        return CoreTimes.ofTicks(processor.getSystemCpuLoadTicks());
    }

    /// A clock takes a file for each core; the load is a mean over a minute.
    private void slowly() {
        long now = System.nanoTime();
        if (now - slowRead < SLOW_PERIOD_NANOS) {
            return;
        }
        slowRead = now;
        var hertz = Arrays.stream(processor.getCurrentFreq()).filter(value -> value > 0).average();
        clock =
                hertz.isPresent()
                        ? Reading.known(hertz.getAsDouble())
                        : Reading.missing("this system does not tell the cores' clocks");
        double processes = processor.getSystemLoadAverage(1)[0];
        load =
                processes >= 0
                        ? Reading.known(processes)
                        : Reading.missing("this system keeps no load average");
    }
}
