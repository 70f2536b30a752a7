package assay.reports.chart;

import assay.reports.card.Unit;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jspecify.annotations.Nullable;

/// How many nodes of each operator the graph has: bars, longest first.
///
/// @param bars in any order
public record OperatorHistogram(List<Bar> bars) implements Chart {

    @Override
    public @Nullable JFreeChart chart() {
        return RowBars.chart(bars, Unit.COUNT, "nodes in the graph");
    }
}
