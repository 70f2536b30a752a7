package assay.reports.chart;

import assay.reports.card.Drawing;
import assay.reports.card.Picture;
import java.util.List;
import java.util.OptionalDouble;

/// Time of each operator type in one inference, estimated (hollow) beside measured (solid).
///
/// @param rows in any order; drawn longest first
/// @param span what the times cover
public record TimeByOperator(List<Row> rows, String span) implements Picture {

    /// Seconds of one operator type; an empty side is drawn as a dash.
    public record Row(String label, OptionalDouble estimated, OptionalDouble measured) {}

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
