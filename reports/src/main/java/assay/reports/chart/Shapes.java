package assay.reports.chart;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jspecify.annotations.Nullable;

/// Boxes, discs and lines in the plane of the data, drawn in the order given.
final class Shapes extends AbstractXYAnnotation {
    private static final long serialVersionUID = 1L;

    private final transient List<Item> items = new ArrayList<>();

    /// Where a shape lies, once the axes are known.
    private interface Place {
        Shape on(Axes axes);
    }

    private record Item(Place place, @Nullable Ink fill, @Nullable Ink line, BasicStroke stroke) {}

    /// The axes of one drawing: data to pixels.
    private record Axes(XYPlot plot, Rectangle2D area, ValueAxis domain, ValueAxis range) {
        double x(double value) {
            return domain.valueToJava2D(value, area, plot.getDomainAxisEdge());
        }

        double y(double value) {
            return range.valueToJava2D(value, area, plot.getRangeAxisEdge());
        }
    }

    /// A box between two corners in the data's units.
    void box(double x1, double y1, double x2, double y2, @Nullable Ink fill, @Nullable Ink line) {
        items.add(
                new Item(
                        a -> rectangle(a.x(x1), a.y(y1), a.x(x2), a.y(y2)),
                        fill,
                        line,
                        ChartStyle.THIN));
    }

    /// A box around `x`, a number of pixels wide.
    void column(double x, int width, double y1, double y2, @Nullable Ink fill, @Nullable Ink line) {
        items.add(
                new Item(
                        a ->
                                rectangle(
                                        a.x(x) - width / 2.0,
                                        a.y(y1),
                                        a.x(x) + width / 2.0,
                                        a.y(y2)),
                        fill,
                        line,
                        ChartStyle.THIN));
    }

    /// A disc around a point, a number of pixels in radius.
    void disc(double x, double y, double radius, @Nullable Ink fill, @Nullable Ink line) {
        items.add(
                new Item(
                        a ->
                                new Ellipse2D.Double(
                                        a.x(x) - radius, a.y(y) - radius, 2 * radius, 2 * radius),
                        fill,
                        line,
                        ChartStyle.THIN));
    }

    void line(double x1, double y1, double x2, double y2, Ink ink, BasicStroke stroke) {
        items.add(
                new Item(
                        a -> new Line2D.Double(a.x(x1), a.y(y1), a.x(x2), a.y(y2)),
                        null,
                        ink,
                        stroke));
    }

    @Override
    public void draw(
            Graphics2D graphics,
            XYPlot plot,
            Rectangle2D area,
            ValueAxis domain,
            ValueAxis range,
            int index,
            PlotRenderingInfo info) {
        Axes axes = new Axes(plot, area, domain, range);
        for (Item item : items) {
            Shape shape = item.place().on(axes);
            if (item.fill() != null) {
                graphics.setPaint(item.fill().color());
                graphics.fill(shape);
            }
            if (item.line() != null) {
                graphics.setPaint(item.line().color());
                graphics.setStroke(item.stroke());
                graphics.draw(shape);
            }
        }
    }

    private static Rectangle2D rectangle(double x1, double y1, double x2, double y2) {
        return new Rectangle2D.Double(
                Math.min(x1, x2), Math.min(y1, y2), Math.abs(x2 - x1), Math.abs(y2 - y1));
    }
}
