package assay.benchmark.replay;

import assay.analyzer.graph.Model;
import assay.analyzer.graph.Node;
import assay.analyzer.onnx.OnnxReader;
import assay.benchmark.measurement.Json;
import assay.benchmark.measurement.KernelTime;
import assay.benchmark.measurement.KernelTimes;
import assay.benchmark.measurement.ProfileReader;
import assay.benchmark.measurement.RuntimeProfile;
import assay.benchmark.session.BenchmarkException;
import assay.benchmark.session.BenchmarkException.Kind;
import assay.benchmark.session.ChildJvm;
import assay.benchmark.session.InputSpec;
import assay.benchmark.session.ModelSession;
import assay.benchmark.session.ProfiledRuns;
import assay.benchmark.session.Provider;
import assay.benchmark.session.ResidentRun;
import assay.benchmark.session.RuntimeOptions;
import assay.benchmark.session.TemporaryFolder;
import assay.benchmark.stats.Percentiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Kernel times without a vendor's profiler: cuts every distinct node of the optimised graph out
/// into models of its own and times them by slope. Inputs and outputs stay on the device, so
/// neither copies nor a session's own time are in the figures.
public final class Replay {

    private static final int PROFILE_WARMUPS = 3;
    private static final int PROFILE_RUNS = 30;
    private static final int ROUNDS = 3;
    private static final int MOST_ROUNDS = 12;
    private static final int WHOLE_RUNS = 200;

    /// Beyond twice its budget, after which the process counts as hanging.
    private static final double GRACE_SECONDS = 60;

    private final Path model;
    private final Provider provider;
    private final RuntimeOptions options;
    private final List<InputSpec> inputs;
    private final double roundSeconds;
    private final long deadline;
    private final String tooLate;
    private long[] wholeNanos = {};

    private Replay(
            Path model,
            Provider provider,
            RuntimeOptions options,
            List<InputSpec> inputs,
            double roundSeconds,
            double budgetSeconds) {
        this.deadline = System.nanoTime() + Math.round(budgetSeconds * 1e9);
        this.tooLate =
                String.format(
                        Locale.ROOT, "the %.0f seconds for the replay were used", budgetSeconds);
        this.model = model;
        this.provider = provider;
        this.options = options;
        this.inputs = inputs;
        this.roundSeconds = roundSeconds;
    }

    /// Times the kernels of `model` as `options` optimise it, in a process of its own.
    ///
    /// @param budgetSeconds after which no further kernel is begun: those that take most of the
    ///   model's time come first
    /// @throws BenchmarkException if the model cannot be run, or the process dies or hangs
    /// @see #here
    public static KernelTimes run(
            Path model,
            Provider provider,
            RuntimeOptions options,
            long batch,
            List<InputSpec> inputs,
            double kernelSeconds,
            double budgetSeconds)
            throws IOException {
        try (TemporaryFolder temporary = TemporaryFolder.create("assay-replay")) {
            Path folder = temporary.path();
            Json.write(
                    folder.resolve(ReplayPlan.FILE),
                    new ReplayPlan(
                            model.toAbsolutePath().toString(),
                            provider.toString(),
                            options.values(),
                            batch,
                            inputs,
                            kernelSeconds,
                            budgetSeconds));
            Duration limit = Duration.ofSeconds(Math.round(GRACE_SECONDS + 2 * budgetSeconds));
            String died = ChildJvm.run(ReplayMain.class, folder, List.of(), limit);
            Path error = folder.resolve(ReplayPlan.ERROR);
            if (died != null || Files.exists(error)) {
                String why = died == null ? Files.readString(error) : died;
                throw new BenchmarkException(Kind.FAILED, "cannot replay " + model + ": " + why);
            }
            return Json.read(folder.resolve(ReplayPlan.RESULT), KernelTimes.class);
        }
    }

    /// As [#run], in this process.
    ///
    /// @param batch for the record
    /// @param inputs of the model at that batch size
    /// @param kernelSeconds time for each distinct kernel, opening its models not included; up to
    ///   four times as much where its fastest runs do not agree, since others use the machine too
    /// @param budgetSeconds as in [#run]
    /// @param folder for files that are deleted again
    /// @throws BenchmarkException if the model itself cannot be run
    static KernelTimes here(
            Path model,
            Provider provider,
            RuntimeOptions options,
            long batch,
            List<InputSpec> inputs,
            double kernelSeconds,
            double budgetSeconds,
            Path folder)
            throws IOException {
        return new Replay(model, provider, options, inputs, kernelSeconds / ROUNDS, budgetSeconds)
                .time(batch, folder);
    }

    private KernelTimes time(long batch, Path folder) throws IOException {
        RuntimeProfile profile = profile(batch, folder);
        OptimisedGraph graph = OptimisedGraph.of(optimised(folder), profile, inputs);
        SortedMap<String, String> missing = new TreeMap<>(graph.missing());
        Map<List<Kernel>, SlopeTiming> timings = new LinkedHashMap<>();
        for (List<Kernel> alike : largestFirst(graph)) {
            double guess = graph.profileSeconds(alike.getFirst().node());
            timings.put(alike, SlopeTiming.of(alike, guess));
        }
        for (int round = 0; round < MOST_ROUNDS && (round == 0 || !isLate()); round++) {
            boolean every = round < ROUNDS;
            if (every || !Fastest.settled(wholeNanos)) {
                whole();
            }
            timings.entrySet()
                    .removeIf(one ->
                            (every || !one.getValue().settled()) && !round(one, folder, missing));
        }
        List<KernelTime> kernels = new ArrayList<>();
        for (List<Kernel> alike : graph.kernels().values()) {
            SlopeTiming timing = timings.get(alike);
            if (timing != null && timing.seconds() > 0) {
                kernels.add(kernelTime(alike, timing, graph));
            } else if (timing != null) {
                say(alike, "it is too short to be told from the noise", missing);
            }
        }
        return new KernelTimes(
                batch,
                Stopwatch.of(provider, options).name().toLowerCase(Locale.ROOT),
                Fastest.nanos(wholeNanos) * 1e-9,
                Percentiles.median(wholeNanos) * 1e-9,
                provider instanceof Provider.Cpu ? ProfilerCost.seconds(options, folder) : null,
                kernels,
                missing);
    }

    private RuntimeProfile profile(long batch, Path folder) throws IOException {
        Path trace =
                ProfiledRuns.record(
                        model,
                        provider,
                        options,
                        inputs,
                        1,
                        PROFILE_WARMUPS - 1 + PROFILE_RUNS,
                        folder);
        try {
            return ProfileReader.readFastest(trace, batch, PROFILE_WARMUPS);
        } finally {
            Files.deleteIfExists(trace);
        }
    }

    private Model optimised(Path folder) throws IOException {
        Path file = folder.resolve("optimised.onnx");
        try {
            ModelSession.saveOptimised(model, provider, options, file);
            return OnnxReader.read(file);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private boolean isLate() {
        return System.nanoTime() > deadline;
    }

    /// By what they take of the model's time in the profile.
    private static List<List<Kernel>> largestFirst(OptimisedGraph graph) {
        List<List<Kernel>> kernels = new ArrayList<>(graph.kernels().values());
        kernels.sort(
                Comparator.comparingDouble((List<Kernel> alike) ->
                                alike.size() * graph.profileSeconds(alike.getFirst().node()))
                        .reversed());
        return kernels;
    }

    /// Whether it went well; if not, says so of its nodes. One that was timed before stays as it is
    /// once it is late.
    private boolean round(
            Map.Entry<List<Kernel>, SlopeTiming> one,
            Path folder,
            SortedMap<String, String> missing) {
        if (isLate()) {
            if (!one.getValue().isBegun()) {
                say(one.getKey(), tooLate, missing);
            }
            return one.getValue().isBegun();
        }
        try {
            one.getValue().round(provider, options, folder, roundSeconds);
            return true;
        } catch (BenchmarkException | IOException | IllegalArgumentException e) {
            String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("it failed");
            say(one.getKey(), why, missing);
            return false;
        }
    }

    private static void say(List<Kernel> alike, String why, SortedMap<String, String> missing) {
        for (Kernel kernel : alike) {
            missing.put(kernel.node().name(), why);
        }
    }

    private void whole() {
        try (ModelSession session = ModelSession.open(model, provider, options);
                ResidentRun run = session.bindResident(inputs, 1)) {
            Stopwatch stopwatch = Stopwatch.of(provider, options);
            run.run();
            long[] nanos = new long[WHOLE_RUNS];
            long end = System.nanoTime() + Math.round(1e9);
            int runs = 0;
            while (runs < WHOLE_RUNS && (runs < 3 || System.nanoTime() < end)) {
                nanos[runs++] = stopwatch.nanosOf(run);
            }
            wholeNanos = Fastest.joined(wholeNanos, nanos, runs);
        }
    }

    private static KernelTime kernelTime(
            List<Kernel> alike, SlopeTiming timing, OptimisedGraph graph) {
        Kernel kernel = alike.getFirst();
        double profiled = 0;
        List<String> nodes = new ArrayList<>();
        for (Kernel one : alike) {
            Node node = one.node();
            nodes.add(node.name());
            profiled += graph.profileSeconds(node) / alike.size();
        }
        return new KernelTime(
                kernel.node().qualifiedOperator(),
                kernel.attributes(),
                Kernel.labels(kernel.inputs()),
                Kernel.labels(kernel.outputs()),
                nodes,
                timing.copies(),
                kernel.chains(),
                timing.seconds(),
                timing.medianSeconds(),
                profiled);
    }
}
