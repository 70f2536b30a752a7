package assay.reports.chart;

import assay.reports.card.Numbers;
import assay.reports.card.Scale;
import assay.reports.card.Unit;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.XYPlot;
import org.jspecify.annotations.Nullable;

/// Latency over batch size, log-log: the estimate as a thin line with its band, the measurement as
/// points with intervals.
///
/// @param estimated in seconds; may be empty
/// @param measured in seconds; may be empty
/// @param span what the latency covers, for the axis ("host to host")
public record LatencyByBatch(List<BatchPoint> estimated, List<BatchPoint> measured, String span)
        implements Chart {

    @Override
    public @Nullable JFreeChart chart() {
        BatchCurves curves = new BatchCurves(estimated, measured);
        if (curves.isEmpty()) {
            return null;
        }
        Scale scale = Scale.of(curves.max(), Unit.SECONDS);
        double factor = scale.factor().doubleValue();
        Ticks y = Ticks.log(curves.min(), curves.max(), v -> Numbers.tick(v, factor));
        XYPlot plot =
                ChartStyle.plot(
                        new LogTicks("batch size (log)", Ticks.batches(curves.batches())),
                        new LogTicks(null, y));
        Labels labels = new Labels();
        curves.addTo(plot, labels);
        plot.addAnnotation(labels);
        return ChartStyle.chart(plot, "latency " + span + ", " + scale.symbol() + " (log)");
    }
}
