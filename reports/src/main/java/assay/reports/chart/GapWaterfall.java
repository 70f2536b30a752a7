package assay.reports.chart;

import assay.reports.card.Drawing;
import assay.reports.card.Picture;
import java.util.List;

/// From the estimate to the measurement: one step per named part of the gap.
///
/// @param estimated the estimate in seconds
/// @param parts named parts in seconds, negative where the estimate was too high; they add up to
///   the gap
/// @param measured the measurement in seconds
/// @param low lower end of the measurement's interval
/// @param high upper end of the measurement's interval
public record GapWaterfall(
        double estimated, List<Part> parts, double measured, double low, double high)
        implements Picture {

    /// A part of the gap.
    public record Part(String label, double seconds) {}

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
