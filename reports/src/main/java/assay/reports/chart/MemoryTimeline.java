package assay.reports.chart;

import assay.reports.card.Drawing;
import assay.reports.card.Picture;
import java.util.List;
import java.util.OptionalDouble;

/// Live bytes while the graph runs, node by node, the peak marked.
///
/// @param steps in execution order
/// @param weights bytes of the weights, drawn as a floor
/// @param measuredPeak the measured peak, where there is one
public record MemoryTimeline(List<Step> steps, double weights, OptionalDouble measuredPeak)
        implements Picture {

    /// One node as it runs.
    ///
    /// @param node raw name of the node that runs
    /// @param activations live activation bytes while it runs
    public record Step(String node, double activations) {}

    @Override
    public Drawing svg() {
        return Canvas.svg(this::chart, Canvas.WIDE);
    }

    @Override
    public Drawing png() {
        return Canvas.png(this::chart, Canvas.WIDE);
    }

    private org.jfree.chart.JFreeChart chart() {
        throw new UnsupportedOperationException();
    }
}
