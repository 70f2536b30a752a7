package assay.reports.chart;

import assay.reports.card.Numbers;
import assay.reports.card.Scale;
import assay.reports.card.Unit;
import java.awt.Dimension;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.XYPlot;
import org.jspecify.annotations.Nullable;

/// One condition of the device while the benchmark ran, process by process, and within each:
/// whether it changed.
///
/// @param name "clock of the processors"
/// @param points in the order in which the processes ran
public record RunConditions(String name, Unit unit, List<Point> points) implements Chart {

    /// Of a process, where 1 leads to the next one.
    private static final double WIDTH = 0.9;

    /// What one process saw.
    ///
    /// @param place in the order of all processes, from 1
    /// @param batch that it measured
    /// @param value its mean
    /// @param within how it moved meanwhile, in equal parts; empty where that was not kept
    public record Point(int place, long batch, double value, List<Double> within) {

        public Point {
            within = List.copyOf(within);
        }

        public double least() {
            return Stream.concat(Stream.of(value), within.stream())
                    .min(Comparator.naturalOrder())
                    .orElse(value);
        }

        public double most() {
            return Stream.concat(Stream.of(value), within.stream())
                    .max(Comparator.naturalOrder())
                    .orElse(value);
        }
    }

    @Override
    public Dimension size() {
        return Canvas.LOW;
    }

    @Override
    public @Nullable JFreeChart chart() {
        if (points.isEmpty()) {
            return null;
        }
        double most = points.stream().mapToDouble(Point::most).max().orElseThrow();
        double least = points.stream().mapToDouble(Point::least).min().orElseThrow();
        if (most <= 0) {
            return null;
        }
        Ticks y = Ticks.linear(most, unit, 1.15);
        Scale scale = Scale.of(most, unit);
        int last = points.getLast().place();
        XYPlot plot =
                ChartStyle.plot(
                        new LinearTicks("process, in the order of the run", places(last)),
                        new LinearTicks(null, y));
        Shapes shapes = new Shapes();
        Labels labels = new Labels();
        for (int i = 0; i < points.size(); i++) {
            Point point = points.get(i);
            within(shapes, point);
            if (i > 0 && point.within().isEmpty()) {
                Point before = points.get(i - 1);
                shapes.line(
                        before.place(),
                        before.value(),
                        point.place(),
                        point.value(),
                        Ink.MEASURED,
                        ChartStyle.THIN);
            }
            shapes.disc(point.place(), point.value(), 3, Ink.MEASURED, null);
        }
        labels.right(
                last,
                points.getLast().value(),
                8,
                Numbers.text(points.getLast().value(), unit),
                Ink.MEASURED,
                ChartStyle.bold());
        plot.addAnnotation(shapes);
        plot.addAnnotation(labels);
        return ChartStyle.chart(
                plot,
                name
                        + ", "
                        + scale.symbol()
                        + "; from "
                        + Numbers.text(least, unit)
                        + " to "
                        + Numbers.text(most, unit));
    }

    /// Over most of the room from one process to the next.
    private static void within(Shapes shapes, Point point) {
        List<Double> parts = point.within();
        double step = WIDTH / Math.max(1, parts.size() - 1);
        double from = point.place() - WIDTH / 2;
        for (int i = 1; i < parts.size(); i++) {
            shapes.line(
                    from + (i - 1) * step,
                    parts.get(i - 1),
                    from + i * step,
                    parts.get(i),
                    Ink.MEASURED,
                    ChartStyle.THIN);
        }
    }

    private static Ticks places(int last) {
        int step = last <= 12 ? 1 : last <= 40 ? 5 : 10 * (1 + last / 120);
        List<Ticks.Mark> marks = new ArrayList<>();
        for (int place = 1; place <= last; place++) {
            if (place == 1 || place % step == 0) {
                marks.add(new Ticks.Mark(place, Numbers.count(place)));
            }
        }
        return new Ticks(marks, 0.5, last + Math.max(0.9, last * 0.12));
    }
}
