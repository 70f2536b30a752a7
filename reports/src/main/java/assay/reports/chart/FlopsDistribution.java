package assay.reports.chart;

import assay.reports.card.Numbers;
import assay.reports.card.Unit;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jspecify.annotations.Nullable;

/// FLOPs by operator: bars, longest first.
///
/// @param bars in any order
/// @param batch the batch size that the FLOPs are counted at
public record FlopsDistribution(List<Bar> bars, long batch) implements Chart {

    @Override
    public @Nullable JFreeChart chart() {
        return RowBars.chart(
                bars, Unit.FLOPS, "FLOPs of one inference at batch " + Numbers.count(batch));
    }
}
