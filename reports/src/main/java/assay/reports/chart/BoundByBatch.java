package assay.reports.chart;

import assay.reports.card.Numbers;
import assay.reports.card.Unit;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.XYPlot;
import org.jspecify.annotations.Nullable;

/// What the estimated time is made of at each batch size: where dispatch, copies, memory and
/// arithmetic take over from each other.
///
/// @param rows ascending by batch
public record BoundByBatch(List<Row> rows) implements Chart {

    /// Seconds of one batch size.
    ///
    /// @param dispatch starting kernels and the run itself, and what is bound by them
    /// @param copies of inputs and outputs
    /// @param memory kernels bound by memory
    /// @param compute kernels bound by arithmetic
    public record Row(long batch, double dispatch, double copies, double memory, double compute) {
        double total() {
            return dispatch + copies + memory + compute;
        }
    }

    @Override
    public @Nullable JFreeChart chart() {
        List<Row> drawn = rows.stream().filter(r -> r.total() > 0).toList();
        if (drawn.isEmpty()) {
            return null;
        }
        XYPlot plot =
                ChartStyle.plot(
                        new LinearTicks(null, new Ticks(List.of(), 0, 1.02)),
                        new LinearTicks(
                                null,
                                Ticks.rows(
                                        drawn.stream()
                                                .map(r -> "batch " + Numbers.count(r.batch()))
                                                .toList())));
        plot.getRangeAxis().setInverted(true);
        plot.getRangeAxis().setTickLabelPaint(Ink.TEXT.color());
        plot.setRangeGridlinesVisible(false);
        plot.setDomainGridlinesVisible(false);
        Shapes bars = new Shapes();
        Labels labels = new Labels();
        for (int i = 0; i < drawn.size(); i++) {
            Row row = drawn.get(i);
            double copies = row.dispatch() / row.total();
            double memory = copies + row.copies() / row.total();
            double compute = memory + row.memory() / row.total();
            part(bars, labels, i, 0, copies, "dispatch", 0);
            part(bars, labels, i, copies, memory, "copies", 5);
            part(bars, labels, i, memory, compute, "memory", 2);
            part(bars, labels, i, compute, 1, "compute", 4);
        }
        plot.addAnnotation(bars);
        plot.addAnnotation(labels);
        return ChartStyle.chart(
                plot,
                "share of the estimated time; from the left: dispatch, copies, memory, compute");
    }

    private static void part(
            Shapes bars, Labels labels, int row, double from, double to, String name, int ink) {
        if (to - from <= 0) {
            return;
        }
        bars.box(from, row - 0.38, to, row + 0.38, Ink.part(ink), Ink.SURFACE);
        labels.inside(
                (from + to) / 2,
                row,
                to - from,
                List.of(
                        name + " " + Numbers.text(to - from, Unit.FRACTION),
                        Numbers.text(to - from, Unit.FRACTION)),
                Ink.onPart(ink));
    }
}
