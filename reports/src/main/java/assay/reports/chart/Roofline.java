package assay.reports.chart;

import assay.reports.card.Drawing;
import assay.reports.card.Picture;
import java.util.List;

/// FLOP/s over arithmetic intensity, log-log: the device's roofs and the model's kernels, each as
/// large as its share of the time.
///
/// @param roofs each compute peak under the bandwidth's slope, highest last
/// @param bandwidth of the device's memory, in bytes per second
/// @param kernels where they lie
public record Roofline(List<Roof> roofs, double bandwidth, List<Kernel> kernels)
        implements Picture {

    /// A compute peak.
    ///
    /// @param label "fp32", "fp16 tensor cores"
    /// @param flopsPerSecond the peak
    public record Roof(String label, double flopsPerSecond) {}

    /// A kernel in the plane.
    ///
    /// @param label the node's or kernel's name, raw
    /// @param intensity FLOPs per byte moved
    /// @param flopsPerSecond achieved
    /// @param seconds its time in one inference: the size of its mark
    /// @param measured whether `seconds` was measured (filled) or estimated (hollow)
    public record Kernel(
            String label,
            double intensity,
            double flopsPerSecond,
            double seconds,
            boolean measured) {}

    @Override
    public Drawing svg() {
        return Canvas.svg(this::chart, Canvas.SQUARE);
    }

    @Override
    public Drawing png() {
        return Canvas.png(this::chart, Canvas.SQUARE);
    }

    private org.jfree.chart.JFreeChart chart() {
        throw new UnsupportedOperationException();
    }
}
