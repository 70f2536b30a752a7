package assay.reports.section;

import static org.assertj.core.api.Assertions.assertThat;

import assay.analyzer.analysis.Analysis;
import assay.analyzer.analysis.Assumptions;
import assay.analyzer.analysis.Precision;
import assay.analyzer.estimate.EstimateSettings;
import assay.analyzer.finding.Detectors;
import assay.analyzer.finding.Finding;
import assay.analyzer.finding.Subject;
import assay.analyzer.graph.Model;
import assay.analyzer.json.AnalysisJson;
import assay.analyzer.onnx.Fill;
import assay.analyzer.onnx.ModelBuilder;
import assay.analyzer.onnx.ModelSpec;
import assay.analyzer.onnx.NodeSpec;
import assay.analyzer.onnx.OnnxReader;
import assay.analyzer.onnx.OnnxWriter;
import assay.analyzer.structure.Structure;
import assay.analyzer.tensor.Bindings;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.analyzer.zoo.Zoo;
import assay.benchmark.measurement.Environment;
import assay.benchmark.measurement.Measurement;
import assay.benchmark.measurement.ModelIdentity;
import assay.benchmark.measurement.Warning;
import assay.reports.card.Card;
import assay.reports.reconcile.Paper;
import assay.reports.reconcile.Reconciliation;
import assay.reports.redact.Redaction;
import assay.reports.render.Html;
import assay.reports.render.Json;
import assay.reports.render.Markdown;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every name of the sample model holds the word `acme`; no output of a redacted card does.
class RedactedCardTest {

    private static final String SHA = "0".repeat(64);

    @TempDir static Path folder;

    private static Model model() throws Exception {
        Path home = Files.createDirectories(folder.resolve("acme-lab"));
        Path file = home.resolve("acme-net.onnx");
        Shape shape = Shape.of(Dim.symbol("acme_users"), Dim.of(64));
        ModelBuilder builder = new ModelBuilder("acme-graph", 8, 17);
        builder.input("acme_in", ElementType.FLOAT32, shape);
        builder.weight("acme_w1", Fill.Uniform.ofDeviation(0.5), 64, 64);
        builder.weight("acme_w2", Fill.Uniform.ofDeviation(0.5), 64, 64);
        builder.node("/acme/layer1/MatMul", "MatMul", List.of("acme_in", "acme_w1"), "acme_h1");
        builder.node("/acme/layer1/Relu", "Relu", List.of("acme_h1"), "acme_h2");
        builder.node("/acme/layer2/MatMul", "MatMul", List.of("acme_h2", "acme_w2"), "acme_h3");
        builder.node("/acme/act", "Tanh", List.of("acme_h3"), "acme_h4");
        builder.output("acme_out", ElementType.FLOAT32, shape);
        ModelSpec spec = builder.build();
        List<NodeSpec> nodes = new ArrayList<>(spec.nodes());
        nodes.add(
                new NodeSpec(
                        "/acme/custom",
                        "AcmeOp",
                        "com.microsoft.acme",
                        List.of("acme_h4"),
                        List.of("acme_out"),
                        Map.of()));
        OnnxWriter.write(
                new ModelSpec(
                        spec.name(),
                        "acme-exporter",
                        spec.irVersion(),
                        Map.of("", 17, "com.microsoft.acme", 1),
                        spec.inputs(),
                        spec.outputs(),
                        nodes,
                        spec.weights(),
                        false),
                file,
                1);
        return OnnxReader.read(file);
    }

    private static Measurement measurement(Paper paper, Model model) {
        Measurement sample = SampleMeasurement.of(paper, "cpu", "Sample CPU");
        return new Measurement(
                sample.schema(),
                new ModelIdentity("acme-net", model.path().toString(), SHA),
                new Environment(
                        "Sample CPU, 8 cores",
                        null,
                        null,
                        "SampleOS at /home/acme/os",
                        null,
                        sample.environment().runtime(),
                        new TreeMap<>(Map.of("libsample", "from /opt/acme/lib/libsample.so")),
                        sample.environment().deviceState(),
                        sample.environment().jvm(),
                        "assay card " + model.path() + " --bind acme_users=3",
                        sample.environment().time(),
                        new TreeMap<>(Map.of("gpu", "looked in /usr/lib/acme for it"))),
                sample.device(),
                sample.provider(),
                sample.precision(),
                sample.span(),
                sample.options(),
                sample.method(),
                sample.batches(),
                sample.profiles(),
                List.of(
                        new Warning.Failed("Node '/acme/custom' said no"),
                        new Warning.NotOnCuda("no driver in C:\\acme\\driver.dll")),
                List.of());
    }

    private static Evidence redacted(Detail detail) throws Exception {
        Model model = model();
        Analysis plain = Analysis.of(model, Assumptions.NONE);
        Paper original =
                Paper.of(
                        plain,
                        SampleEvidence.profile("intel-xeon-platinum-8480-plus"),
                        EstimateSettings.defaults(),
                        SampleEvidence.BATCHES);
        Redaction redaction = new Redaction(model, SHA);
        Measurement measurement =
                redaction.measurement(measurement(original, model), "assay card MODEL --redact");
        Analysis analysis = Analysis.of(redaction.model(), redaction.assumptions(Assumptions.NONE));
        Subject subject = Subject.of(analysis, analysis.at(1));
        Paper paper =
                Paper.of(
                        analysis,
                        SampleEvidence.profile("intel-xeon-platinum-8480-plus"),
                        EstimateSettings.defaults(),
                        SampleEvidence.BATCHES);
        return new Evidence(
                        redaction.name(),
                        analysis,
                        subject.structure(),
                        Detectors.findings(subject),
                        paper,
                        "",
                        measurement,
                        "",
                        "",
                        null,
                        Reconciliation.of(paper, measurement, true),
                        "assay card MODEL --redact",
                        "0.1.0",
                        "2026-11-22T12:00:00Z")
                .in(detail);
    }

    private static List<String> findings(Analysis analysis) {
        return Detectors.findings(Subject.of(analysis, analysis.at(1))).stream()
                .map(Finding::id)
                .toList();
    }

    @Test
    void noOutputHoldsAnOriginalName() throws Exception {
        Evidence evidence = redacted(Detail.FULL);
        Card card = Sections.card(evidence);
        Measurement measurement = java.util.Objects.requireNonNull(evidence.measurement());
        List<String> outputs =
                List.of(
                        Markdown.of(card).text(),
                        Html.page(card),
                        Json.text(CardJson.of(evidence)),
                        AnalysisJson.of(evidence.analysis(), List.of(evidence.analysis().at(1)))
                                .toPrettyString(),
                        assay.benchmark.measurement.Json.text(measurement));
        for (String output : outputs) {
            assertThat(around(output)).isEmpty();
        }
        assertThat(outputs.getFirst()).contains("`node-1`", "`input-1`", "`domain-1.operator-1`");
        assertThat(measurement.profiles().getFirst().nodes())
                .extracting(node -> node.name())
                .contains("node-1")
                .allMatch(name -> name.matches("(node|runtime-node|tensor|output)-\\d+"));
    }

    /// Where `acme` stands in a text.
    private static List<String> around(String text) {
        List<String> found = new ArrayList<>();
        String lower = text.toLowerCase(Locale.ROOT);
        for (int at = lower.indexOf("acme"); at >= 0; at = lower.indexOf("acme", at + 4)) {
            found.add(text.substring(Math.max(0, at - 60), Math.min(text.length(), at + 60)));
        }
        return found;
    }

    @Test
    void theProfileStillFitsTheModel() throws Exception {
        Evidence evidence = redacted(Detail.FULL);
        assertThat(CardJson.of(evidence).layers())
                .filteredOn(layer -> layer.operator().equals("MatMul"))
                .isNotEmpty()
                .allMatch(layer -> layer.measuredSeconds() != null);
    }

    @Test
    void aCardOfAggregatesNamesNoNodeAndNoValue() throws Exception {
        Evidence evidence = redacted(Detail.AGGREGATES);
        Card card = Sections.card(evidence);
        assertThat(Markdown.of(card).text()).doesNotContainPattern("`(node|input|output|weight)-");
        assertThat(Html.page(card)).doesNotContainPattern(">(node|input|output|weight)-\\d");
        CardJson json = CardJson.of(evidence);
        assertThat(json.layers()).isEmpty();
        assertThat(json.model().inputs()).isEmpty();
        assertThat(json.counts().parameters()).isEqualTo(2 * 64 * 64);
    }

    @Test
    void pseudonymsAreTheSameEveryTime() throws Exception {
        Model model = model();
        assertThat(new Redaction(model, SHA).model()).isEqualTo(new Redaction(model, SHA).model());
        assertThat(new Redaction(model, SHA).name())
                .isNotEqualTo(new Redaction(model, "1".repeat(64)).name())
                .matches("model-[0-9a-f]{6}");
    }

    /// What is assumed of `acme_users` holds for its pseudonym: 3 x 2 products of 64 x 64.
    @Test
    void assumptionsFollowTheNames() throws Exception {
        Model model = model();
        Redaction redaction = new Redaction(model, SHA);
        Assumptions assumptions =
                new Assumptions(
                        Bindings.NONE, Bindings.of("acme_users", 3), Map.of(), Map.of(), Map.of());
        Analysis analysis = Analysis.of(redaction.model(), redaction.assumptions(assumptions));
        assertThat(analysis.totals().coreMacs().number()).hasValue(3 * 2 * 64 * 64);
    }

    @ParameterizedTest
    @ValueSource(strings = {"resnet18", "bert_tiny", "lstm", "vit_ti_16"})
    void theNumbersAreThoseOfTheOriginal(String name) {
        Path file = folder.resolve(name + ".onnx");
        Zoo.write(name, file, 1);
        Model model = OnnxReader.read(file);
        Analysis plain = Analysis.of(model, Assumptions.NONE);
        Analysis hidden =
                Analysis.of(
                        new Redaction(model, SHA).model(),
                        new Redaction(model, SHA).assumptions(Assumptions.NONE));
        assertThat(numbers(hidden)).isEqualTo(numbers(plain));
        Structure before = Structure.of(plain.graph());
        Structure after = Structure.of(hidden.graph());
        assertThat(after.architecture()).isEqualTo(before.architecture());
        assertThat(after.blockCounts()).isEqualTo(before.blockCounts());
        assertThat(findings(hidden)).isEqualTo(findings(plain));
        assertThat(hidden.in(Precision.FP16).memory().fused().bind(hidden.at(4)).toString())
                .isEqualTo(plain.in(Precision.FP16).memory().fused().bind(plain.at(4)).toString());
    }

    private static List<String> numbers(Analysis analysis) {
        List<String> numbers = new ArrayList<>();
        for (long batch : new long[] {1, 8}) {
            Bindings at = analysis.at(batch);
            numbers.add(analysis.totals().flops().bind(at).toString());
            numbers.add(analysis.totals().bytesRead().bind(at).toString());
            numbers.add(analysis.memory().fused().bind(at).toString());
        }
        numbers.add(Long.toString(analysis.parameters().trainable()));
        return numbers;
    }
}
