package assay.reports.chart;

import assay.reports.card.Drawing;
import assay.reports.card.Picture;
import java.util.List;

/// Latency over batch size, log-log: the estimate as a thin line with its band, the measurement as
/// points with intervals.
///
/// @param estimated in seconds; may be empty
/// @param measured in seconds; may be empty
/// @param span what the latency covers, for the axis ("host to host")
public record LatencyByBatch(List<BatchPoint> estimated, List<BatchPoint> measured, String span)
        implements Picture {

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
