package assay.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import assay.reports.card.Quantity;
import assay.reports.card.Table;
import assay.reports.card.Table.Column;
import assay.reports.card.Text;
import assay.reports.card.Unit;
import assay.reports.chart.SampleCharts;
import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xml.sax.InputSource;

class FilesBesideTest {

    @Test
    void csvHoldsNumbersInBaseUnitsAndLeavesTheUnknownBlank() {
        Table table =
                new Table(
                        "T",
                        List.of(
                                Column.name("Node").key("node"),
                                Column.number("Time").key("seconds"),
                                Column.number("Size")),
                        List.of(
                                Table.Row.of(
                                        Text.name("a,\"b\""),
                                        Text.of(Quantity.measured(1.25e-6, Unit.SECONDS)),
                                        Text.of(Quantity.counted(46_796_448, Unit.BYTES))),
                                Table.Row.of(
                                        Text.name("=1+1"),
                                        Text.of(Quantity.unknown("not measured")),
                                        Text.EMPTY)),
                        "t");
        assertThat(Csv.text(table))
                .isEqualTo("node,seconds,Size\r\n\"a,\"\"b\"\"\",1.25E-6,46796448\r\n'=1+1,,\r\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '\u0001',
            value = {
                "=HYPERLINK(1) → '=HYPERLINK(1)",
                "+1 → '+1",
                "-1 → '-1",
                "@SUM(A1) → '@SUM(A1)",
                "/layer/Conv → /layer/Conv",
                "a=b → a=b",
            })
    void csvNeverBeginsAFormula(String raw, String cell) {
        assertThat(Csv.cell(Text.name(raw))).isEqualTo(cell);
    }

    @Test
    void csvKeepsALineBreakOutOfAName() {
        assertThat(Csv.cell(Text.name("a\nb\r=c"))).isEqualTo("a b =c");
    }

    @Test
    void dotQuotesWhatANodeIsCalled() {
        String dot = Dot.text(SampleDiagram.of("a\"];\nevil [label=\"x\\"));
        assertThat(dot).contains("tooltip=\"a\\\"]; evil [label=\\\"x\\\\ [1, 8]\"");
        assertThat(dot).contains("subgraph cluster_0 {").contains("n0 -> n1;");
    }

    @Test
    void theGraphAsAFileIsWellFormedAndHoldsNothingThatRuns() throws Exception {
        String svg = GraphSvg.text(SampleDiagram.of(SampleCharts.HOSTILE));
        var document =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(svg)));
        assertThat(document.getElementsByTagName("script").getLength()).isZero();
        assertThat(document.getElementsByTagName("img").getLength()).isZero();
        assertThat(svg).doesNotContain("\u202E", "\u0007");
        // four boxes and the frame of the opened group
        assertThat(document.getElementsByTagName("rect").getLength()).isEqualTo(5);
    }

    @Test
    void colourFollowsTheSquareRootOfTheShare() {
        assertThat(GraphShapes.step(0, 4)).isZero();
        // sqrt(1/100) = 0.1, times 5 steps: the first
        assertThat(GraphShapes.step(1, 100)).isEqualTo(1);
        // sqrt(1/4) = 0.5, times 5 = 2.5: the third
        assertThat(GraphShapes.step(1, 4)).isEqualTo(3);
        assertThat(GraphShapes.step(4, 4)).isEqualTo(5);
    }
}
