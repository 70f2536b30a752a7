package assay.reports.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.Tick;
import org.jfree.chart.ui.RectangleEdge;
import org.jspecify.annotations.Nullable;

/// A logarithmic axis with given marks.
final class LogTicks extends LogAxis implements Marked {
    private static final long serialVersionUID = 1L;

    private final transient Ticks ticks;

    LogTicks(@Nullable String label, Ticks ticks) {
        super(label);
        this.ticks = ticks;
        setRange(ticks.low(), ticks.high());
        ChartStyle.apply(this);
    }

    @Override
    public List<Tick> refreshTicks(
            Graphics2D graphics, AxisState state, Rectangle2D area, RectangleEdge edge) {
        return ticks.at(
                edge,
                getRange(),
                value -> valueToJava2D(value, area, edge),
                area.getMaxX(),
                graphics.getFontMetrics(getTickLabelFont()));
    }

    @Override
    public void shrinkTo(double share) {
        setRange(
                getLowerBound(),
                getLowerBound() * Math.pow(getUpperBound() / getLowerBound(), 1 / share));
    }
}
