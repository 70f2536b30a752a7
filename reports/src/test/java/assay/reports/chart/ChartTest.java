package assay.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;

import assay.reports.card.Drawing;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ChartTest {
    @Test
    void drawsEveryChartInBothForms() throws Exception {
        Path folder = Files.createDirectories(Path.of("target", "sample", "charts"));
        for (var chart : SampleCharts.all().entrySet()) {
            Drawing svg = chart.getValue().svg();
            assertThat(svg).as(chart.getKey()).isInstanceOf(Drawing.Svg.class);
            Drawing png = chart.getValue().png();
            assertThat(png).as(chart.getKey()).isInstanceOf(Drawing.Png.class);
            Files.writeString(
                    folder.resolve(chart.getKey() + ".svg"), ((Drawing.Svg) svg).element());
            Files.write(folder.resolve(chart.getKey() + ".png"), ((Drawing.Png) png).bytes());
        }
    }
}
