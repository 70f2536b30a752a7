package assay.reports.chart;

import assay.reports.card.Drawing;
import assay.reports.card.Picture;
import java.util.List;
import java.util.OptionalLong;

/// Samples per second over batch size, with the knee marked.
///
/// @param estimated in samples per second; may be empty
/// @param measured in samples per second; may be empty
/// @param knee the batch size beyond which more brings little
/// @param limit the largest batch that memory allows, where it is known
public record ThroughputByBatch(
        List<BatchPoint> estimated,
        List<BatchPoint> measured,
        OptionalLong knee,
        OptionalLong limit)
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
