package assay.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.reports.card.Drawing;
import assay.reports.card.Picture;
import assay.reports.card.Unit;
import java.awt.font.FontRenderContext;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class ChartTest {
    static List<String> names() {
        return List.copyOf(SampleCharts.all().keySet());
    }

    @ParameterizedTest
    @MethodSource("names")
    void drawsWellFormedSvgThatFollowsTheThemeAndAPng(String name) throws Exception {
        Picture chart = SampleCharts.all().get(name);
        String svg = ((Drawing.Svg) chart.svg()).element();
        byte[] png = ((Drawing.Png) chart.png()).bytes();
        Path folder = Files.createDirectories(Path.of("target", "sample", "charts"));
        Files.writeString(folder.resolve(name + ".svg"), svg);
        Files.write(folder.resolve(name + ".png"), png);
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)));
        assertThat(svg)
                .doesNotContain("style=", "rgb(", "id=", "url(")
                .contains("var(--chart-muted,");
        // 600 units at twice the density
        assertThat(ImageIO.read(new ByteArrayInputStream(png)).getWidth()).isEqualTo(1200);
    }

    /// As wide as a phone, in type of the usual size, of which no word is cut off.
    @ParameterizedTest
    @MethodSource("names")
    void drawsForAPhone(String name) throws Exception {
        String svg = ((Drawing.Svg) SampleCharts.all().get(name).narrowSvg()).element();
        Path folder = Files.createDirectories(Path.of("target", "sample", "charts"));
        Files.writeString(folder.resolve(name + "-narrow.svg"), svg);
        var texts =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(svg)))
                        .getElementsByTagName("text");
        assertThat(svg).contains("viewBox=\"0 0 360 ");
        for (int i = 0; i < texts.getLength(); i++) {
            var text = (Element) texts.item(i);
            double x = Double.parseDouble(text.getAttribute("x"));
            double width =
                    ChartStyle.plain()
                            .getStringBounds(
                                    text.getTextContent(), new FontRenderContext(null, true, true))
                            .getWidth();
            assertThat(x).as(text.getTextContent()).isNotNegative();
            assertThat(x + width).as(text.getTextContent()).isLessThanOrEqualTo(361);
        }
    }

    /// Nine rows of two bars, all short but for the first: a label that finds its place taken moves
    /// away from its bar, and the steps between labels would differ.
    @Test
    void labelsOfCrowdedRowsStandBesideTheirBars() throws Exception {
        List<TimeByOperator.Row> rows = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            double seconds = i == 0 ? 10e-3 : (300 - i) * 1e-6;
            rows.add(
                    new TimeByOperator.Row(
                            "Op" + i, OptionalDouble.of(seconds), OptionalDouble.of(seconds)));
        }
        String svg = ((Drawing.Svg) new TimeByOperator(rows, "inside nodes").svg()).element();
        var texts =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(svg)))
                        .getElementsByTagName("text");
        List<Double> heights = new ArrayList<>();
        for (int i = 0; i < texts.getLength(); i++) {
            var text = (Element) texts.item(i);
            if (text.getTextContent().endsWith("s")
                    && text.getTextContent().startsWith("29")
                    && text.getAttribute("font-weight").equals("bold")) {
                heights.add(Double.parseDouble(text.getAttribute("y")));
            }
        }
        assertThat(heights).hasSize(8);
        for (int i = 1; i < heights.size(); i++) {
            assertThat(heights.get(i) - heights.get(i - 1))
                    .isCloseTo(heights.get(1) - heights.get(0), within(1.0));
        }
    }

    @Test
    void conditionsShowWhatMovedWithinAProcess() {
        // Means of 2 and 1.9 GHz, between 1.2 and 2.6 meanwhile: the axis holds what moved.
        RunConditions.Point first =
                new RunConditions.Point(1, 1, 2e9, List.of(2.6e9, 2.2e9, 1.2e9));
        RunConditions.Point second = new RunConditions.Point(2, 4, 1.9e9, List.of());
        assertThat(first.least()).isEqualTo(1.2e9);
        assertThat(first.most()).isEqualTo(2.6e9);
        assertThat(second.least()).isEqualTo(second.most()).isEqualTo(1.9e9);
        String svg =
                ((Drawing.Svg) new RunConditions("clock", Unit.HERTZ, List.of(first, second)).svg())
                        .element();
        assertThat(svg).contains("from 1.20 GHz to 2.60 GHz");
    }

    @Test
    void hostileLabelsAreCutAndEscaped() throws Exception {
        Picture chart =
                new OperatorHistogram(
                        List.of(
                                new Bar(SampleCharts.HOSTILE, 3),
                                new Bar("\u0000", 1),
                                new Bar("", 1)));
        String svg = ((Drawing.Svg) chart.svg()).element();
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)));
        assertThat(svg).doesNotContain("<script", "\u202E", "\u0000").hasSizeLessThan(6_000);
    }

    @Test
    void nothingToDrawIsSaid() {
        assertThat(new LatencyByBatch(List.of(), List.of(), "").svg())
                .isInstanceOf(Drawing.Missing.class);
        assertThat(new OperatorHistogram(List.of()).png()).isInstanceOf(Drawing.Missing.class);
        assertThat(new Roofline(List.of(), 0, List.of()).svg()).isInstanceOf(Drawing.Missing.class);
        assertThat(new MemoryTimeline(List.of(), 0, OptionalDouble.empty()).svg())
                .isInstanceOf(Drawing.Missing.class);
        assertThat(new LatencyDistribution(List.of(), "").svg())
                .isInstanceOf(Drawing.Missing.class);
    }

    @Test
    void oneValueIsEnough() {
        List<BatchPoint> one = List.of(BatchPoint.of(1, 1e-3));
        assertThat(new LatencyByBatch(List.of(), one, "host to host").svg())
                .isInstanceOf(Drawing.Svg.class);
        assertThat(
                        new ThroughputByBatch(
                                        one, List.of(), OptionalLong.empty(), OptionalLong.of(4))
                                .svg())
                .isInstanceOf(Drawing.Svg.class);
        assertThat(
                        new MemoryByBatch(
                                        List.of(),
                                        List.of(BatchPoint.of(8, 1e6)),
                                        OptionalLong.of(1_500_000))
                                .svg())
                .isInstanceOf(Drawing.Svg.class);
        assertThat(new GapWaterfall(1e-3, List.of(), 1e-3, 1e-3, 1e-3).svg())
                .isInstanceOf(Drawing.Svg.class);
        assertThat(
                        new MemoryTimeline(
                                        List.of(new MemoryTimeline.Step("n", 4)),
                                        0,
                                        OptionalDouble.empty())
                                .svg())
                .isInstanceOf(Drawing.Svg.class);
    }

    @Test
    void theTimelineShowsEachNodeAndNotThePeakAlone() {
        assertThat(timeline(100, 300)).isNotEqualTo(timeline(300, 300));
        // neighbours drawn as one are as high as the higher of them
        assertThat(timeline(repeated(100, 300))).isEqualTo(timeline(repeated(300, 300)));
    }

    /// 2,000 steps, which are drawn two by two.
    private static double[] repeated(double first, double second) {
        double[] steps = new double[2_000];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = i % 2 == 0 ? first : second;
        }
        steps[0] = 300;
        return steps;
    }

    private static Drawing timeline(double... activations) {
        return new MemoryTimeline(
                        java.util.Arrays.stream(activations)
                                .mapToObj(bytes -> new MemoryTimeline.Step("n", bytes))
                                .toList(),
                        10,
                        java.util.OptionalDouble.empty())
                .svg();
    }
}
