package assay.reports.chart;

import assay.reports.card.Drawing;
import assay.reports.card.Numbers;
import assay.reports.card.Picture;
import assay.reports.card.Printable;
import assay.reports.card.Unit;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.XYPlot;
import org.jspecify.annotations.Nullable;

/// From the estimate to the measurement: one step per named part of the gap.
///
/// @param estimated the estimate in seconds
/// @param parts named parts in seconds, negative where the estimate was too high; they add up to
///   the gap
/// @param measured the measurement in seconds
/// @param low lower end of the measurement's interval
/// @param high upper end of the measurement's interval
public record GapWaterfall(
        double estimated, List<Part> parts, double measured, double low, double high)
        implements Picture {

    /// A part of the gap.
    public record Part(String label, double seconds) {}

    @Override
    public Drawing svg() {
        return Canvas.svg(this::chart, Canvas.WIDE);
    }

    @Override
    public Drawing png() {
        return Canvas.png(this::chart, Canvas.WIDE);
    }

    private @Nullable JFreeChart chart() {
        List<String> names = new ArrayList<>();
        names.add("estimated");
        parts.forEach(p -> names.add(Printable.clip(p.label(), 34)));
        names.add("measured");
        double most = Math.max(high, estimated);
        double running = estimated;
        double least = 0;
        for (Part part : parts) {
            running += part.seconds();
            most = Math.max(most, running);
            least = Math.min(least, running);
        }
        if (most <= 0) {
            return null;
        }
        Ticks x = new Ticks(List.of(), least, most * 1.25);
        XYPlot plot =
                ChartStyle.plot(new LinearTicks(null, x), new LinearTicks(null, Ticks.rows(names)));
        plot.getRangeAxis().setInverted(true);
        plot.getRangeAxis().setTickLabelPaint(Ink.TEXT.color());
        plot.setRangeGridlinesVisible(false);
        Shapes bars = new Shapes();
        Labels labels = new Labels();
        bars.box(0, -0.34, estimated, 0.34, Ink.ESTIMATED_SOFT, Ink.ESTIMATED);
        labels.right(
                estimated,
                0,
                6,
                Numbers.text(estimated, Unit.SECONDS),
                Ink.ESTIMATED,
                ChartStyle.plain());
        steps(bars, labels);
        int last = parts.size() + 1;
        bars.box(0, last - 0.34, measured, last + 0.34, Ink.MEASURED, null);
        whisker(bars, last);
        labels.right(
                Math.max(measured, high),
                last,
                6,
                Numbers.text(measured, Unit.SECONDS),
                Ink.MEASURED,
                ChartStyle.bold());
        plot.addAnnotation(bars);
        plot.addAnnotation(labels);
        return ChartStyle.chart(plot, "time, each bar starting where the one above ends");
    }

    private void steps(Shapes bars, Labels labels) {
        double from = estimated;
        for (int i = 0; i < parts.size(); i++) {
            double to = from + parts.get(i).seconds();
            bars.line(from, i + 0.34, from, i + 0.66, Ink.MUTED, ChartStyle.THIN);
            bars.box(
                    from,
                    i + 1 - 0.34,
                    to,
                    i + 1 + 0.34,
                    to >= from ? Ink.PART_2 : Ink.PART_4,
                    null);
            String sign = to >= from ? "+" : "−";
            labels.right(
                    Math.max(from, to),
                    i + 1,
                    6,
                    sign + Numbers.text(Math.abs(to - from), Unit.SECONDS),
                    Ink.TEXT,
                    ChartStyle.plain());
            from = to;
        }
        bars.line(from, parts.size() + 0.34, from, parts.size() + 0.66, Ink.MUTED, ChartStyle.THIN);
    }

    private void whisker(Shapes bars, int row) {
        if (high > low) {
            bars.line(low, row, high, row, Ink.TEXT, ChartStyle.THIN);
            bars.line(low, row - 0.14, low, row + 0.14, Ink.TEXT, ChartStyle.THIN);
            bars.line(high, row - 0.14, high, row + 0.14, Ink.TEXT, ChartStyle.THIN);
        }
    }
}
