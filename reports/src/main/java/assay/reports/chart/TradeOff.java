package assay.reports.chart;

import assay.reports.card.Numbers;
import assay.reports.card.Printable;
import assay.reports.card.Scale;
import assay.reports.card.Unit;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.XYPlot;
import org.jspecify.annotations.Nullable;

/// Quality over latency, a point a result with the interval of its median; filled where no other
/// result is both faster and better.
///
/// @param metric what the quality is, for the axis
public record TradeOff(List<Point> points, String metric) implements Chart {

    public TradeOff {
        points = List.copyOf(points);
    }

    /// One result; latencies in seconds.
    public record Point(
            String label, double seconds, double low, double high, double quality, boolean best) {}

    @Override
    public @Nullable JFreeChart chart() {
        if (points.isEmpty()) {
            return null;
        }
        double left = points.stream().mapToDouble(Point::low).min().orElseThrow();
        double right = points.stream().mapToDouble(Point::high).max().orElseThrow();
        double least = points.stream().mapToDouble(Point::quality).min().orElseThrow();
        double most = points.stream().mapToDouble(Point::quality).max().orElseThrow();
        double room = most > least ? (most - least) * 0.1 : Math.max(1e-9, Math.abs(most) * 0.1);
        Scale scale = Scale.of(right, Unit.SECONDS);
        double factor = scale.factor().doubleValue();
        XYPlot plot =
                ChartStyle.plot(
                        new LogTicks(
                                "median latency, " + scale.symbol() + " (log)",
                                Ticks.log(left, right, v -> Numbers.tick(v, factor))),
                        new LinearTicks(
                                null,
                                Ticks.between(
                                        least - room, most + 2 * room, v -> Numbers.tick(v, 1))));
        Shapes shapes = new Shapes();
        Labels labels = new Labels();
        for (Point point : points) {
            shapes.line(
                    point.low(),
                    point.quality(),
                    point.high(),
                    point.quality(),
                    Ink.MEASURED,
                    ChartStyle.THIN);
            shapes.disc(
                    point.seconds(),
                    point.quality(),
                    5,
                    point.best() ? Ink.MEASURED : Ink.ESTIMATED_SOFT,
                    Ink.MEASURED);
            labels.above(
                    point.seconds(),
                    point.quality(),
                    Printable.clip(point.label(), ChartStyle.LABEL_LENGTH),
                    Ink.TEXT);
        }
        plot.addAnnotation(shapes);
        plot.addAnnotation(labels);
        return ChartStyle.chart(plot, Printable.clip(metric, 40));
    }
}
