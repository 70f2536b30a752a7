package assay.benchmark.calibrate;

import assay.analyzer.device.CpuProfile;
import assay.benchmark.session.BenchmarkException;
import assay.benchmark.telemetry.Host;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Times the reference kernels of a calibration again: how fast the machine is just now.
///
/// Their sessions are open only while they run, so that no idle thread of theirs spins beside what
/// is measured next.
public final class ReferenceTimer {

    /// Spent on each kernel, the opening of its session included.
    private static final double SECONDS = 0.06;

    private final List<Rung> rungs = Ladder.references();
    private final RungTimer timer;
    private final int threads;

    /// @param folder for the kernels' files
    /// @param threads that work on one kernel; 0 for one a core
    public ReferenceTimer(Path folder, int threads) {
        this.timer = new RungTimer(folder);
        this.threads = threads == 0 ? Machine.of(Host.read()).cores() : threads;
    }

    /// Undisturbed seconds of a run of each kernel, by its word, told as in calibration. Takes a
    /// tenth to a fifth of a second. Empty where the machine cannot run them now, for want of
    /// memory say: what they were to stand beside goes on without them.
    public SortedMap<String, Double> time() {
        SortedMap<String, Double> seconds = new TreeMap<>();
        try {
            for (Rung rung : rungs) {
                RungTime time = timer.time(rung, threads, SECONDS);
                if (rung.quantity() instanceof Quantity.Reference(CpuProfile.Reference kernel)) {
                    seconds.put(kernel.word(), time.seconds());
                }
            }
        } catch (BenchmarkException | UncheckedIOException | OutOfMemoryError _) {
            return new TreeMap<>();
        }
        return seconds;
    }
}
