package assay.reports.section;

import static org.assertj.core.api.Assertions.assertThat;

import assay.analyzer.analysis.Analysis;
import assay.benchmark.measurement.Measurement;
import assay.reports.card.Block;
import assay.reports.card.Card;
import assay.reports.card.Table;
import assay.reports.history.HistoryCard;
import assay.reports.history.HistoryFolder;
import assay.reports.history.HistoryReport;
import assay.reports.render.Csv;
import assay.reports.render.FrontMatter;
import assay.reports.render.Golden;
import assay.reports.render.Html;
import assay.reports.render.Markdown;
import assay.reports.versus.VersusCard;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The formats beside the card, each as it is kept under `golden`.
class ResultsGoldenTest {

    @TempDir static Path folder;

    private static Analysis resnet18;
    private static Analysis resnet34;

    @BeforeAll
    static void analyse() {
        resnet18 = SampleEvidence.analysis("resnet18", folder);
        resnet34 = SampleEvidence.analysis("resnet34", folder);
    }

    @Test
    void theComparisonReport() throws IOException {
        Card card = VersusCard.of(SampleResults.versus(resnet18, resnet34), "Made by a test.");
        Golden.check("report.md", Markdown.of(card).text());
        Golden.checkPage("report.html", Html.page(card));
    }

    @Test
    void theHistory() throws IOException {
        List<Measurement> past =
                SampleResults.past(resnet18, .010, .0101, .0099, .010, .0102, .0125);
        HistoryReport report = HistoryReport.of(new HistoryFolder(past, new TreeMap<>()));
        Card card = HistoryCard.of(report, "Made by a test.");
        Golden.check("history.md", Markdown.of(card).text());
        Golden.checkPage("history.html", Html.page(card));
    }

    /// Counts alone: estimates change as the latency model does.
    @Test
    void theTableOfLayers() throws IOException {
        Card card = Sections.card(SampleEvidence.countsOnly(resnet18));
        List<Table> tables =
                card.sections().stream()
                        .flatMap(section -> section.blocks().stream())
                        .<Block>mapMulti((block, sink) -> sink.accept(block))
                        .filter(Table.class::isInstance)
                        .map(Table.class::cast)
                        .filter(table -> table.file().equals("layers"))
                        .toList();
        assertThat(tables).hasSize(1);
        Golden.check("layers.csv", Csv.text(tables.getFirst()).replace("\r\n", "\n"));
    }

    /// A real parser reads what the hub would.
    @Test
    void theFrontMatter() throws IOException {
        Evidence evidence = SampleEvidence.measuredOnly(resnet18);
        String head = FrontMatter.of(HubKeys.of(evidence));
        Golden.check("front-matter.md", head.replaceAll("value: .*", "value: NUMBER"));
        String yaml = head.substring("---\n".length(), head.lastIndexOf("---"));
        JsonNode read = new YAMLMapper().readTree(yaml);
        assertThat(read.get("library_name").stringValue()).isEqualTo("onnx");
        assertThat(read.get("pipeline_tag").stringValue()).isEqualTo("image-classification");
        assertThat(read.get("tags").valueStream().map(JsonNode::stringValue))
                .containsExactly("onnx", "assay", "cnn");
        JsonNode model = read.get("model-index").get(0);
        assertThat(model.get("name").stringValue()).isEqualTo("resnet18");
        JsonNode metric = model.get("results").get(0).get("metrics").get(0);
        Measurement measurement = java.util.Objects.requireNonNull(evidence.measurement());
        assertThat(metric.get("value").doubleValue())
                .isEqualTo(
                        java.util.Objects.requireNonNull(
                                        measurement.batches().getFirst().latencySeconds())
                                .p50());
    }
}
