package assay.reports.chart;

import assay.reports.card.Drawing;
import assay.reports.card.Picture;
import assay.reports.card.Unit;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jspecify.annotations.Nullable;

/// Elements of the initializers, by operator that reads them: bars, longest first.
///
/// @param bars in any order
public record ParameterDistribution(List<Bar> bars) implements Picture {

    @Override
    public Drawing svg() {
        return Canvas.svg(this::chart, Canvas.WIDE);
    }

    @Override
    public Drawing png() {
        return Canvas.png(this::chart, Canvas.WIDE);
    }

    private @Nullable JFreeChart chart() {
        return RowBars.chart(bars, Unit.COUNT, "elements of the initializers");
    }
}
