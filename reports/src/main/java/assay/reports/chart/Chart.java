package assay.reports.chart;

import assay.reports.card.Drawing;
import assay.reports.card.Picture;
import java.awt.Dimension;
import org.jfree.chart.JFreeChart;
import org.jspecify.annotations.Nullable;

/// A picture that JFreeChart draws.
interface Chart extends Picture {

    /// What is drawn; null where no value is known.
    @Nullable JFreeChart chart();

    /// In drawing units, of which a line of text takes about 15.
    default Dimension size() {
        return Canvas.WIDE;
    }

    @Override
    default Drawing svg() {
        return Canvas.svg(this::chart, size());
    }

    @Override
    default Drawing narrowSvg() {
        return Canvas.svg(this::chart, new Dimension(Canvas.NARROW, size().height));
    }

    @Override
    default Drawing png() {
        return Canvas.png(this::chart, size());
    }
}
