package assay.reports.chart;

import assay.reports.card.Numbers;
import assay.reports.card.Scale;
import assay.reports.card.Unit;
import java.awt.FontMetrics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.Tick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.Range;

/// Where an axis is marked, with what words, and the range that it spans.
record Ticks(List<Mark> marks, double low, double high) {

    record Mark(double value, String label) {}

    /// Between two labels, in drawing units.
    private static final double GAP = 4;

    /// From 0 to just above `max`, about five round steps.
    static Ticks linear(double max, Unit unit, double headroom) {
        // nothing beside the axis would name the thousands of a count
        Scale scale = unit == Unit.COUNT ? Scale.base(unit) : Scale.of(max, unit);
        double step = roundStep(max / 5, scale.factor().doubleValue());
        if (unit == Unit.COUNT) {
            step = Math.max(1, step); // there is no half of a thing
        }
        List<Mark> marks = new ArrayList<>();
        double high = max * headroom;
        for (int i = 0; i * step <= high * 1.0001; i++) {
            marks.add(new Mark(i * step, Numbers.tick(i * step, scale.factor().doubleValue())));
        }
        return new Ticks(marks, 0, high);
    }

    /// From `low` to `high`, about five round steps between them; neither end need be 0.
    static Ticks between(double low, double high, DoubleFunction<String> label) {
        double step = roundStep((high - low) / 5, 1);
        List<Mark> marks = new ArrayList<>();
        for (double at = Math.ceil(low / step); at * step <= high; at++) {
            marks.add(new Mark(at * step, label.apply(at * step)));
        }
        return new Ticks(marks, low, high);
    }

    /// What a logarithmic axis marks in each decade, coarsest first.
    private static final double[][] DECADES = {
        {1},
        {1, 2, 5},
        {1, 1.5, 2, 3, 4, 5, 6, 8},
        {1, 1.2, 1.4, 1.6, 1.8, 2, 2.5, 3, 3.5, 4, 4.5, 5, 6, 7, 8, 9}
    };

    private static final int FEWEST = 4;

    /// Powers of ten, with round numbers between them where these alone would be too few.
    static Ticks log(double min, double max, DoubleFunction<String> label) {
        double low = min / 1.25;
        double high = max * 1.25;
        int every = Math.log10(high / low) > 7 ? 2 : 1;
        List<Mark> marks = List.of();
        for (int i = 0; i < DECADES.length && marks.size() < FEWEST; i++) {
            marks = marks(low, high, DECADES[i], every, label);
        }
        return new Ticks(marks, low, high);
    }

    private static List<Mark> marks(
            double low, double high, double[] steps, int every, DoubleFunction<String> label) {
        List<Mark> marks = new ArrayList<>();
        for (int power = (int) Math.floor(Math.log10(low));
                power <= Math.ceil(Math.log10(high));
                power++) {
            for (double step : steps) {
                double value = step * Math.pow(10, power);
                if (value >= low && value <= high && Math.floorMod(power, every) == 0) {
                    marks.add(new Mark(value, label.apply(value)));
                }
            }
        }
        return marks;
    }

    /// One mark per batch size, with room to the right for labels; of more than ten every other is
    /// named.
    static Ticks batches(Collection<Long> batches) {
        List<Long> sorted = batches.stream().distinct().sorted().toList();
        long last = sorted.getLast();
        double span = Math.max(2, (double) last / (double) sorted.getFirst());
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i < sorted.size(); i++) {
            boolean named = sorted.size() <= 10 || (sorted.size() - 1 - i) % 2 == 0;
            marks.add(new Mark((double) sorted.get(i), named ? Numbers.count(sorted.get(i)) : ""));
        }
        return new Ticks(
                marks,
                (double) sorted.getFirst() / Math.pow(span, 0.06),
                (double) last * Math.pow(span, 0.3));
    }

    /// One named row per label, the first on top.
    static Ticks rows(List<String> labels) {
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            marks.add(new Mark(i, labels.get(i)));
        }
        return new Ticks(marks, -0.6, labels.size() - 0.4);
    }

    /// The same range without marks: for bars that carry their values.
    Ticks bare() {
        return new Ticks(List.of(), low, high);
    }

    /// The marks of an axis at that edge; below a chart a label that would lie on the one before it
    /// is left out.
    ///
    /// One that would reach beyond the chart stands left of its mark.
    ///
    /// @param position of a value along the edge, in drawing units
    /// @param end of the edge
    List<Tick> at(
            RectangleEdge edge,
            Range visible,
            DoubleUnaryOperator position,
            double end,
            FontMetrics type) {
        boolean below = RectangleEdge.isTopOrBottom(edge);
        List<Tick> ticks = new ArrayList<>();
        double free = Double.NEGATIVE_INFINITY;
        for (Mark mark : marks) {
            if (!visible.contains(mark.value())) {
                continue;
            }
            String label = mark.label();
            TextAnchor anchor = below ? TextAnchor.TOP_CENTER : TextAnchor.CENTER_RIGHT;
            if (below) {
                double width = type.stringWidth(label);
                double left = position.applyAsDouble(mark.value()) - width / 2;
                if (left + width > end + ChartStyle.RIGHT_PADDING) {
                    anchor = TextAnchor.TOP_RIGHT;
                    left -= width / 2;
                }
                if (left < free) {
                    label = "";
                } else if (!label.isEmpty()) {
                    free = left + width + GAP;
                }
            }
            ticks.add(new NumberTick(mark.value(), label, anchor, TextAnchor.CENTER, 0));
        }
        return ticks;
    }

    /// The next of 1, 2, 5, 10, ... units above `rough`.
    private static double roundStep(double rough, double unit) {
        double power = unit * Math.pow(10, Math.floor(Math.log10(rough / unit)));
        double lead = rough / power;
        return power * (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10);
    }
}
