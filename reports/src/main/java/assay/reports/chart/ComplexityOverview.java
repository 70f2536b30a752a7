package assay.reports.chart;

import assay.reports.card.Printable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.XYPlot;
import org.jspecify.annotations.Nullable;

/// Where the model lies: for each measure (nodes, parameters, FLOPs, bytes moved, time) one bar of
/// 100 %, split by operator.
///
/// @param measures top to bottom
public record ComplexityOverview(List<Measure> measures) implements Chart {

    /// One bar of 100 %.
    ///
    /// @param name "parameters", "FLOPs", "estimated time"
    /// @param total printed at the bar's end, with its unit ("11.7 M")
    /// @param parts the share of each operator type, in the measure's unit; the smallest are drawn
    ///   as "other"
    public record Measure(String name, String total, List<Bar> parts) {}

    private static final int NAMED = 5;

    @Override
    public @Nullable JFreeChart chart() {
        List<Measure> drawn = measures.stream().filter(m -> sum(m.parts()) > 0).toList();
        if (drawn.isEmpty()) {
            return null;
        }
        List<String> operators = leading(drawn);
        XYPlot plot =
                ChartStyle.plot(
                        new LinearTicks(null, new Ticks(List.of(), 0, 1.24)),
                        new LinearTicks(
                                null, Ticks.rows(drawn.stream().map(Measure::name).toList())));
        plot.getRangeAxis().setInverted(true);
        plot.getRangeAxis().setTickLabelPaint(Ink.TEXT.color());
        plot.setRangeGridlinesVisible(false);
        Shapes bars = new Shapes();
        Labels labels = new Labels();
        for (int i = 0; i < drawn.size(); i++) {
            row(drawn.get(i), i, operators, bars, labels);
            labels.right(1, i, 8, drawn.get(i).total(), Ink.TEXT, ChartStyle.plain());
        }
        plot.addAnnotation(bars);
        plot.addAnnotation(labels);
        return ChartStyle.chart(
                plot,
                "share of the whole; from the left: "
                        + String.join(
                                ", ", operators.stream().map(o -> Printable.clip(o, 18)).toList())
                        + ", other");
    }

    private static void row(
            Measure measure, int row, List<String> operators, Shapes bars, Labels labels) {
        double total = sum(measure.parts());
        double from = 0;
        for (int i = 0; i <= operators.size(); i++) {
            boolean other = i == operators.size();
            double share = other ? 1 - from : sum(named(measure.parts(), operators.get(i))) / total;
            if (share <= 1e-9) {
                continue;
            }
            int color = other ? NAMED : i;
            bars.box(from, row - 0.36, from + share, row + 0.36, Ink.part(color), Ink.SURFACE);
            String name = other ? "other" : operators.get(i);
            labels.inside(
                    from + share / 2,
                    row,
                    share,
                    List.of(
                            Printable.clip(name, ChartStyle.LABEL_LENGTH),
                            Printable.clip(name, 14),
                            Printable.clip(name, 9)),
                    Ink.onPart(color));
            from += share;
        }
    }

    /// The operators with the largest share summed over all measures.
    private static List<String> leading(List<Measure> measures) {
        Map<String, Double> weight = new TreeMap<>();
        for (Measure measure : measures) {
            double total = sum(measure.parts());
            measure.parts().forEach(b -> weight.merge(b.label(), b.value() / total, Double::sum));
        }
        return weight.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .limit(NAMED)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static List<Bar> named(List<Bar> parts, String label) {
        return parts.stream().filter(b -> b.label().equals(label)).toList();
    }

    private static double sum(List<Bar> parts) {
        return parts.stream().mapToDouble(Bar::value).sum();
    }
}
