package assay.reports.chart;

import assay.reports.card.Drawing;
import assay.reports.card.Numbers;
import assay.reports.card.Picture;
import assay.reports.card.Unit;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jspecify.annotations.Nullable;

/// FLOPs by operator: bars, longest first.
///
/// @param bars in any order
/// @param batch the batch size that the FLOPs are counted at
public record FlopsDistribution(List<Bar> bars, long batch) implements Picture {

    @Override
    public Drawing svg() {
        return Canvas.svg(this::chart, Canvas.WIDE);
    }

    @Override
    public Drawing png() {
        return Canvas.png(this::chart, Canvas.WIDE);
    }

    private @Nullable JFreeChart chart() {
        return RowBars.chart(
                bars, Unit.FLOPS, "FLOPs of one inference at batch " + Numbers.count(batch));
    }
}
