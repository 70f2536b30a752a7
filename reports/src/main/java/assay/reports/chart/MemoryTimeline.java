package assay.reports.chart;

import assay.reports.card.Numbers;
import assay.reports.card.Printable;
import assay.reports.card.Scale;
import assay.reports.card.Unit;
import java.util.List;
import java.util.OptionalDouble;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYStepAreaRenderer;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jspecify.annotations.Nullable;

/// Live bytes while the graph runs, node by node, the peak marked.
///
/// @param steps in execution order
/// @param weights bytes of the weights, drawn as a floor
/// @param measuredPeak the measured peak, where there is one
public record MemoryTimeline(List<Step> steps, double weights, OptionalDouble measuredPeak)
        implements Chart {

    /// One node as it runs.
    ///
    /// @param node raw name of the node that runs
    /// @param activations live activation bytes while it runs
    public record Step(String node, double activations) {}

    /// Finer steps than these are not seen: of longer graphs neighbours are drawn as one, as high
    /// as the highest.
    private static final int FINEST = 1_000;

    @Override
    public @Nullable JFreeChart chart() {
        if (steps.isEmpty()) {
            return null;
        }
        int peak = 0;
        for (int i = 1; i < steps.size(); i++) {
            if (steps.get(i).activations() > steps.get(peak).activations()) {
                peak = i;
            }
        }
        double most = weights + steps.get(peak).activations();
        if (most <= 0) {
            return null;
        }
        double top = Math.max(most, measuredPeak.orElse(0));
        Ticks y = Ticks.linear(top, Unit.BYTES, 1.2);
        Ticks x = Ticks.linear(Math.max(1, steps.size()), Unit.COUNT, 1);
        XYPlot plot =
                ChartStyle.plot(
                        new LinearTicks("node in execution order", x), new LinearTicks(null, y));
        XYSeries live = new XYSeries("live");
        int width = 1 + (steps.size() - 1) / FINEST;
        for (int i = 0; i < steps.size(); i += width) {
            double highest = 0;
            for (Step step : steps.subList(i, Math.min(steps.size(), i + width))) {
                highest = Math.max(highest, step.activations());
            }
            live.add(i, weights + highest);
        }
        live.add(steps.size(), weights + steps.getLast().activations());
        XYStepAreaRenderer area = new XYStepAreaRenderer(XYStepAreaRenderer.AREA);
        area.setSeriesPaint(0, Ink.PART_4.color());
        area.setShapesVisible(false);
        plot.setDataset(new XYSeriesCollection(live));
        plot.setRenderer(area);
        Shapes shapes = new Shapes();
        Labels labels = new Labels();
        shapes.box(0, 0, steps.size(), weights, Ink.PART_2, null);
        labels.inside(
                steps.size() / 2.0,
                weights / 2,
                steps.size(),
                List.of("weights " + Numbers.text(weights, Unit.BYTES)),
                Ink.ON_DARK);
        String at = Printable.clip(steps.get(peak).node(), ChartStyle.LABEL_LENGTH);
        labels.at(
                peak + 0.5,
                most,
                0,
                -5,
                peak > steps.size() / 2 ? TextAnchor.BOTTOM_RIGHT : TextAnchor.BOTTOM_LEFT,
                "peak " + Numbers.text(most, Unit.BYTES) + " at " + at,
                Ink.TEXT);
        measuredPeak.ifPresent(bytes -> {
            shapes.line(0, bytes, steps.size(), bytes, Ink.MEASURED, ChartStyle.SOLID);
            labels.at(
                    steps.size(),
                    bytes,
                    -4,
                    -5,
                    TextAnchor.BOTTOM_RIGHT,
                    "measured peak " + Numbers.text(bytes, Unit.BYTES),
                    Ink.MEASURED);
        });
        plot.addAnnotation(shapes);
        plot.addAnnotation(labels);
        return ChartStyle.chart(
                plot, "live memory, estimated, " + Scale.of(top, Unit.BYTES).symbol());
    }
}
