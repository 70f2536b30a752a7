package assay.reports.chart;

import assay.reports.card.Drawing;
import assay.reports.card.Picture;
import java.util.List;
import java.util.OptionalLong;

/// Memory over batch size: weights, activations and workspace stacked as estimated, the measured
/// peak as a line above them.
///
/// @param estimated one stack per batch size
/// @param measured peak bytes; may be empty
/// @param capacity the device's memory in bytes: a line where it comes near
public record MemoryByBatch(List<Stack> estimated, List<BatchPoint> measured, OptionalLong capacity)
        implements Picture {

    /// Bytes at one batch size.
    public record Stack(long batch, double weights, double activations, double workspace) {}

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
