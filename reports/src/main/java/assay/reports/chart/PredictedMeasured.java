package assay.reports.chart;

import assay.reports.card.Numbers;
import java.awt.Dimension;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.XYPlot;
import org.jspecify.annotations.Nullable;

/// Predicted over measured latency, log-log: points on the middle line are right, the dashed lines
/// are half and twice.
///
/// @param side what the predictions are called: "predicted", "estimated"
/// @param points in seconds; at most [#MOST] are drawn, evenly picked
public record PredictedMeasured(String side, List<Point> points) implements Chart {
    /// More would only cover each other.
    static final int MOST = 1500;

    /// Fewer than these are drawn large.
    private static final int FEW = 100;

    public PredictedMeasured {
        points = List.copyOf(points);
    }

    /// One row of a table.
    public record Point(double measured, double predicted) {}

    @Override
    public Dimension size() {
        return Canvas.SQUARE;
    }

    @Override
    public @Nullable JFreeChart chart() {
        if (points.isEmpty()) {
            return null;
        }
        double low =
                points.stream()
                        .mapToDouble(p -> Math.min(p.measured, p.predicted))
                        .min()
                        .orElseThrow();
        double high =
                points.stream()
                        .mapToDouble(p -> Math.max(p.measured, p.predicted))
                        .max()
                        .orElseThrow();
        Ticks ticks = Ticks.log(low, high, v -> Numbers.tick(v, 1e-3));
        XYPlot plot =
                ChartStyle.plot(
                        new LogTicks("measured, ms (log)", ticks), new LogTicks(null, ticks));
        Shapes shapes = new Shapes();
        int every = Math.max(1, points.size() / MOST);
        for (int i = 0; i < points.size(); i += every) {
            shapes.disc(
                    points.get(i).measured,
                    points.get(i).predicted,
                    points.size() < FEW ? 4 : 1.8,
                    Ink.PART_3,
                    null);
        }
        for (double factor : new double[] {0.5, 1, 2}) {
            double from = Math.max(ticks.low(), ticks.low() / factor);
            double to = Math.min(ticks.high(), ticks.high() / factor);
            shapes.line(
                    from,
                    from * factor,
                    to,
                    to * factor,
                    Ink.TEXT,
                    factor == 1 ? ChartStyle.THIN : ChartStyle.DASHED);
        }
        plot.addAnnotation(shapes);
        return ChartStyle.chart(plot, side + ", ms (log); dashed: half and twice the measured");
    }
}
