package assay.benchmark.run;

import static org.assertj.core.api.Assertions.assertThat;

import assay.analyzer.zoo.Zoo;
import assay.benchmark.calibrate.NoiseCache;
import assay.benchmark.measurement.Measurement;
import assay.benchmark.session.ChildJvm;
import assay.benchmark.session.InputSpec;
import assay.benchmark.session.NativeLibraries;
import assay.benchmark.session.Provider;
import assay.benchmark.session.TemporaryFolder;
import assay.benchmark.stats.Interval;
import assay.benchmark.stats.Level;
import assay.benchmark.stats.RatioBootstrap;
import assay.benchmark.stats.RatioSpread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// Holds what a measuring process times against a plain C client of the same library, the two in
/// slices of half a second ([Slices]), and against itself without telemetry, process by process in
/// turns (ABBA). Minutes long, so run by hand on a quiet machine: `scripts/judge-timing`. The
/// tables go to `target/timing.md`.
@EnabledIfSystemProperty(named = "assay.timing", matches = ".+")
class TimingJudge {

    private static final Provider CPU = new Provider.Cpu();
    private static final int WINDOWS = 5;
    private static final Duration SLICE = Duration.ofMillis(500);
    private static final Levels NONE = new Levels(Double.NaN, Double.NaN);

    private final int rounds = Integer.getInteger("assay.timing.rounds", 4);
    private final double seconds =
            Double.parseDouble(System.getProperty("assay.timing.seconds", "2"));
    private final List<String> lines = new ArrayList<>();

    @TempDir Path folder;

    /// A model at a batch size, and how the C client is told the same.
    private record Case(
            String name, Path model, List<InputSpec> inputs, List<String> outputs, int threads) {

        /// Whose runs are nearly all call.
        boolean isOneNode() {
            return name.startsWith("one-node");
        }
    }

    private record Timed(Levels hostToHost, Levels resident) {}

    /// Processes of the two sides, in pairs.
    private record Pairs(List<Levels> base, List<Levels> other) {

        Pairs() {
            this(new ArrayList<>(), new ArrayList<>());
        }

        void add(Levels one, Levels two) {
            base.add(one);
            other.add(two);
        }

        /// Medians of both sides in milliseconds, ratio of the medians by pairs and of the fastest
        /// twentieths by sides, each with its interval, as the cells of a row.
        String cells() {
            RatioSpread typical = RatioBootstrap.ofPairs(p50(base), p50(other), 1);
            RatioSpread undisturbed = RatioBootstrap.ofUndisturbed(p05(base), p05(other), 1);
            return String.format(
                    Locale.ROOT,
                    "%d | %.6g ms | %.6g ms | %s | %s |",
                    base.size(),
                    Level.TYPICAL.across(flat(p50(base))) * 1e3,
                    Level.TYPICAL.across(flat(p50(other))) * 1e3,
                    cells(typical),
                    cells(undisturbed));
        }

        private static String cells(RatioSpread ratio) {
            Interval interval = ratio.interval(0.95);
            return String.format(
                    Locale.ROOT,
                    "%.4f | %.3f to %.3f",
                    ratio.estimate(),
                    interval.low(),
                    interval.high());
        }

        private static List<double[]> p50(List<Levels> side) {
            return side.stream().map(one -> new double[] {one.p50()}).toList();
        }

        private static List<double[]> p05(List<Levels> side) {
            return side.stream().map(one -> new double[] {one.p05()}).toList();
        }

        private static double[] flat(List<double[]> processes) {
            return processes.stream().mapToDouble(one -> one[0]).toArray();
        }
    }

    @Test
    void beside() throws IOException, InterruptedException {
        String parts = System.getProperty("assay.timing");
        if (parts.contains("peer")) {
            peer();
        }
        if (parts.contains("telemetry")) {
            telemetry();
        }
        Files.write(Path.of("target/timing.md"), lines);
        assertThat(lines).isNotEmpty();
    }

    private void peer() throws IOException, InterruptedException {
        Path client = PeerClient.compile(folder);
        Path library = NativeLibraries.folder().resolve(System.mapLibraryName("onnxruntime"));
        line(
                "| model | batch | threads | span | pairs | C client | Assay | ratio | 95 % interval"
                        + " | fastest 5 % | 95 % interval |");
        line("|---|---:|---:|---|---:|---:|---:|---:|---|---:|---|");
        for (int threads : numbers("assay.timing.threads", "1,2")) {
            for (Case one : cases(threads)) {
                Pairs host = new Pairs();
                Pairs resident = new Pairs();
                for (int round = 0; round < rounds; round++) {
                    if (one.isOneNode()) {
                        // Bound values against bound ones: nearly all of the time is the span.
                        Both spans = sliced(client, library, one, true, 0.2 * seconds, seconds);
                        resident.add(spans.client(), spans.assay().resident());
                    }
                    Both both = sliced(client, library, one, false, seconds, 0.25 * seconds);
                    host.add(both.client(), both.assay().hostToHost());
                    if (!one.isOneNode()) {
                        resident.add(both.client(), both.assay().resident());
                    }
                }
                row(one, Measurement.HOST_TO_HOST, host);
                row(one, Measurement.DEVICE_RESIDENT, resident);
            }
        }
    }

    private record Both(Levels client, Timed assay) {}

    /// A measuring process and the C client in slices of time. Nothing samples telemetry meanwhile,
    /// which would meet both sides: what it costs is judged apart.
    ///
    /// @param hostSeconds that the process itself is timed, host to host
    private Both sliced(
            Path client,
            Path library,
            Case one,
            boolean bound,
            double hostSeconds,
            double spanSeconds)
            throws IOException, InterruptedException {
        try (PeerClient peer =
                        PeerClient.start(
                                client,
                                library,
                                one.model(),
                                one.threads(),
                                one.inputs(),
                                one.outputs(),
                                bound);
                TemporaryFolder cases = TemporaryFolder.create("assay-cases")) {
            Timed timed;
            try (Slices _ =
                    Slices.between(
                            peer.pid(),
                            cases.path().resolve("fork").resolve(TimedSpan.FILE),
                            SLICE)) {
                timed = fork(one, unwatched(), cases.path(), 2 * hostSeconds, 2 * spanSeconds);
            }
            return new Both(peer.end(), timed);
        }
    }

    private static Observer unwatched() {
        return Observer.start(CPU, Duration.ofDays(1));
    }

    private static List<Integer> numbers(String property, String usual) {
        return Stream.of(System.getProperty(property, usual).split(",", -1))
                .map(Integer::valueOf)
                .toList();
    }

    private void row(Case one, String span, Pairs pairs) {
        line(
                String.format(
                        Locale.ROOT,
                        "| %s | %d | %s | %s",
                        one.name(),
                        one.threads(),
                        span,
                        pairs.cells()));
    }

    private void telemetry() throws IOException {
        line("");
        line(
                "| model | batch | threads | telemetry | pairs | off | on | ratio | 95 % interval"
                        + " | fastest 5 % | 95 % interval |");
        line("|---|---:|---:|---|---:|---:|---:|---:|---|---:|---|");
        for (int threads : numbers("assay.timing.threads", "1,2")) {
            for (Case one : cases(threads)) {
                Pairs pairs = new Pairs();
                for (int pair = 0; pair < 2 * rounds; pair++) {
                    for (int turn = 0; turn < 2; turn++) {
                        boolean watched = (pair + turn) % 2 == 0;
                        Observer observer = watched ? Observer.start(CPU) : unwatched();
                        try (TemporaryFolder cases = TemporaryFolder.create("assay-cases")) {
                            (watched ? pairs.other() : pairs.base())
                                    .add(
                                            fork(one, observer, cases.path(), seconds, 0)
                                                    .hostToHost());
                        }
                    }
                }
                row(one, "ten times a second", pairs);
            }
        }
    }

    private void line(String line) {
        lines.add(line);
    }

    private Timed fork(
            Case one, Observer observer, Path cases, double hostSeconds, double spanSeconds)
            throws IOException {
        try (observer) {
            ForkPlan plan =
                    new ForkPlan(
                            one.model().toAbsolutePath().toString(),
                            CPU.toString(),
                            Map.of("threads", Integer.toString(one.threads())),
                            one.inputs(),
                            1,
                            seconds / 2,
                            0.05,
                            WINDOWS,
                            hostSeconds / WINDOWS,
                            spanSeconds);
            ForkOutcome outcome =
                    new ForkProcess(cases, ChildJvm.ARGUMENTS, observer)
                            .run("fork", plan, Duration.ofMinutes(2));
            if (!(outcome
                    instanceof ForkOutcome.Measured(var report, var samples, var _, double _))) {
                throw new IOException("no measurement: " + outcome);
            }
            ResidentReport spans = report.resident();
            String text =
                    spans == null ? null : spans.histograms().get(Measurement.DEVICE_RESIDENT);
            return new Timed(
                    Levels.of(samples), text == null ? NONE : Levels.of(Histograms.decode(text)));
        }
    }

    private List<Case> cases(int threads) throws IOException {
        Path resnet = folder.resolve("resnet18.onnx");
        if (!Files.exists(resnet)) {
            Zoo.write("resnet18", resnet, 1);
        }
        String minilm = System.getProperty("assay.timing.minilm", "");
        List<Case> cases = new ArrayList<>();
        for (long batch : numbers("assay.timing.batches", "1,4")) {
            cases.add(
                    new Case(
                            "ResNet-18 | " + batch,
                            resnet,
                            List.of(InputSpec.floats("data", batch, 3, 224, 224)),
                            List.of("resnetv15_dense0_fwd"),
                            threads));
            if (!minilm.isEmpty()) {
                cases.add(
                        new Case(
                                "MiniLM | " + batch,
                                Path.of(minilm),
                                List.of(
                                        InputSpec.int64("input_ids", 0, 30_000, batch, 128),
                                        InputSpec.int64("attention_mask", 1, 1, batch, 128),
                                        InputSpec.int64("token_type_ids", 0, 0, batch, 128)),
                                List.of("output_0", "882"),
                                threads));
            }
        }
        cases.add(
                new Case(
                        "one-node | 1",
                        NoiseCache.smallModel(),
                        List.of(InputSpec.floats("x", 1, 8)),
                        List.of("v0"),
                        threads));
        return cases;
    }
}
