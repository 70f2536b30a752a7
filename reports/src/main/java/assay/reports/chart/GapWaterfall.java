package assay.reports.chart;

import assay.reports.card.Numbers;
import assay.reports.card.Printable;
import assay.reports.card.Scale;
import assay.reports.card.Unit;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.XYPlot;
import org.jspecify.annotations.Nullable;

/// From the estimate to the measurement: one step per named part of the gap. Where the steps are
/// small beside the whole, the axis begins just below the least of them, and says so: the bars of
/// the estimate and the measurement are cut off there.
///
/// @param estimated the estimate in seconds
/// @param parts named parts in seconds, negative where the estimate was too high; they add up to
///   the gap
/// @param measured the measurement in seconds
/// @param low lower end of the measurement's interval
/// @param high upper end of the measurement's interval
public record GapWaterfall(
        double estimated, List<Part> parts, double measured, double low, double high)
        implements Chart {

    /// A part of the gap.
    public record Part(String label, double seconds) {}

    /// Below this share of the whole the steps get the axis for themselves.
    private static final double CUT = 0.5;

    @Override
    public @Nullable JFreeChart chart() {
        List<String> names = new ArrayList<>();
        names.add("estimated");
        parts.forEach(p -> names.add(Printable.clip(p.label(), 34)));
        names.add("measured");
        double most = Math.max(high, estimated);
        double running = estimated;
        double least = Math.min(low, estimated);
        for (Part part : parts) {
            running += part.seconds();
            most = Math.max(most, running);
            least = Math.min(least, running);
        }
        if (most <= 0) {
            return null;
        }
        double range = most - least;
        boolean cut = range > 0 && least > 0 && range < CUT * most;
        double start = cut ? least - range * 0.35 : Math.min(0, least);
        Ticks x =
                cut
                        ? marked(start, most + range * 0.35)
                        : new Ticks(List.of(), start, most + 0.25 * (most - start));
        XYPlot plot =
                ChartStyle.plot(new LinearTicks(null, x), new LinearTicks(null, Ticks.rows(names)));
        plot.getRangeAxis().setInverted(true);
        plot.getRangeAxis().setTickLabelPaint(Ink.TEXT.color());
        plot.setRangeGridlinesVisible(false);
        Shapes bars = new Shapes();
        Labels labels = new Labels();
        bars.box(start, -0.34, estimated, 0.34, Ink.ESTIMATED_SOFT, Ink.ESTIMATED);
        labels.right(
                estimated,
                0,
                6,
                Numbers.text(estimated, Unit.SECONDS),
                Ink.ESTIMATED,
                ChartStyle.plain());
        steps(bars, labels);
        int last = parts.size() + 1;
        bars.box(start, last - 0.34, measured, last + 0.34, Ink.MEASURED, null);
        if (cut) {
            broken(bars, x, 0);
            broken(bars, x, last);
        }
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
        return ChartStyle.chart(
                plot,
                cut
                        ? "time, "
                                + Scale.of(most, Unit.SECONDS).symbol()
                                + "; the axis does not begin at 0"
                        : "time, each bar starting where the one above ends");
    }

    private static Ticks marked(double low, double high) {
        Ticks all = Ticks.linear(high, Unit.SECONDS, 1);
        double factor = Scale.of(high, Unit.SECONDS).factor().doubleValue();
        double step = (all.marks().get(1).value() - all.marks().get(0).value());
        while ((high - low) / step < 3) {
            step /= (high - low) / step < 1.5 ? 5 : 2;
        }
        List<Ticks.Mark> marks = new ArrayList<>();
        for (double at = Math.ceil(low / step) * step; at < high; at += step) {
            marks.add(new Ticks.Mark(at, Numbers.tick(at, factor)));
        }
        return new Ticks(marks, low, high);
    }

    /// Two strokes through a bar that begins before the axis.
    private static void broken(Shapes bars, Ticks x, int row) {
        double width = (x.high() - x.low()) * 0.012;
        for (int i = 1; i <= 2; i++) {
            double at = x.low() + 3 * i * width;
            bars.line(at, row + 0.42, at + width, row - 0.42, Ink.SURFACE, ChartStyle.SOLID);
        }
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
