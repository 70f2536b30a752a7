package assay.reports.chart;

import assay.reports.card.Scale;
import assay.reports.card.Unit;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.XYPlot;
import org.jspecify.annotations.Nullable;

/// Measured energy of one sample over batch size.
///
/// @param measured in joules a sample
public record EnergyByBatch(List<BatchPoint> measured) implements Chart {

    @Override
    public @Nullable JFreeChart chart() {
        BatchCurves curves = new BatchCurves(List.of(), measured);
        if (curves.isEmpty()) {
            return null;
        }
        XYPlot plot =
                ChartStyle.plot(
                        new LogTicks("batch size (log)", Ticks.batches(curves.batches())),
                        new LinearTicks(null, Ticks.linear(curves.max(), Unit.JOULES, 1.15)));
        Labels labels = new Labels();
        curves.addTo(plot, labels);
        plot.addAnnotation(labels);
        return ChartStyle.chart(
                plot, "energy of a sample, " + Scale.of(curves.max(), Unit.JOULES).symbol());
    }
}
