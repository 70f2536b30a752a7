package assay.reports.chart;

import assay.reports.card.Numbers;
import assay.reports.card.Scale;
import assay.reports.card.Unit;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.TextAnchor;
import org.jspecify.annotations.Nullable;

/// Samples per second over batch size, with the knee marked.
///
/// @param estimated in samples per second; may be empty
/// @param measured in samples per second; may be empty
/// @param knee the batch size beyond which more brings little
/// @param limit the largest batch that memory allows, where it is known
public record ThroughputByBatch(
        List<BatchPoint> estimated,
        List<BatchPoint> measured,
        OptionalLong knee,
        OptionalLong limit)
        implements Chart {

    @Override
    public @Nullable JFreeChart chart() {
        BatchCurves curves = new BatchCurves(estimated, measured);
        if (curves.isEmpty()) {
            return null;
        }
        List<Long> batches = curves.batches();
        limit.ifPresent(batches::add);
        Scale scale = Scale.of(curves.max(), Unit.PER_SECOND);
        Ticks y = Ticks.linear(curves.max(), Unit.PER_SECOND, 1.15);
        XYPlot plot =
                ChartStyle.plot(
                        new LogTicks("batch size (log)", Ticks.batches(batches)),
                        new LinearTicks(null, y));
        Labels labels = new Labels();
        Shapes marks = new Shapes();
        knee.ifPresent(batch -> {
            marks.line((double) batch, 0, (double) batch, y.high(), Ink.TEXT, ChartStyle.DASHED);
            // on the side where there is room
            boolean left = 4 * batch * batch > Collections.min(batches) * Collections.max(batches);
            labels.at(
                    (double) batch,
                    y.high(),
                    left ? -5 : 5,
                    2,
                    left ? TextAnchor.TOP_RIGHT : TextAnchor.TOP_LEFT,
                    "knee: batch " + Numbers.count(batch),
                    Ink.TEXT);
        });
        limit.ifPresent(batch -> {
            marks.line((double) batch, 0, (double) batch, y.high(), Ink.TEXT, ChartStyle.SOLID);
            labels.at(
                    (double) batch,
                    0,
                    -5,
                    -4,
                    TextAnchor.BOTTOM_RIGHT,
                    "memory ends at " + Numbers.count(batch),
                    Ink.TEXT);
        });
        plot.addAnnotation(marks);
        curves.addTo(plot, labels);
        plot.addAnnotation(labels);
        return ChartStyle.chart(plot, "throughput, samples" + scale.symbol());
    }
}
