package assay.reports.section;

import static org.assertj.core.api.Assertions.assertThat;

import assay.analyzer.analysis.Analysis;
import assay.analyzer.analysis.Assumptions;
import assay.analyzer.analysis.Precision;
import assay.reports.card.Block;
import assay.reports.card.Card;
import assay.reports.card.Diagram;
import assay.reports.card.Table;
import assay.reports.render.Csv;
import assay.reports.render.Dot;
import assay.reports.render.GraphSvg;
import assay.reports.render.Html;
import assay.reports.render.Json;
import assay.reports.render.Markdown;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;
import tools.jackson.databind.json.JsonMapper;

/// A model whose every name is an attack, in every format that a card has. What a browser makes of
/// the page is in [PageInBrowserTest].
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileModelTest {
    private Evidence evidence;
    private Card card;

    @BeforeAll
    void read(@TempDir Path folder) {
        Path model = folder.resolve("hostile.onnx");
        HostileModel.write(model);
        Analysis analysis = Analysis.of(model, Assumptions.NONE);
        evidence = SampleEvidence.paperOnly(analysis, "nvidia-h100-sxm5-80gb", Precision.FP32);
        card = Sections.card(evidence);
    }

    private <T extends Block> T block(Class<T> kind, String section) {
        return card.sections().stream()
                .filter(s -> s.id().equals(section))
                .flatMap(s -> s.blocks().stream())
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void htmlHoldsNoElementOfTheirs() {
        String html = Html.page(card);
        assertThat(html).doesNotContain("<img", "<svg onload", "\u202E", "\u0007", "\u2028");
        assertThat(html.split("<script", -1)).hasSize(3);
        assertThat(html.length()).as("a name of 10 kB is cut").isLessThan(400_000);
    }

    @Test
    void markdownHoldsNoTagLinkOrCellOfTheirs() {
        String text = Markdown.of(card).text();
        // a tag or a link outside of a code span
        String outside = text.replaceAll("(`+)[^`].*?\\1", "");
        assertThat(outside)
                .doesNotContain("<script", "<img", "](javascript")
                .doesNotContainPattern(Pattern.compile("(?<!\\\\)\\[click\\]"));
        assertThat(text).doesNotContain("\u202E", "\u0007");
        int columns = 0;
        for (String line : text.lines().toList()) {
            int cells = line.startsWith("|") ? line.replace("\\|", "").split("\\|", -1).length : 0;
            assertThat(columns == 0 || cells == 0 || cells == columns).as(line).isTrue();
            columns = cells;
        }
    }

    @Test
    void csvHasItsColumnsAndBeginsNoFormula() {
        Table layers = block(Table.class, "layers");
        List<String> lines = Csv.text(layers).lines().toList();
        assertThat(lines).hasSize(HostileModel.NAMES.size() + 2);
        for (String line : lines) {
            List<String> cells = cells(line);
            assertThat(cells).as(line).hasSize(layers.columns().size());
            assertThat(cells).noneMatch(cell -> cell.matches("[=+@-].*"));
        }
    }

    /// Cells of a line of RFC 4180.
    private static List<String> cells(String line) {
        return Pattern.compile("(?:^|,)(?:\"((?:[^\"]|\"\")*)\"|([^\",]*))")
                .matcher(line)
                .results()
                .map(m -> m.group(1) == null ? m.group(2) : m.group(1).replace("\"\"", "\""))
                .toList();
    }

    @Test
    void svgIsWellFormedAndHoldsNothingThatRuns() throws Exception {
        String svg = GraphSvg.text(block(Diagram.class, "graph-view"));
        var document =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(svg)));
        for (String element : List.of("script", "img", "foreignObject", "a", "use")) {
            assertThat(document.getElementsByTagName(element).getLength()).isZero();
        }
        assertThat(svg).doesNotContainPattern("<[^>]*\\son[a-z]+=");
    }

    @Test
    void dotHasOneStatementALine() {
        String dot = Dot.text(block(Diagram.class, "graph-view"));
        String string = "\"(?:[^\"\\\\]|\\\\.)*\"";
        Pattern statement =
                Pattern.compile(
                        "\\s*(n\\d+ -> n\\d+;|n\\d+ \\[label=S, tooltip=S\\];|subgraph cluster_\\d+ \\{|label=S;|\\}|digraph model \\{|(graph|node|edge) \\[.*\\];)"
                                .replace("S", string));
        assertThat(dot.lines()).allMatch(line -> statement.matcher(line).matches());
    }

    @Test
    void jsonIsJsonAndKeepsTheNamesAsTheyAre() {
        var json = JsonMapper.shared().readTree(Json.text(CardJson.of(evidence)));
        assertThat(json.path("layers").get(0).path("name").asString())
                .isEqualTo(HostileModel.NAMES.getFirst());
    }
}
