package assay.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import assay.reports.chart.SampleCharts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CardGoldenTest {
    @Test
    void markdownIsAsKept() throws Exception {
        Golden.check(
                "card.md", Markdown.of(SampleCard.card("ResNet-18", "conv_a", Map.of())).text());
    }

    @Test
    void htmlIsAsKept() throws Exception {
        Golden.check("card.html", Html.page(SampleCard.card("ResNet-18", "conv_a", Map.of())));
    }

    /// For looking at: target/sample/card.html and card.md with real charts, and the same with
    /// hostile names.
    @Test
    void writesCardsToLookAt() throws Exception {
        Path folder = Path.of("target", "sample");
        Markdown.of(SampleCard.card("ResNet-18", "conv_a", SampleCharts.all()))
                .writeTo(folder, "card.md");
        Files.writeString(
                folder.resolve("card.html"),
                Html.page(SampleCard.card("ResNet-18", "conv_a", SampleCharts.all())));
        Files.writeString(
                folder.resolve("hostile.html"),
                Html.page(
                        SampleCard.card(
                                SampleCharts.HOSTILE, SampleCharts.HOSTILE, SampleCharts.all())));
        assertThat(folder.resolve("charts/latency-by-batch.png")).isNotEmptyFile();
    }
}
