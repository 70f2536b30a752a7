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
import assay.benchmark.stats.RatioBootstrap;
import assay.benchmark.stats.RatioSpread;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// Holds what a measuring process times against a plain C client of the same library, and against
/// itself without telemetry, process by process in turns (ABBA). Minutes long, so run by hand on a
/// quiet machine: `scripts/judge-timing`. The tables go to `target/timing.md`.
@EnabledIfSystemProperty(named = "assay.timing", matches = ".+")
class TimingJudge {

    private static final Pattern P50 = Pattern.compile("\"p50\": ([0-9.e-]+)");
    private static final Provider CPU = new Provider.Cpu();

    private final int rounds = Integer.getInteger("assay.timing.rounds", 4);
    private final double seconds =
            Double.parseDouble(System.getProperty("assay.timing.seconds", "2"));
    private final List<String> lines = new ArrayList<>();

    @TempDir Path folder;

    /// A model at a batch size, and how the C client is told the same.
    private record Case(
            String name, Path model, List<InputSpec> inputs, List<String> outputs, int threads) {

        List<String> peerInputs() {
            return inputs.stream()
                    .map(input ->
                            input.name()
                                    + "="
                                    + (input.type().name().startsWith("FLOAT") ? "float" : "int64")
                                    + ":"
                                    + input.shape().stream()
                                            .map(String::valueOf)
                                            .collect(Collectors.joining("x"))
                                    + ":"
                                    + input.low()
                                    + ":"
                                    + input.high())
                    .toList();
        }
    }

    /// Medians of one process, in seconds.
    private record Timed(double hostToHost, double resident) {}

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
        Path client = folder.resolve("peer");
        run(
                List.of(
                        Objects.requireNonNullElse(System.getenv("CC"), "cc"),
                        "-O2",
                        "-o",
                        client.toString(),
                        "../scripts/peer/peer.c",
                        "-ldl"));
        Path library = NativeLibraries.folder().resolve(System.mapLibraryName("onnxruntime"));
        line("| model | batch | threads | span | C client | Assay | ratio | 95 % interval |");
        line("|---|---:|---:|---|---:|---:|---:|---|");
        for (int threads : threads()) {
            for (Case one : cases(threads)) {
                List<double[]> c = new ArrayList<>();
                List<double[]> cBound = new ArrayList<>();
                List<double[]> host = new ArrayList<>();
                List<double[]> resident = new ArrayList<>();
                boolean node = one.name().startsWith("one-node");
                for (int round = 0; round < rounds; round++) {
                    boolean first = round % 2 == 0;
                    if (first) {
                        c.add(client(client, library, one, false));
                    }
                    if (node) {
                        cBound.add(client(client, library, one, true));
                    }
                    Timed timed = fork(one, Observer.start(CPU), 0.25 * seconds);
                    host.add(new double[] {timed.hostToHost()});
                    resident.add(new double[] {timed.resident()});
                    if (!first) {
                        c.add(client(client, library, one, false));
                    }
                }
                row(one, Measurement.HOST_TO_HOST, c, host);
                row(one, Measurement.DEVICE_RESIDENT, node ? cBound : c, resident);
            }
        }
    }

    private static List<Integer> threads() {
        return Stream.of(System.getProperty("assay.timing.threads", "1,2").split(",", -1))
                .map(Integer::valueOf)
                .toList();
    }

    private void row(Case one, String span, List<double[]> c, List<double[]> assay) {
        RatioSpread ratio = RatioBootstrap.ofPairs(c, assay, 1);
        Interval interval = ratio.interval(0.95);
        line(
                String.format(
                        Locale.ROOT,
                        "| %s | %d | %s | %.6g ms | %.6g ms | %.3f | %.3f to %.3f |",
                        one.name(),
                        one.threads(),
                        span,
                        middle(c) * 1e3,
                        middle(assay) * 1e3,
                        ratio.estimate(),
                        interval.low(),
                        interval.high()));
    }

    private void telemetry() throws IOException {
        line("");
        line("| model | batch | threads | telemetry | pairs | off | on | ratio | 95 % interval |");
        line("|---|---:|---:|---|---:|---:|---:|---:|---|");
        for (Case one : cases(2)) {
            List<double[]> off = new ArrayList<>();
            List<double[]> on = new ArrayList<>();
            for (int pair = 0; pair < 2 * rounds; pair++) {
                for (int turn = 0; turn < 2; turn++) {
                    boolean watched = (pair + turn) % 2 == 0;
                    Observer observer =
                            watched ? Observer.start(CPU) : Observer.start(CPU, Duration.ofDays(1));
                    (watched ? on : off).add(new double[] {fork(one, observer, 0).hostToHost()});
                }
            }
            RatioSpread ratio = RatioBootstrap.ofPairs(off, on, 1);
            Interval interval = ratio.interval(0.95);
            line(
                    String.format(
                            Locale.ROOT,
                            "| %s | %d | ten times a second | %d | %.6g ms | %.6g ms | %.4f | %.4f to"
                                    + " %.4f |",
                            one.name(),
                            one.threads(),
                            2 * rounds,
                            middle(off) * 1e3,
                            middle(on) * 1e3,
                            ratio.estimate(),
                            interval.low(),
                            interval.high()));
        }
    }

    private static double middle(List<double[]> medians) {
        double[] sorted = medians.stream().mapToDouble(one -> one[0]).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private void line(String line) {
        lines.add(line);
    }

    private Timed fork(Case one, Observer observer, double spanSeconds) throws IOException {
        try (observer;
                TemporaryFolder cases = TemporaryFolder.create("assay-cases")) {
            ForkPlan plan =
                    new ForkPlan(
                            one.model().toAbsolutePath().toString(),
                            CPU.toString(),
                            Map.of("threads", Integer.toString(one.threads())),
                            one.inputs(),
                            1,
                            seconds / 2,
                            0.05,
                            5,
                            seconds / 5,
                            spanSeconds);
            ForkOutcome outcome =
                    new ForkProcess(cases.path(), ChildJvm.ARGUMENTS, observer)
                            .run("fork", plan, Duration.ofMinutes(2));
            if (!(outcome
                    instanceof ForkOutcome.Measured(var report, var samples, var _, double _))) {
                throw new IOException("no measurement: " + outcome);
            }
            ResidentReport spans = report.resident();
            String text =
                    spans == null ? null : spans.histograms().get(Measurement.DEVICE_RESIDENT);
            return new Timed(
                    samples.nanos()[(samples.count() - 1) / 2] * 1e-9,
                    text == null
                            ? Double.NaN
                            : Histograms.decode(text).getValueAtPercentile(50) * 1e-9);
        }
    }

    private double[] client(Path client, Path library, Case one, boolean bound)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(client.toString()));
        if (bound) {
            command.add("bound");
        }
        command.addAll(
                List.of(
                        library.toString(),
                        one.model().toString(),
                        Integer.toString(one.threads()),
                        Double.toString(seconds)));
        command.addAll(one.peerInputs());
        command.add("--");
        command.addAll(one.outputs());
        String said = run(command);
        Matcher matcher = P50.matcher(said);
        if (!matcher.find()) {
            throw new IOException("the client said: " + said);
        }
        return new double[] {Double.parseDouble(matcher.group(1))};
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(command + " said: " + said);
        }
        return said;
    }

    private List<Case> cases(int threads) throws IOException {
        Path resnet = folder.resolve("resnet18.onnx");
        if (!Files.exists(resnet)) {
            Zoo.write("resnet18", resnet, 1);
        }
        String minilm = System.getProperty("assay.timing.minilm", "");
        List<Case> cases = new ArrayList<>();
        for (long batch : List.of(1L, 4L)) {
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
