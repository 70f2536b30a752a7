package assay.reports.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.Tick;
import org.jfree.chart.ui.RectangleEdge;
import org.jspecify.annotations.Nullable;

/// A linear axis with given marks.
final class LinearTicks extends NumberAxis implements Marked {
    private static final long serialVersionUID = 1L;

    private final transient Ticks ticks;

    LinearTicks(@Nullable String label, Ticks ticks) {
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
        setRange(getLowerBound(), getLowerBound() + (getUpperBound() - getLowerBound()) / share);
    }
}
