package assay.reports.section;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import assay.analyzer.analysis.Analysis;
import assay.benchmark.measurement.BatchResult;
import assay.benchmark.measurement.Environment;
import assay.benchmark.measurement.Fork;
import assay.benchmark.measurement.Latency;
import assay.benchmark.measurement.Measurement;
import assay.benchmark.measurement.ModelIdentity;
import assay.benchmark.measurement.Verdict;
import assay.benchmark.stats.Interval;
import assay.reports.history.HistoryCard;
import assay.reports.history.HistoryFolder;
import assay.reports.history.HistoryReport;
import assay.reports.history.Trend;
import assay.reports.render.Html;
import assay.reports.render.Json;
import assay.reports.render.Markdown;
import assay.reports.versus.Contender;
import assay.reports.versus.QualityFile;
import assay.reports.versus.VersusCard;
import assay.reports.versus.VersusReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Several results: beside each other, and one after another.
class ResultsTest {

    private static final String HOSTILE = "</script><script>alert(1)</script>|[x](javascript:a)";

    @TempDir static Path folder;

    private static Analysis resnet18;
    private static Analysis resnet34;

    @BeforeAll
    static void analyse() {
        resnet18 = SampleEvidence.analysis("resnet18", folder);
        resnet34 = SampleEvidence.analysis("resnet34", folder);
    }

    /// One batch size with that median, in two processes.
    private static Measurement result(
            String model, String sha, double p50, String time, Verdict verdict) {
        Measurement sample =
                java.util.Objects.requireNonNull(SampleEvidence.cpu(resnet18).measurement());
        BatchResult one = sample.batches().getFirst();
        List<Fork> forks = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Fork fork = one.forks().getFirst();
            forks.add(
                    new Fork(
                            i + 1,
                            100,
                            100,
                            p50,
                            p50,
                            List.of(p50),
                            List.of(p50, p50),
                            1,
                            fork.firstRuns(),
                            null,
                            null,
                            null,
                            0,
                            null,
                            null,
                            null,
                            null,
                            null));
        }
        BatchResult batch =
                new BatchResult(
                        1,
                        verdict,
                        List.of(),
                        forks,
                        new Latency(p50, p50, p50, p50, p50, p50, p50, p50),
                        new Interval(p50 * 0.99, p50 * 1.01, 0.95, "sample"),
                        new TreeMap<>(),
                        0.01,
                        1 / p50,
                        200,
                        null,
                        100_000_000L,
                        null,
                        null,
                        null,
                        null,
                        null,
                        new TreeMap<>(),
                        new TreeMap<>(),
                        null,
                        null,
                        new TreeMap<>());
        Environment of = sample.environment();
        return new Measurement(
                sample.schema(),
                new ModelIdentity(model, model + ".onnx", sha),
                new Environment(
                        of.cpu(),
                        null,
                        null,
                        of.os(),
                        of.runtime(),
                        of.libraries(),
                        of.deviceState(),
                        of.jvm(),
                        "assay bench",
                        time,
                        of.unknown()),
                "Sample CPU",
                "cpu",
                "fp32",
                sample.span(),
                new TreeMap<>(),
                sample.method(),
                List.of(batch),
                List.of(),
                List.of(),
                List.of());
    }

    private static Measurement result(String model, double p50) {
        return result(model, "0".repeat(64), p50, "2026-11-22T12:00:00Z", Verdict.VALID);
    }

    private static VersusReport versus() {
        return VersusReport.of(
                List.of(
                        new Contender(HOSTILE, result("resnet18", 0.010), resnet18, 0.70),
                        new Contender("b", result("resnet34", 0.020), resnet34, 0.73),
                        new Contender("c", result("slow", 0.030), null, 0.72)),
                "top-1 accuracy");
    }

    /// 20 ms over 10 ms is 2, within a drift of at least 5 % to either side: [1.90, 2.10]. The
    /// third is slower than the second and worse: it alone is beaten.
    @Test
    void ratiosAreAgainstTheFirst() {
        VersusReport.Batch batch = versus().batches().getFirst();
        assertThat(batch.best()).isEqualTo(HOSTILE);
        assertThat(batch.unbeaten()).containsExactly(HOSTILE, "b");
        VersusReport.Line second = batch.lines().get(1);
        assertThat(second.ratio()).isCloseTo(2.0, within(1e-9));
        assertThat(second.ratioLow()).isBetween(1.90, 1.91);
        assertThat(second.ratioHigh()).isBetween(2.09, 2.11);
    }

    /// torchvision: ResNet-34 has 16 basic blocks to the 8 of ResNet-18, each of 2 convolutions.
    @Test
    void graphsDifferByTheirOperators() {
        VersusReport report = versus();
        assertThat(report.structures()).extracting(s -> s.label()).containsExactly(HOSTILE, "b");
        assertThat(report.differences()).hasSize(1);
        assertThat(report.differences().getFirst().operators())
                .containsEntry("Conv", 16)
                .containsEntry("Add", 8)
                .doesNotContainKey("MaxPool");
    }

    @Test
    void theReportIsADocumentThatNoNameBreaks() {
        var card = VersusCard.of(versus(), "Made by a test.");
        assertThat(Html.page(card)).doesNotContain("<script>alert");
        Markdown markdown = Markdown.of(card);
        assertThat(markdown.text()).contains("**30 ms**", "2.00×");
        assertThat(markdown.text().replaceAll("`[^`\n]*`", "")).doesNotContain("<script");
        assertThat(markdown.pictures()).containsKey("charts/trade-off-1.png");
    }

    @Test
    void labelsAreMadeOfWhatDiffers() {
        Measurement a = result("a", "0".repeat(64), 1, "", Verdict.VALID);
        Measurement b = result("b", "1".repeat(64), 1, "", Verdict.VALID);
        assertThat(Contender.labels(List.of(a, b))).containsExactly("a", "b");
        assertThat(Contender.labels(List.of(a, a))).containsExactly("a #1", "a #2");
    }

    @Test
    void qualityIsReadFromCsvAndJson() throws IOException {
        Path csv = folder.resolve("q.csv");
        Files.writeString(csv, "result,top-1\nresnet18,0.698\n\"a, b\",0.7\n");
        assertThat(QualityFile.read(csv).metric()).isEqualTo("top-1");
        assertThat(QualityFile.read(csv).values())
                .containsEntry("resnet18", 0.698)
                .containsEntry("a, b", 0.7);
        Path json = folder.resolve("q.json");
        Files.writeString(json, "{\"metric\": \"mAP\", \"values\": {\"yolo\": 0.5}}");
        assertThat(QualityFile.read(json).values()).containsEntry("yolo", 0.5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "result,x\n",
                "result,x\na,many\n",
                "result,x\na,NaN\n",
                "no comma\nx\n"
            })
    void aBadQualityFileIsRefusedInASentence(String text) throws IOException {
        Path csv = folder.resolve("bad.csv");
        Files.writeString(csv, text);
        assertThatThrownBy(() -> QualityFile.read(csv))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("bad.csv");
    }

    private static List<Measurement> past(double... medians) {
        List<Measurement> series = new ArrayList<>();
        for (int i = 0; i < medians.length; i++) {
            series.add(
                    result(
                            "m",
                            "0".repeat(64),
                            medians[i],
                            "2026-11-%02dT12:00:00Z".formatted(i + 1),
                            Verdict.VALID));
        }
        return series;
    }

    /// Five equal medians of 10 ms: a deviation of 0, so the interval is the least, ±2 %.
    @Test
    void theNewestIsHeldAgainstThoseBefore() {
        assertThat(Trend.of(past(.01, .01, .01, .01, .01, .0101)).getFirst().normal())
                .isEqualTo(Trend.Normal.NORMAL);
        assertThat(Trend.of(past(.01, .01, .01, .01, .01, .0103)).getFirst().normal())
                .isEqualTo(Trend.Normal.SLOWER);
        assertThat(Trend.of(past(.01, .01, .01, .01, .01, .0097)).getFirst().normal())
                .isEqualTo(Trend.Normal.FASTER);
        assertThat(Trend.of(past(.01, .01, .01, .01, .02)).getFirst().normal())
                .isEqualTo(Trend.Normal.TOO_FEW);
    }

    /// 9, 9.5, 10, 10.5, 11 ms scatter: 12 ms lies within what that leads to expect.
    @Test
    void aScatteredPastForgivesMore() {
        assertThat(Trend.of(past(.009, .0095, .010, .0105, .011, .012)).getFirst().normal())
                .isEqualTo(Trend.Normal.NORMAL);
    }

    @Test
    void anotherModelFileStartsAnew() {
        List<Measurement> series = past(.01, .01, .01, .01, .01);
        series.add(result("m", "1".repeat(64), .02, "2026-11-09T12:00:00Z", Verdict.VALID));
        Trend trend = Trend.of(series).getFirst();
        assertThat(trend.normal()).isEqualTo(Trend.Normal.TOO_FEW);
        assertThat(trend.points().getLast().version()).isEqualTo(2);
    }

    @Test
    void aNoisyNewestIsInDoubtAndANoisyPastDoesNotCount() {
        List<Measurement> series = past(.01, .01, .01, .01, .01);
        series.add(result("m", "0".repeat(64), .02, "2026-11-08T12:00:00Z", Verdict.NOISY));
        assertThat(Trend.of(series).getFirst().normal()).isEqualTo(Trend.Normal.DOUBTFUL);
        series.add(result("m", "0".repeat(64), .01, "2026-11-09T12:00:00Z", Verdict.VALID));
        assertThat(Trend.of(series).getFirst().normal()).isEqualTo(Trend.Normal.NORMAL);
    }

    @Test
    void aFolderKeepsWhatIsPutIntoIt() throws IOException {
        Path kept = folder.resolve("kept");
        for (Measurement each : past(.01, .01, .01, .01, .01, .02)) {
            HistoryFolder.add(kept, each);
        }
        HistoryFolder.add(kept, past(.01).getFirst());
        Files.writeString(kept.resolve("other.json"), "{}");
        HistoryReport report = HistoryReport.of(HistoryFolder.read(kept));
        assertThat(report.unread()).containsOnlyKeys("other.json");
        assertThat(report.series()).hasSize(1);
        assertThat(report.series().getFirst().results()).isEqualTo(7);
        var card = HistoryCard.of(report, "Made by a test.");
        assertThat(Markdown.of(card).text()).contains("slower than normal");
        assertThat(SchemaTest.errors("history-1.schema.json", Json.text(report))).isEmpty();
    }

    @Test
    void theReportsJsonIsValid() throws IOException {
        assertThat(SchemaTest.errors("comparison-report-1.schema.json", Json.text(versus())))
                .isEmpty();
    }
}
