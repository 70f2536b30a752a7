package assay.reports.chart;

import assay.reports.card.Numbers;
import assay.reports.card.Printable;
import assay.reports.card.Unit;
import java.awt.Dimension;
import java.awt.Font;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.XYPlot;
import org.jspecify.annotations.Nullable;

/// Time of each operator type in one inference, estimated (hollow) beside measured (solid), where
/// any was measured.
///
/// @param rows in any order; drawn longest first
/// @param span what the times cover
public record TimeByOperator(List<Row> rows, String span) implements Chart {

    private static final int MOST = 9;

    /// Pixels around the rows.
    private static final int AROUND = 70;

    /// Pixels of a row of two bars whose labels keep clear of each other.
    private static final int ROW = 40;

    /// Seconds of one operator type; an empty side is drawn as a dash.
    public record Row(String label, OptionalDouble estimated, OptionalDouble measured) {}

    /// As high as its rows ask for.
    @Override
    public Dimension size() {
        int drawn = isMeasured() ? Math.min(MOST, rows.size()) : 0;
        return new Dimension(Canvas.WIDE.width, Math.max(Canvas.WIDE.height, AROUND + drawn * ROW));
    }

    private boolean isMeasured() {
        return rows.stream().anyMatch(row -> row.measured().isPresent());
    }

    @Override
    public @Nullable JFreeChart chart() {
        List<Row> shown =
                rows.stream()
                        .sorted(Comparator.comparingDouble(TimeByOperator::longest).reversed())
                        .limit(MOST)
                        .toList();
        if (shown.isEmpty() || longest(shown.getFirst()) <= 0) {
            return null;
        }
        double longest = longest(shown.getFirst());
        boolean both = isMeasured();
        XYPlot plot =
                ChartStyle.plot(
                        new LinearTicks(null, Ticks.linear(longest, Unit.SECONDS, 1.42).bare()),
                        new LinearTicks(
                                null,
                                Ticks.rows(
                                        shown.stream()
                                                .map(r ->
                                                        Printable.clip(
                                                                r.label(), ChartStyle.LABEL_LENGTH))
                                                .toList())));
        plot.getRangeAxis().setInverted(true);
        plot.getRangeAxis().setTickLabelPaint(Ink.TEXT.color());
        plot.setRangeGridlinesVisible(false);
        plot.setDomainGridlinesVisible(false);
        Shapes bars = new Shapes();
        Labels labels = new Labels();
        for (int i = 0; i < shown.size(); i++) {
            Row row = shown.get(i);
            double estimated = row.estimated().orElse(0);
            double measured = row.measured().orElse(0);
            double bottom = both ? i - 0.04 : i + 0.36;
            bars.box(0, i - 0.36, estimated, bottom, Ink.ESTIMATED_SOFT, Ink.ESTIMATED);
            labels.right(
                    estimated,
                    (i - 0.36 + bottom) / 2,
                    6,
                    print(row.estimated()) + (i == 0 ? " estimated" : ""),
                    Ink.ESTIMATED,
                    small(Font.PLAIN));
            if (!both) {
                continue;
            }
            bars.box(0, i + 0.04, measured, i + 0.36, Ink.MEASURED, null);
            labels.right(
                    measured,
                    i + 0.2,
                    6,
                    print(row.measured()) + (i == 0 ? " measured" : ""),
                    Ink.MEASURED,
                    small(Font.BOLD));
        }
        plot.addAnnotation(bars);
        plot.addAnnotation(labels);
        String rest =
                rows.size() > shown.size()
                        ? "; the " + shown.size() + " longest of " + rows.size() + " operators"
                        : "";
        return ChartStyle.chart(plot, "time in one inference, " + span + rest);
    }

    private static Font small(int style) {
        return ChartStyle.font(style, 11);
    }

    private static double longest(Row row) {
        return Math.max(row.estimated().orElse(0), row.measured().orElse(0));
    }

    private static String print(OptionalDouble seconds) {
        return seconds.isPresent() ? Numbers.text(seconds.getAsDouble(), Unit.SECONDS) : "–";
    }
}
