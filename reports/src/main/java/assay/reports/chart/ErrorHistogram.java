package assay.reports.chart;

import assay.reports.card.Unit;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.XYPlot;
import org.jspecify.annotations.Nullable;

/// How many rows were missed by how much: signed errors in steps of 10 per cent, beyond ±100 per
/// cent gathered at the ends.
///
/// @param errors predicted over measured, less 1
public record ErrorHistogram(List<Double> errors) implements Chart {
    private static final int BINS = 20;

    public ErrorHistogram {
        errors = List.copyOf(errors);
    }

    @Override
    public @Nullable JFreeChart chart() {
        if (errors.isEmpty()) {
            return null;
        }
        int[] counts = new int[BINS];
        for (double error : errors) {
            counts[Math.clamp((int) Math.floor((error + 1) * BINS / 2), 0, BINS - 1)]++;
        }
        int most = 1;
        for (int count : counts) {
            most = Math.max(most, count);
        }
        List<Ticks.Mark> marks = new ArrayList<>();
        for (int i = -100; i <= 100; i += 50) {
            marks.add(new Ticks.Mark(i, (i > 0 ? "+" : i < 0 ? "−" : "") + Math.abs(i) + " %"));
        }
        XYPlot plot =
                ChartStyle.plot(
                        new LinearTicks(
                                "predicted over measured, less 1", new Ticks(marks, -104, 108)),
                        new LinearTicks(null, Ticks.linear(most, Unit.COUNT, 1.1)));
        Shapes shapes = new Shapes();
        for (int i = 0; i < BINS; i++) {
            double left = -100 + i * 200.0 / BINS;
            if (counts[i] > 0) {
                shapes.box(left + 0.5, 0, left + 200.0 / BINS - 0.5, counts[i], Ink.PART_2, null);
            }
        }
        shapes.line(0, 0, 0, most, Ink.TEXT, ChartStyle.THIN);
        plot.addAnnotation(shapes);
        return ChartStyle.chart(plot, "rows");
    }
}
