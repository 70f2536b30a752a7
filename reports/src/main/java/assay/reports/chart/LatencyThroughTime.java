package assay.reports.chart;

import assay.reports.card.Numbers;
import assay.reports.card.Scale;
import assay.reports.card.Unit;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.XYPlot;
import org.jspecify.annotations.Nullable;

/// Medians one after another, each with its interval, and between dashed lines where the newest was
/// expected. Results stand at equal distances, whatever the time between them.
///
/// @param points oldest first, in seconds
/// @param low of the expectation, in seconds; with `high` null where there is none
public record LatencyThroughTime(List<Point> points, @Nullable Double low, @Nullable Double high)
        implements Chart {

    public LatencyThroughTime {
        points = List.copyOf(points);
    }

    /// One result.
    ///
    /// @param day as the axis names it
    public record Point(String day, double seconds, double low, double high) {}

    @Override
    public @Nullable JFreeChart chart() {
        if (points.isEmpty()) {
            return null;
        }
        double least = points.stream().mapToDouble(Point::low).min().orElseThrow();
        double most = points.stream().mapToDouble(Point::high).max().orElseThrow();
        least = low == null ? least : Math.min(least, low);
        most = high == null ? most : Math.max(most, high);
        double room = Math.max((most - least) * 0.1, most * 0.01);
        double factor = Scale.of(most, Unit.SECONDS).factor().doubleValue();
        XYPlot plot =
                ChartStyle.plot(
                        new LinearTicks("result", days()),
                        new LinearTicks(
                                null,
                                Ticks.between(
                                        least - room, most + room, v -> Numbers.tick(v, factor))));
        Shapes shapes = new Shapes();
        double end = points.size() + 0.4;
        if (low != null && high != null) {
            shapes.line(0.6, low, end, low, Ink.ESTIMATED, ChartStyle.DASHED);
            shapes.line(0.6, high, end, high, Ink.ESTIMATED, ChartStyle.DASHED);
        }
        for (int i = 0; i < points.size(); i++) {
            Point point = points.get(i);
            shapes.line(i + 1, point.low(), i + 1, point.high(), Ink.MEASURED, ChartStyle.THIN);
            shapes.disc(i + 1, point.seconds(), 3.5, Ink.MEASURED, null);
        }
        plot.addAnnotation(shapes);
        return ChartStyle.chart(plot, "median latency, " + Scale.of(most, Unit.SECONDS).symbol());
    }

    /// The first and the newest are named.
    private Ticks days() {
        List<Ticks.Mark> marks = new ArrayList<>();
        marks.add(new Ticks.Mark(1, points.getFirst().day()));
        if (points.size() > 1) {
            marks.add(new Ticks.Mark(points.size(), points.getLast().day()));
        }
        return new Ticks(marks, 0.5, points.size() + 0.5);
    }
}
