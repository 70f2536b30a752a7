package assay.reports.chart;

import assay.reports.card.Drawing;
import assay.reports.card.Picture;
import java.util.List;

/// Latency percentiles per batch size: x spreads the tail out (90 %, 99 %, 99.9 % are evenly far
/// apart).
///
/// @param curves one per batch size
/// @param span what the latency covers
public record LatencyDistribution(List<Curve> curves, String span) implements Picture {

    /// The percentiles of one batch size.
    ///
    /// @param batch its batch size
    /// @param percentiles ascending
    public record Curve(long batch, List<Percentile> percentiles) {
        public Curve {
            percentiles = List.copyOf(percentiles);
        }
    }

    /// One point of a curve.
    ///
    /// @param percent 0 to less than 100
    /// @param seconds the latency that this share of samples does not exceed
    public record Percentile(double percent, double seconds) {}

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
