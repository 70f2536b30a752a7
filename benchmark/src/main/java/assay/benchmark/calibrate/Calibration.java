package assay.benchmark.calibrate;

import assay.analyzer.device.CpuProfile;
import assay.benchmark.session.BenchmarkException;
import assay.benchmark.telemetry.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Measures this machine's CPU through ONNX Runtime, in this process, with small generated models.
public final class Calibration {

    /// Seconds that the quick form takes, about.
    public static final double QUICK_SECONDS = 9;

    /// Seconds that the full form takes, about.
    public static final double FULL_SECONDS = 90;

    /// From here on the full ladder is climbed.
    private static final double FULL_FROM = 30;

    /// Shortest time on one rung that still gives a handful of runs.
    private static final double LEAST_ON_RUNG = 0.02;

    private Calibration() {}

    /// The profile of this machine's CPU, its rates measured now with one thread, with two, and
    /// with one a core. ONNX Runtime's options are its defaults otherwise.
    ///
    /// @param budgetSeconds how long it may take, about; from 30 s on more sizes are measured
    /// @param listener hears of each measurement
    /// @throws BenchmarkException if a model cannot be written or run
    public static CpuProfile run(double budgetSeconds, CalibrationListener listener) {
        long start = System.nanoTime();
        Machine machine = Machine.of(Host.read());
        Ladder ladder =
                budgetSeconds < FULL_FROM
                        ? Ladder.quick(machine.lastCacheBytes())
                        : Ladder.full(machine.lastCacheBytes());
        List<RungTime> times = climb(ladder, machine, start, budgetSeconds, listener);
        return CalibratedProfile.of(machine, times);
    }

    static CpuProfile run(Ladder ladder, double budgetSeconds, CalibrationListener listener) {
        long start = System.nanoTime();
        Machine machine = Machine.of(Host.read());
        List<RungTime> times = climb(ladder, machine, start, budgetSeconds, listener);
        return CalibratedProfile.of(machine, times);
    }

    private static List<RungTime> climb(
            Ladder ladder,
            Machine machine,
            long start,
            double budgetSeconds,
            CalibrationListener listener) {
        TreeSet<Integer> threadCounts = new TreeSet<>(List.of(1, machine.cores()));
        if (machine.cores() > 2) {
            threadCounts.add(2);
        }
        int all = ladder.rungs().size() * threadCounts.size();
        List<RungTime> times = new ArrayList<>(all);
        try {
            Path folder = Files.createTempDirectory("assay-calibration");
            try {
                RungTimer timer = new RungTimer(folder);
                for (Rung rung : ladder.rungs()) {
                    for (int threads : threadCounts) {
                        double left = budgetSeconds - (System.nanoTime() - start) * 1e-9;
                        double share = Math.max(LEAST_ON_RUNG, left / (all - times.size()));
                        times.add(timer.time(rung, threads, share));
                        listener.measured(times.size(), all, words(rung, threads));
                    }
                    timer.forget(rung);
                }
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new BenchmarkException(
                    BenchmarkException.Kind.FAILED,
                    "cannot write the models that calibrate this machine: " + e,
                    e);
        }
        return times;
    }

    private static String words(Rung rung, int threads) {
        return rung.name() + ", " + threads + (threads == 1 ? " thread" : " threads");
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }
}
