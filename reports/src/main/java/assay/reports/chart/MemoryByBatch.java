package assay.reports.chart;

import assay.reports.card.Scale;
import assay.reports.card.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.XYPlot;
import org.jspecify.annotations.Nullable;

/// Memory over batch size: weights and activations stacked as counted, what is assumed on top of
/// them hollow, the measured peak as a line.
///
/// @param estimated one stack per batch size
/// @param measured peak bytes; may be empty
/// @param capacity the device's memory in bytes: a line where it comes near
public record MemoryByBatch(List<Stack> estimated, List<BatchPoint> measured, OptionalLong capacity)
        implements Chart {

    /// Bytes at one batch size.
    ///
    /// @param assumed workspace and context, where these are not measured; else 0, and not drawn
    public record Stack(long batch, double weights, double activations, double assumed) {
        double x() {
            return (double) batch;
        }
    }

    private static final int COLUMN = 30;

    @Override
    public @Nullable JFreeChart chart() {
        List<Long> batches = new ArrayList<>();
        double most = 0;
        for (Stack stack : estimated) {
            batches.add(stack.batch());
            most = Math.max(most, stack.weights() + stack.activations() + stack.assumed());
        }
        for (BatchPoint point : measured) {
            batches.add(point.batch());
            most = Math.max(most, point.high());
        }
        if (batches.isEmpty() || most <= 0) {
            return null;
        }
        boolean near = capacity.isPresent() && (double) capacity.getAsLong() < 3 * most;
        double top = near ? Math.max(most, (double) capacity.getAsLong()) : most;
        Ticks y = Ticks.linear(top, Unit.BYTES, 1.12);
        XYPlot plot =
                ChartStyle.plot(
                        new LogTicks("batch size (log)", Ticks.batches(batches)),
                        new LinearTicks(null, y));
        Shapes columns = new Shapes();
        Labels labels = new Labels();
        estimated.forEach(stack -> stack(stack, columns));
        if (near) {
            columns.line(
                    (double) batches.getFirst(),
                    (double) capacity.getAsLong(),
                    (double) batches.getLast(),
                    (double) capacity.getAsLong(),
                    Ink.TEXT,
                    ChartStyle.DASHED);
            labels.above(
                    (double) batches.getFirst(),
                    (double) capacity.getAsLong(),
                    "device memory",
                    Ink.TEXT);
        }
        plot.addAnnotation(columns);
        measuredLine(plot, labels);
        if (!estimated.isEmpty()) {
            name(estimated.getLast(), labels);
        }
        plot.addAnnotation(labels);
        return ChartStyle.chart(plot, "memory, " + Scale.of(top, Unit.BYTES).symbol());
    }

    private void measuredLine(XYPlot plot, Labels labels) {
        Shapes line = new Shapes();
        for (int i = 0; i < measured.size(); i++) {
            BatchPoint point = measured.get(i);
            if (i > 0) {
                BatchPoint before = measured.get(i - 1);
                line.line(
                        before.x(),
                        before.value(),
                        point.x(),
                        point.value(),
                        Ink.MEASURED,
                        ChartStyle.SOLID);
            }
            line.disc(point.x(), point.value(), 3.5, Ink.MEASURED, null);
        }
        plot.addAnnotation(line);
        if (!measured.isEmpty()) {
            BatchPoint last = measured.getLast();
            labels.right(
                    last.x(),
                    last.value(),
                    COLUMN / 2 + 6,
                    "measured peak",
                    Ink.MEASURED,
                    ChartStyle.bold());
        }
    }

    private static void stack(Stack stack, Shapes columns) {
        double weights = stack.weights();
        double activations = weights + stack.activations();
        columns.column(stack.x(), COLUMN, 0, weights, Ink.PART_1, Ink.SURFACE);
        columns.column(stack.x(), COLUMN, weights, activations, Ink.PART_3, Ink.SURFACE);
        if (stack.assumed() > 0) {
            columns.column(
                    stack.x(),
                    COLUMN,
                    activations,
                    activations + stack.assumed(),
                    null,
                    Ink.ESTIMATED);
        }
    }

    private static void name(Stack last, Labels labels) {
        double activations = last.weights() + last.activations();
        int gap = COLUMN / 2 + 6;
        labels.right(last.x(), last.weights() / 2, gap, "weights", Ink.TEXT, ChartStyle.plain());
        labels.right(
                last.x(),
                last.weights() + last.activations() / 2,
                gap,
                "activations",
                Ink.TEXT,
                ChartStyle.plain());
        if (last.assumed() > 0) {
            labels.right(
                    last.x(),
                    activations + last.assumed() / 2,
                    gap,
                    "assumed",
                    Ink.ESTIMATED,
                    ChartStyle.plain());
        }
    }
}
