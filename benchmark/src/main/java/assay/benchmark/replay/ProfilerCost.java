package assay.benchmark.replay;

import assay.analyzer.onnx.ModelBuilder;
import assay.analyzer.onnx.OnnxWriter;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.benchmark.measurement.NodeTime;
import assay.benchmark.measurement.ProfileReader;
import assay.benchmark.measurement.RuntimeProfile;
import assay.benchmark.session.BenchmarkException;
import assay.benchmark.session.InputSpec;
import assay.benchmark.session.ModelSession;
import assay.benchmark.session.ProfiledRuns;
import assay.benchmark.session.Provider;
import assay.benchmark.session.ResidentRun;
import assay.benchmark.session.RuntimeOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What the runtime's own profiler adds to the time of each node that it reports: what a node of a
/// chain of tiny ones takes in the profile, less the slope between two chains without it.
///
/// It is a bound from below: between other nodes, whose code and data push the profiler's out of
/// the caches, it costs more. Seen on MiniLM: without its six Adds of the attention mask a run is
/// shorter by 38 us each (150 runs of the two models in turn, three times: 29 to 52 by pairs of
/// runs); the replay finds 37 us, the fastest runs of the profile 48. Of 24 products of
/// `[1,128,384]` with `[384,384]`, a run grows by 2.5 to 7 us for each Add of a bias after them (C
/// client, with and without the Adds); the replay finds 5.8 us, MiniLM's profile 15.
final class ProfilerCost {

    private static final int FEW = 100;
    private static final int MANY = 200;
    private static final int WARMUPS = 20;
    private static final int RUNS = 100;
    private static final List<InputSpec> INPUTS = List.of(InputSpec.floats("x", 8));

    private ProfilerCost() {}

    /// Seconds a node, on the CPU provider: elsewhere a profile holds launch times.
    ///
    /// @param folder for files that are deleted again
    /// @throws BenchmarkException if the chains cannot be run
    static double seconds(RuntimeOptions options, Path folder) throws IOException {
        Provider cpu = new Provider.Cpu();
        Map<String, String> asIs = new TreeMap<>(options.values());
        asIs.put("optimization", "none");
        RuntimeOptions plain = RuntimeOptions.of(asIs);
        Path few = chain(FEW, folder.resolve("chain-few.onnx"));
        Path many = chain(MANY, folder.resolve("chain-many.onnx"));
        try {
            double node = slope(few, many, cpu, plain) / (MANY - FEW);
            return Math.max(0, profiled(many, cpu, plain, folder) - node);
        } finally {
            Files.deleteIfExists(few);
            Files.deleteIfExists(many);
        }
    }

    private static Path chain(int nodes, Path file) {
        ModelBuilder model = new ModelBuilder("chain", 8, 13);
        String from = model.input("x", ElementType.FLOAT32, Shape.of(8));
        for (int i = 0; i < nodes; i++) {
            from = model.node("node" + i, "Abs", List.of(from), "y" + i);
        }
        model.output(from, ElementType.FLOAT32, Shape.of(8));
        OnnxWriter.write(model.build(), file, 1);
        return file;
    }

    /// Seconds between the fastest runs of the two, run in turn.
    private static double slope(Path few, Path many, Provider provider, RuntimeOptions options) {
        try (ModelSession fewSession = ModelSession.open(few, provider, options);
                ModelSession manySession = ModelSession.open(many, provider, options);
                ResidentRun fewRun = fewSession.bindResident(INPUTS, 1);
                ResidentRun manyRun = manySession.bindResident(INPUTS, 1)) {
            Stopwatch stopwatch = Stopwatch.of(provider, options);
            long[] ofFew = new long[RUNS];
            long[] ofMany = new long[RUNS];
            for (int i = -WARMUPS; i < RUNS; i++) {
                ofFew[Math.max(0, i)] = stopwatch.nanosOf(fewRun);
                ofMany[Math.max(0, i)] = stopwatch.nanosOf(manyRun);
            }
            return (Fastest.nanos(ofMany) - Fastest.nanos(ofFew)) * 1e-9;
        }
    }

    /// Mean over the nodes of their fastest runs: the profile has whole microseconds.
    private static double profiled(
            Path model, Provider provider, RuntimeOptions options, Path folder) throws IOException {
        Path trace =
                ProfiledRuns.record(model, provider, options, INPUTS, 1, WARMUPS + RUNS, folder);
        try {
            RuntimeProfile profile = ProfileReader.readFastest(trace, 1, WARMUPS);
            return profile.nodes().stream().mapToDouble(NodeTime::seconds).average().orElse(0);
        } finally {
            Files.deleteIfExists(trace);
        }
    }
}
