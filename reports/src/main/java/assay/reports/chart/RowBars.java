package assay.reports.chart;

import assay.reports.card.Numbers;
import assay.reports.card.Printable;
import assay.reports.card.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.XYPlot;
import org.jspecify.annotations.Nullable;

/// Horizontal bars, longest first, each with its value and its share: the shape of all
/// distributions.
final class RowBars {
    /// Beyond these the rest is one row.
    static final int MOST = 11;

    private RowBars() {}

    static @Nullable JFreeChart chart(List<Bar> bars, Unit unit, String title) {
        List<Bar> rows = longest(bars);
        double total = rows.stream().mapToDouble(Bar::value).sum();
        if (total <= 0) {
            return null;
        }
        double longest = rows.stream().mapToDouble(Bar::value).max().orElseThrow();
        XYPlot plot =
                ChartStyle.plot(
                        new LinearTicks(null, Ticks.linear(longest, unit, 1.5).bare()),
                        new LinearTicks(null, Ticks.rows(rows.stream().map(Bar::label).toList())));
        plot.getRangeAxis().setInverted(true);
        plot.getRangeAxis().setTickLabelPaint(Ink.TEXT.color());
        plot.setRangeGridlinesVisible(false);
        plot.setDomainGridlinesVisible(false);
        Shapes shapes = new Shapes();
        Labels labels = new Labels();
        for (int i = 0; i < rows.size(); i++) {
            double value = rows.get(i).value();
            shapes.box(0, i - 0.36, value, i + 0.36, Ink.PART_2, null);
            labels.right(
                    value,
                    i,
                    6,
                    Numbers.text(value, unit) + " · " + share(value / total),
                    Ink.TEXT,
                    ChartStyle.plain());
        }
        plot.addAnnotation(shapes);
        plot.addAnnotation(labels);
        return ChartStyle.chart(plot, title);
    }

    /// Shares too small to see are not printed to three digits.
    private static String share(double share) {
        return share < 0.001 ? "under 0.1 %" : Numbers.text(share, Unit.FRACTION);
    }

    /// The longest bars with printable labels, and the rest as one.
    static List<Bar> longest(List<Bar> bars) {
        List<Bar> sorted =
                bars.stream()
                        .filter(b -> b.value() > 0)
                        .sorted(
                                Comparator.comparingDouble(Bar::value)
                                        .reversed()
                                        .thenComparing(Bar::label))
                        .toList();
        List<Bar> rows = new ArrayList<>();
        int shown = sorted.size() <= MOST + 1 ? sorted.size() : MOST;
        for (Bar bar : sorted.subList(0, shown)) {
            rows.add(new Bar(Printable.clip(bar.label(), ChartStyle.LABEL_LENGTH), bar.value()));
        }
        if (shown < sorted.size()) {
            double rest =
                    sorted.subList(shown, sorted.size()).stream().mapToDouble(Bar::value).sum();
            rows.add(new Bar((sorted.size() - shown) + " others", rest));
        }
        return rows;
    }
}
