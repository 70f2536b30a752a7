package assay.reports.suite;

import static org.assertj.core.api.Assertions.assertThat;

import assay.reports.render.Golden;
import assay.reports.render.Html;
import assay.reports.render.Json;
import assay.reports.render.Markdown;
import assay.reports.section.PublishedSchema;
import assay.reports.suite.SuiteJson.Batch;
import assay.reports.suite.SuiteJson.Case;
import assay.reports.suite.SuiteJson.State;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SuiteReportTest {

    private static final String PLAN = "models: [resnet18]\n";

    private static Batch batch(
            long size, double estimated, @Nullable Double measured, String verdict) {
        return new Batch(
                size,
                estimated,
                estimated * 0.8,
                estimated * 1.25,
                measured,
                measured == null ? null : Double.valueOf(measured * 0.99),
                measured == null ? null : Double.valueOf(measured * 1.01),
                measured == null ? null : Double.valueOf(measured / estimated),
                size / estimated,
                measured == null ? null : Double.valueOf(size / measured),
                100e6,
                measured == null ? null : Double.valueOf(200e6),
                null,
                verdict,
                verdict.equals("noisy") ? List.of("The runs scatter.") : List.of(),
                "",
                measured == null ? "the process was killed" : "",
                measured == null ? "nothing was measured" : "");
    }

    private static SuiteJson suite() {
        return new SuiteJson(
                SuiteJson.SCHEMA,
                "nightly",
                "0.1.0",
                "2026-11-26T07:00:00Z",
                "assay suite nightly.yaml",
                List.of(
                        new Case(
                                "resnet18/cpu_own_threads-2",
                                "resnet18",
                                "a processor",
                                "cpu",
                                "own",
                                new TreeMap<>(Map.of("threads", "2")),
                                State.MEASURED,
                                "",
                                8L,
                                8L,
                                List.of(
                                        // 22 / 20 = 1.1 and 210 / 150 = 1.4, of which the median is
                                        // 1.25
                                        batch(1, 20e-3, 22e-3, "valid"),
                                        batch(8, 150e-3, 210e-3, "noisy"),
                                        batch(64, 1.2, null, "out of memory"))),
                        new Case(
                                "resnet18/cpu_fp16",
                                "resnet18",
                                "a processor",
                                "cpu",
                                "fp16",
                                new TreeMap<>(),
                                State.ESTIMATED,
                                "the file holds fp32",
                                null,
                                8L,
                                List.of(batch(1, 20e-3, null, "not measured"))),
                        Case.without(
                                "x/cuda0_own",
                                "<b>|`x`",
                                "cuda:0",
                                "own",
                                Map.of(),
                                State.FAILED,
                                "no driver | <script>"),
                        Case.without(
                                "y/cpu_own",
                                "y",
                                "cpu",
                                "own",
                                Map.of(),
                                State.OPEN,
                                "not reached yet")));
    }

    @Test
    void everyCaseIsARowAndEveryBatchSizeToo() {
        String text = Markdown.of(SuiteReport.of(suite(), "card.md", PLAN)).text();
        assertThat(text)
                .contains(
                        "Of 4 cases: 1 measured, 1 estimated only, 1 failed, 1 not reached yet.",
                        "**1.25×** in the median of 2 rows, between **1.10×** and **1.40×**",
                        "Batch sizes by verdict: 1 valid, 1 noisy, 1 out of memory.",
                        "(resnet18/cpu_own_threads-2/card.md)",
                        "1 of 3 valid; noisy, out of memory",
                        "cpu, threads=2",
                        "the process was killed",
                        "The runs scatter.",
                        "assay suite nightly.yaml");
    }

    @Test
    void isAsKept() throws IOException {
        Golden.check("suite.md", Markdown.of(SuiteReport.of(suite(), "card.md", PLAN)).text());
        Golden.checkPage("suite.html", Html.page(SuiteReport.of(suite(), "card.html", PLAN)));
    }

    @Test
    void namesAreText() {
        String html = Html.page(SuiteReport.of(suite(), "card.html", PLAN));
        assertThat(html)
                .doesNotContain("<b>|", "<script> ")
                .contains("&lt;b&gt;|", "no driver | &lt;script&gt;")
                .contains("href=\"resnet18/cpu_own_threads-2/card.html\"");
        assertThat(Markdown.of(SuiteReport.of(suite(), "card.md", PLAN)).text())
                .doesNotContain("<b>|", "<script>");
    }

    @Test
    void aSuiteThatHasNotBegunHasAReport() {
        SuiteJson open =
                new SuiteJson(SuiteJson.SCHEMA, "s", "0", "t", "assay suite s.yaml", List.of());
        assertThat(Markdown.of(SuiteReport.of(open, "card.md", PLAN)).text())
                .contains("Nothing was measured.");
    }

    @Test
    void theTreeKeepsToItsSchema() throws IOException {
        String json = Json.text(suite());
        assertThat(PublishedSchema.errors("suite-1.schema.json", json)).isEmpty();
        String stray = json.replaceFirst("\\{", "{\"stray\": 1,");
        assertThat(PublishedSchema.errors("suite-1.schema.json", stray)).isNotEmpty();
    }
}
