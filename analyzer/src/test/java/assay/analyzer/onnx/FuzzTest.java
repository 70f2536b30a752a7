package assay.analyzer.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import assay.analyzer.analysis.Analysis;
import assay.analyzer.analysis.Assumptions;
import assay.analyzer.analysis.Fusion;
import assay.analyzer.analysis.FusionRules;
import assay.analyzer.analysis.Liveness;
import assay.analyzer.analysis.RuleFailure;
import assay.analyzer.finding.Detectors;
import assay.analyzer.finding.Subject;
import assay.analyzer.graph.Model;
import assay.analyzer.graph.ModelFormatException;
import assay.analyzer.json.AnalysisJson;
import assay.analyzer.zoo.Zoo;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Reads and analyses broken models: the bytes of good ones changed, and graphs changed after
/// reading. Nothing but [ModelFormatException] may come out, no rule of an operator may fail behind
/// its barrier, and none may hang.
///
/// The inputs follow from a seed. `-Dassay.fuzz.inputs=1000000 -Dassay.fuzz.seed=7` tries more by
/// hand. Seeds are small built-in models without their weights and, where they are installed, the
/// models of ONNX's backend tests.
class FuzzTest {

    private static final Path BACKEND_TESTS =
            Path.of(
                    System.getProperty(
                            "assay.backend.tests", "/usr/share/libonnx-testdata/data/node"));

    private static final int INPUTS = Integer.getInteger("assay.fuzz.inputs", 6_000);

    private static final long SEED = Long.getLong("assay.fuzz.seed", 1);

    private static final long SLOW_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final List<String> ARCHITECTURES =
            List.of("bert_tiny", "lstm", "mobilenet_v2", "squeezenet1_1");

    @TempDir private static Path folder;

    private final Map<String, String> faults = new LinkedHashMap<>();

    @Test
    @Timeout(value = 24, unit = TimeUnit.HOURS)
    void onlyTheFormatExceptionComesOut() throws IOException {
        List<byte[]> seeds = seeds();
        Random random = new Random(SEED);
        ByteMutations bytes = new ByteMutations(random, seeds);
        List<Model> models = new ArrayList<>();
        for (byte[] seed : seeds) {
            models.add(read(seed));
        }
        GraphMutations graphs = new GraphMutations(random, models);
        int refused = 0;
        for (int i = 0; i < INPUTS && faults.size() < 20; i++) {
            long start = System.nanoTime();
            try {
                Model model = i % 2 == 0 ? read(bytes.next()) : graphs.next();
                analyse(model);
            } catch (ModelFormatException e) {
                assertThat(e).hasMessageStartingWith("fuzz.onnx");
                refused++;
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                fault(i, stackOf(e));
            }
            if (System.nanoTime() - start > SLOW_NANOS) {
                fault(i, "took more than 10 s");
            }
        }
        assertThat(faults).isEmpty();
        assertThat(refused).as("inputs refused").isBetween(INPUTS / 100, INPUTS);
    }

    private void analyse(Model model) {
        Analysis analysis = Analysis.of(model, Assumptions.NONE);
        analysis.graph().conflicts().forEach(conflict -> check(conflict.what()));
        analysis.totals().unknown().forEach(unknown -> check(unknown.why()));
        for (var finding : Detectors.findings(Subject.of(analysis, analysis.at(2)))) {
            if (finding.id().equals(Detectors.FAULT)) {
                throw new IllegalStateException(finding.message());
            }
        }
        AnalysisJson.of(analysis, List.of(analysis.at(1), analysis.at(3)));
        Liveness.of(analysis.graph(), Fusion.of(analysis.graph(), FusionRules.cuda()))
                .at(analysis.at(1));
    }

    private static void check(String reason) {
        if (RuleFailure.is(reason)) {
            throw new IllegalStateException(reason);
        }
    }

    private void fault(int input, String what) {
        faults.putIfAbsent(what, "input " + input + " of seed " + SEED);
    }

    /// The first lines of the trace: what tells one fault from another.
    private static String stackOf(Throwable e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString().lines().limit(6).reduce((a, b) -> a + "\n" + b).orElse("");
    }

    private static Model read(byte[] bytes) {
        return OnnxReader.read(Path.of("fuzz.onnx"), ByteWindow.over(bytes));
    }

    private static List<byte[]> seeds() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        for (String name : ARCHITECTURES) {
            Path file = folder.resolve(name + ".onnx");
            Zoo.write(name, file, 1);
            seeds.add(OnnxReader.structure(file));
            Files.delete(file);
        }
        if (Files.isDirectory(BACKEND_TESTS)) {
            try (Stream<Path> tests = Files.list(BACKEND_TESTS)) {
                for (Path test : tests.sorted().toList()) {
                    Path model = test.resolve("model.onnx");
                    if (Files.exists(model) && Files.size(model) < 64 * 1024) {
                        seeds.add(Files.readAllBytes(model));
                    }
                }
            }
        }
        return seeds;
    }
}
