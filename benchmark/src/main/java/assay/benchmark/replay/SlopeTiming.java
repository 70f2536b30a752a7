package assay.benchmark.replay;

import assay.benchmark.session.BenchmarkException;
import assay.benchmark.session.InputSpec;
import assay.benchmark.session.ModelSession;
import assay.benchmark.session.Provider;
import assay.benchmark.session.ResidentRun;
import assay.benchmark.session.RuntimeOptions;
import assay.benchmark.stats.Percentiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;

/// Times of one kernel `few` times and twice as often, run in turn, over one or more rounds.
final class SlopeTiming {

    /// The work that `few` copies are to be, so that a run's own time is small beside it.
    private static final double LEAST_SECONDS = 1e-3;

    private static final int MOST_COPIES = 32;
    private static final long MOST_WEIGHT_BYTES = 256L << 20;
    private static final int WARMUPS = 2;
    private static final int FEWEST_RUNS = 6;
    private static final int MOST_RUNS = 400;

    private final Kernel kernel;
    private final int few;
    private final Rotation rotation;
    private long[] fewNanos = {};
    private long[] manyNanos = {};

    private SlopeTiming(Kernel kernel, int few, Rotation rotation) {
        this.kernel = kernel;
        this.few = few;
        this.rotation = rotation;
    }

    /// For kernels of one signature that take about so long.
    static SlopeTiming of(List<Kernel> alike, double guessSeconds) {
        Kernel kernel = alike.getFirst();
        long copies = Math.round(Math.ceil(LEAST_SECONDS / Math.max(guessSeconds, 1e-6)));
        long least = guessSeconds > 20e-3 ? 1 : 4;
        long byWeights = MOST_WEIGHT_BYTES / Math.max(1, 2 * kernel.weightBytes());
        int few = (int) Math.max(1, Math.min(Math.clamp(copies, least, MOST_COPIES), byWeights));
        Rotation rotation = Rotation.of(alike, few);
        return new SlopeTiming(kernel, few / rotation.lanes() * rotation.lanes(), rotation);
    }

    int copies() {
        return few;
    }

    /// One more round of about `seconds`.
    ///
    /// @throws BenchmarkException if the kernel cannot be run
    void round(Provider provider, RuntimeOptions options, Path folder, double seconds)
            throws IOException {
        Path fewFile = folder.resolve("few.onnx");
        Path manyFile = folder.resolve("many.onnx");
        RuntimeOptions asIs = asIs(options);
        try {
            List<InputSpec> inputs = KernelModel.write(kernel, few, rotation, fewFile);
            KernelModel.write(kernel, 2 * few, rotation, manyFile);
            try (ModelSession fewSession = ModelSession.open(fewFile, provider, asIs);
                    ModelSession manySession = ModelSession.open(manyFile, provider, asIs);
                    ResidentRun fewRun = fewSession.bindResident(inputs, 1);
                    ResidentRun manyRun = manySession.bindResident(inputs, 1)) {
                time(Stopwatch.of(provider, options), fewRun, manyRun, seconds);
            }
        } finally {
            Files.deleteIfExists(fewFile);
            Files.deleteIfExists(manyFile);
        }
    }

    private void time(
            Stopwatch stopwatch, ResidentRun fewRun, ResidentRun manyRun, double seconds) {
        for (int i = 0; i < WARMUPS; i++) {
            fewRun.run();
            manyRun.run();
        }
        long[] ofFew = new long[MOST_RUNS];
        long[] ofMany = new long[MOST_RUNS];
        long end = System.nanoTime() + Math.round(seconds * 1e9);
        int runs = 0;
        while (runs < MOST_RUNS && (runs < FEWEST_RUNS || System.nanoTime() < end)) {
            ofFew[runs] = stopwatch.nanosOf(fewRun);
            ofMany[runs] = stopwatch.nanosOf(manyRun);
            runs++;
        }
        fewNanos = Fastest.joined(fewNanos, ofFew, runs);
        manyNanos = Fastest.joined(manyNanos, ofMany, runs);
    }

    /// Whether there has been a round.
    boolean isBegun() {
        return fewNanos.length > 0;
    }

    /// Whether the fastest runs have been seen often enough to be believed: on a machine that
    /// others use too, the undisturbed time shows only now and then.
    boolean settled() {
        return Fastest.settled(fewNanos) && Fastest.settled(manyNanos);
    }

    /// Seconds of one execution from the fastest runs; 0 where the slope drowns in noise.
    double seconds() {
        return Math.max(0, Fastest.nanos(manyNanos) - Fastest.nanos(fewNanos)) * 1e-9 / few;
    }

    /// The same from the medians.
    double medianSeconds() {
        return Math.max(0, Percentiles.median(manyNanos) - Percentiles.median(fewNanos))
                * 1e-9
                / few;
    }

    private static RuntimeOptions asIs(RuntimeOptions options) {
        var values = new TreeMap<>(options.values());
        values.put("optimization", "none");
        return new RuntimeOptions(values);
    }
}
