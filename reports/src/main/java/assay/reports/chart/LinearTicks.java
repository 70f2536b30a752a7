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
final class LinearTicks extends NumberAxis {
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
        return ticks.at(edge, getRange());
    }
}
