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
/// slices of half a second ([Slices]), and a process against itself while nothing watches it, slice
/// by slice likewise ([WatchedSlices]). Minutes long, so run by hand on a quiet machine:
/// `scripts/judge-timing`. The tables go to `target/timing.md`.
@EnabledIfSystemProperty(named = "assay.timing", matches = ".+")
class TimingJudge {

    private static final Provider CPU = new Provider.Cpu();
    private static final int WINDOWS = 5;
    private static final Duration SLICE = Duration.ofMillis(500);

    /// By how much longer a model is timed for telemetry than one side against the C client: 64
    /// pairs of slices with the usual four rounds of two seconds.
    private static final int WATCHED_LONGER = 8;

    private static final double WATCHED_WARM_UP_SECONDS = 4;
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

    /// A measuring process and the C client in slices of time.
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
                timed = fork(one, cases.path(), 2 * hostSeconds, 2 * spanSeconds);
            }
            return new Both(peer.end(), timed);
        }
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

    private void telemetry() throws IOException, InterruptedException {
        line("");
        line(
                "| model | batch | threads | telemetry | pairs | off | on | ratio | 95 % interval"
                        + " | fastest 5 % | 95 % interval |");
        line("|---|---:|---:|---|---:|---:|---:|---:|---|---:|---|");
        for (int threads : numbers("assay.timing.threads", "1,2")) {
            for (Case one : cases(threads)) {
                try (TemporaryFolder cases = TemporaryFolder.create("assay-cases")) {
                    row(
                            one,
                            "ten times a second",
                            WatchedSlices.time(watchedPlan(one), cases.path()));
                }
            }
        }
    }

    /// Slices of half a second for each sample of a batch, so that each holds many runs.
    private ForkPlan watchedPlan(Case one) {
        double slice = SLICE.toMillis() * 1e-3 * one.inputs().getFirst().shape().getFirst();
        int pairs = Math.max(1, (int) Math.round(WATCHED_LONGER * rounds * seconds / (2 * slice)));
        return plan(one, WATCHED_WARM_UP_SECONDS, 2 * pairs, slice, 0);
    }

    private void line(String line) {
        lines.add(line);
    }

    private ForkPlan plan(
            Case one, double warmUp, int windows, double windowSeconds, double spanSeconds) {
        return new ForkPlan(
                one.model().toAbsolutePath().toString(),
                CPU.toString(),
                Map.of("threads", Integer.toString(one.threads())),
                one.inputs(),
                1,
                warmUp,
                0.05,
                windows,
                windowSeconds,
                spanSeconds);
    }

    /// Nothing samples telemetry meanwhile, which would meet both sides: what it costs is judged
    /// apart.
    private Timed fork(Case one, Path cases, double hostSeconds, double spanSeconds)
            throws IOException {
        try (Observer observer = Observer.start(CPU, Duration.ofDays(1))) {
            ForkPlan plan = plan(one, seconds / 2, WINDOWS, hostSeconds / WINDOWS, spanSeconds);
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
