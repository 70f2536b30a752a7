package assay.benchmark.calibrate;

import assay.analyzer.device.CpuProfile;
import assay.benchmark.session.BenchmarkException;
import assay.benchmark.telemetry.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Measures this machine's CPU through ONNX Runtime, in this process, with small generated models.
public final class Calibration {

    /// Seconds that the quick form takes, about.
    public static final double QUICK_SECONDS = 9;

    /// Seconds that the full form takes, about.
    public static final double FULL_SECONDS = 90;

    /// From here on the full ladder is climbed.
    private static final double FULL_FROM = 30;

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
        try {
            Path folder = Files.createTempDirectory("assay-calibration");
            // For the case of an interruption; what is named last is deleted first.
            folder.toFile().deleteOnExit();
            try {
                return new Climb(ladder, machine.cores(), new RungTimer(folder), listener)
                        .times(start, budgetSeconds);
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new BenchmarkException(
                    BenchmarkException.Kind.FAILED,
                    "cannot write the models that calibrate this machine: " + e,
                    e);
        }
    }

    static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }
}
