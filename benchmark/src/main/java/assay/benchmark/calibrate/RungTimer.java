package assay.benchmark.calibrate;

import assay.analyzer.onnx.OnnxWriter;
import assay.benchmark.session.BoundRun;
import assay.benchmark.session.ModelSession;
import assay.benchmark.session.Provider;
import assay.benchmark.session.RuntimeOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/// Times the runs of one rung in this process.
final class RungTimer {

    private static final long SEED = 1;
    private static final int FEWEST = 5;
    private static final int MOST = 1 << 14;

    private final Path folder;
    private final Provider provider;

    /// @param folder for the models' files
    RungTimer(Path folder) {
        this(folder, new Provider.Cpu());
    }

    /// @param provider that runs the rungs
    RungTimer(Path folder, Provider provider) {
        this.folder = folder;
        this.provider = provider;
    }

    /// Writes the rung's model to its file, where it is not there yet.
    private Path file(Rung rung) {
        Path file = folder.resolve(rung.name().replace(' ', '-').replace('/', '-') + ".onnx");
        if (!Files.exists(file)) {
            OnnxWriter.write(rung.model(), file, SEED);
            file.toFile().deleteOnExit();
        }
        return file;
    }

    /// The rung's runs, warm-up left out.
    ///
    /// @param seconds to spend on it, opening the model included; exceeded where that leaves too
    ///   little for a handful of runs
    RungTime time(Rung rung, int threads, double seconds) {
        long begin = System.nanoTime();
        RuntimeOptions options = RuntimeOptions.of(Map.of("threads", String.valueOf(threads)));
        try (ModelSession session = ModelSession.open(file(rung), provider, options);
                BoundRun run = session.bind(rung.inputs(), SEED)) {
            long end = begin + (long) (seconds * 1e9);
            long warm = System.nanoTime() + Math.max(0, end - System.nanoTime()) / 5;
            do {
                run.run();
            } while (System.nanoTime() < warm);
            double[] times = new double[MOST];
            int count = 0;
            while (count < MOST && (count < FEWEST || System.nanoTime() < end)) {
                long start = System.nanoTime();
                run.run();
                times[count++] = (System.nanoTime() - start) * 1e-9;
            }
            return new RungTime(rung, threads, Arrays.copyOf(times, count));
        }
    }
}
