package assay.reports.section;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import assay.analyzer.analysis.Analysis;
import assay.benchmark.measurement.Measurement;
import assay.benchmark.measurement.Verdict;
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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Several results: beside each other, and one after another.
class ResultsTest {

    @TempDir static Path folder;

    private static Analysis resnet18;
    private static Analysis resnet34;

    @BeforeAll
    static void analyse() {
        resnet18 = SampleEvidence.analysis("resnet18", folder);
        resnet34 = SampleEvidence.analysis("resnet34", folder);
    }

    /// 20 ms over 10 ms is 2, within a drift of at least 5 % to either side: [1.90, 2.10]. The
    /// third is slower than the second and worse: it alone is beaten.
    @Test
    void ratiosAreAgainstTheFirst() {
        VersusReport.Batch batch = SampleResults.versus(resnet18, resnet34).batches().getFirst();
        assertThat(batch.best()).isEqualTo(SampleResults.HOSTILE);
        assertThat(batch.unbeaten()).containsExactly(SampleResults.HOSTILE, "b");
        VersusReport.Line second = batch.lines().get(1);
        assertThat(second.ratio()).isCloseTo(2.0, within(1e-9));
        assertThat(second.ratioLow()).isBetween(1.90, 1.91);
        assertThat(second.ratioHigh()).isBetween(2.09, 2.11);
    }

    /// torchvision: ResNet-34 has 16 basic blocks to the 8 of ResNet-18, each of 2 convolutions.
    @Test
    void graphsDifferByTheirOperators() {
        VersusReport report = SampleResults.versus(resnet18, resnet34);
        assertThat(report.structures())
                .extracting(s -> s.label())
                .containsExactly(SampleResults.HOSTILE, "b");
        assertThat(report.differences()).hasSize(1);
        assertThat(report.differences().getFirst().operators())
                .containsEntry("Conv", 16)
                .containsEntry("Add", 8)
                .doesNotContainKey("MaxPool");
    }

    @Test
    void theReportIsADocumentThatNoNameBreaks() {
        var card = VersusCard.of(SampleResults.versus(resnet18, resnet34), "Made by a test.");
        assertThat(Html.page(card)).doesNotContain("<script>alert");
        Markdown markdown = Markdown.of(card);
        assertThat(markdown.text()).contains("**30 ms**", "2.00×");
        assertThat(markdown.text().replaceAll("`[^`\n]*`", "")).doesNotContain("<script");
        assertThat(markdown.pictures()).containsKey("charts/trade-off-1.png");
    }

    /// Five valid results before the newest make an expectation, one makes none.
    @Test
    void aHistorySaysWhetherAnythingCanBeJudged() {
        assertThat(verdict(.010, .0101)).isEqualTo("No newest result can be judged yet.");
        assertThat(verdict(.010, .0101, .0099, .010, .0102, .0101))
                .isEqualTo("Every newest result is what its past leads to expect.");
    }

    private static String verdict(double... medians) {
        var report =
                HistoryReport.of(
                        new HistoryFolder(SampleResults.past(resnet18, medians), new TreeMap<>()));
        String text = Markdown.of(HistoryCard.of(report, "Made by a test.")).text();
        return text.lines()
                .filter(line -> line.startsWith("> "))
                .findFirst()
                .orElseThrow()
                .substring(2);
    }

    @Test
    void labelsAreMadeOfWhatDiffers() {
        Measurement a = SampleResults.result(resnet18, "a", "0".repeat(64), 1, "", Verdict.VALID);
        Measurement b = SampleResults.result(resnet18, "b", "1".repeat(64), 1, "", Verdict.VALID);
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

    /// Five equal medians of 10 ms: a deviation of 0, so the interval is the least, ±2 %.
    @Test
    void theNewestIsHeldAgainstThoseBefore() {
        assertThat(
                        Trend.of(SampleResults.past(resnet18, .01, .01, .01, .01, .01, .0101))
                                .getFirst()
                                .normal())
                .isEqualTo(Trend.Normal.NORMAL);
        assertThat(
                        Trend.of(SampleResults.past(resnet18, .01, .01, .01, .01, .01, .0103))
                                .getFirst()
                                .normal())
                .isEqualTo(Trend.Normal.SLOWER);
        assertThat(
                        Trend.of(SampleResults.past(resnet18, .01, .01, .01, .01, .01, .0097))
                                .getFirst()
                                .normal())
                .isEqualTo(Trend.Normal.FASTER);
        assertThat(
                        Trend.of(SampleResults.past(resnet18, .01, .01, .01, .01, .02))
                                .getFirst()
                                .normal())
                .isEqualTo(Trend.Normal.TOO_FEW);
    }

    /// 9, 9.5, 10, 10.5, 11 ms scatter: 12 ms lies within what that leads to expect.
    @Test
    void aScatteredPastForgivesMore() {
        assertThat(
                        Trend.of(SampleResults.past(resnet18, .009, .0095, .010, .0105, .011, .012))
                                .getFirst()
                                .normal())
                .isEqualTo(Trend.Normal.NORMAL);
    }

    @Test
    void anotherModelFileStartsAnew() {
        List<Measurement> series = SampleResults.past(resnet18, .01, .01, .01, .01, .01);
        series.add(
                SampleResults.result(
                        resnet18, "m", "1".repeat(64), .02, "2026-11-09T12:00:00Z", Verdict.VALID));
        Trend trend = Trend.of(series).getFirst();
        assertThat(trend.normal()).isEqualTo(Trend.Normal.TOO_FEW);
        assertThat(trend.points().getLast().version()).isEqualTo(2);
    }

    @Test
    void aNoisyNewestIsInDoubtAndANoisyPastDoesNotCount() {
        List<Measurement> series = SampleResults.past(resnet18, .01, .01, .01, .01, .01);
        series.add(
                SampleResults.result(
                        resnet18, "m", "0".repeat(64), .02, "2026-11-08T12:00:00Z", Verdict.NOISY));
        assertThat(Trend.of(series).getFirst().normal()).isEqualTo(Trend.Normal.DOUBTFUL);
        series.add(
                SampleResults.result(
                        resnet18, "m", "0".repeat(64), .01, "2026-11-09T12:00:00Z", Verdict.VALID));
        assertThat(Trend.of(series).getFirst().normal()).isEqualTo(Trend.Normal.NORMAL);
    }

    @Test
    void aFolderKeepsWhatIsPutIntoIt() throws IOException {
        Path kept = folder.resolve("kept");
        for (Measurement each : SampleResults.past(resnet18, .01, .01, .01, .01, .01, .02)) {
            HistoryFolder.add(kept, each);
        }
        HistoryFolder.add(kept, SampleResults.past(resnet18, .01).getFirst());
        Files.writeString(kept.resolve("other.json"), "{}");
        HistoryReport report = HistoryReport.of(HistoryFolder.read(kept));
        assertThat(report.unread()).containsOnlyKeys("other.json");
        assertThat(report.series()).hasSize(1);
        assertThat(report.series().getFirst().results()).isEqualTo(7);
        var card = HistoryCard.of(report, "Made by a test.");
        assertThat(Markdown.of(card).text()).contains("slower than normal");
        assertThat(PublishedSchema.errors("history-1.schema.json", Json.text(report))).isEmpty();
    }

    @Test
    void runsOfTheSameSecondKeepTheirOwnFiles() throws Exception {
        Path kept = folder.resolve("crowded");
        Measurement one = SampleResults.past(resnet18, .01).getFirst();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Path>> files = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                files.add(threads.submit(() -> HistoryFolder.add(kept, one)));
            }
            Set<Path> names = new HashSet<>();
            for (Future<Path> file : files) {
                names.add(file.get());
            }
            assertThat(names).hasSize(32);
        }
        HistoryFolder read = HistoryFolder.read(kept);
        assertThat(read.measurements()).hasSize(32);
        assertThat(read.unread()).isEmpty();
    }

    @Test
    void theReportsJsonIsValid() throws IOException {
        assertThat(
                        PublishedSchema.errors(
                                "comparison-report-1.schema.json",
                                Json.text(SampleResults.versus(resnet18, resnet34))))
                .isEmpty();
    }
}
