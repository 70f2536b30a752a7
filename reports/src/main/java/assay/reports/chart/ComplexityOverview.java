package assay.reports.chart;

import assay.reports.card.Drawing;
import assay.reports.card.Picture;
import java.util.List;

/// Where the model lies: for each measure (nodes, parameters, FLOPs, bytes moved, time) one bar of
/// 100 %, split by operator.
///
/// @param measures top to bottom
public record ComplexityOverview(List<Measure> measures) implements Picture {

    /// One bar of 100 %.
    ///
    /// @param name "parameters", "FLOPs", "estimated time"
    /// @param total printed at the bar's end, with its unit ("11.7 M")
    /// @param parts the share of each operator type, in the measure's unit; the smallest are drawn
    ///   as "other"
    public record Measure(String name, String total, List<Bar> parts) {}

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
