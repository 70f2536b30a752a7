package assay.reports.chart;

import assay.reports.card.Unit;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jspecify.annotations.Nullable;

/// Elements of the initializers, by operator that reads them: bars, longest first.
///
/// @param bars in any order
public record ParameterDistribution(List<Bar> bars) implements Chart {

    @Override
    public @Nullable JFreeChart chart() {
        return RowBars.chart(bars, Unit.COUNT, "elements of the initializers");
    }
}
