package assay.reports.chart;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.text.TextUtils;
import org.jfree.chart.ui.TextAnchor;

/// Words beside what they name. A label that would lie upon an earlier one steps aside up or down,
/// or is left out if it may be.
final class Labels extends AbstractXYAnnotation {
    private static final long serialVersionUID = 1L;
    private static final double LINE = 14;

    private final transient List<Label> labels = new ArrayList<>();

    /// @param x in the axis's unit
    /// @param dx pixels to the right of `x`
    /// @param dy pixels below `y`
    /// @param room width in the x axis's unit that the words must fit into, or 0 for any
    private record Label(
            double x,
            double y,
            int dx,
            int dy,
            TextAnchor anchor,
            String text,
            Font font,
            Ink ink,
            boolean optional,
            double room) {}

    void right(double x, double y, int dx, String text, Ink ink, Font font) {
        labels.add(new Label(x, y, dx, 0, TextAnchor.CENTER_LEFT, text, font, ink, false, 0));
    }

    void maybeRight(double x, double y, int dx, String text, Ink ink) {
        labels.add(
                new Label(
                        x,
                        y,
                        dx,
                        0,
                        TextAnchor.CENTER_LEFT,
                        text,
                        ChartStyle.plain(),
                        ink,
                        true,
                        0));
    }

    void above(double x, double y, String text, Ink ink) {
        labels.add(
                new Label(
                        x,
                        y,
                        0,
                        -6,
                        TextAnchor.BOTTOM_CENTER,
                        text,
                        ChartStyle.plain(),
                        ink,
                        false,
                        0));
    }

    void inside(double x, double y, double room, String text, Ink ink) {
        labels.add(
                new Label(
                        x, y, 0, 0, TextAnchor.CENTER, text, ChartStyle.plain(), ink, true, room));
    }

    void at(double x, double y, int dx, int dy, TextAnchor anchor, String text, Ink ink) {
        labels.add(new Label(x, y, dx, dy, anchor, text, ChartStyle.plain(), ink, false, 0));
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
        List<Rectangle2D> taken = new ArrayList<>();
        for (Label label : labels) {
            float x =
                    (float) domain.valueToJava2D(label.x(), area, plot.getDomainAxisEdge())
                            + label.dx();
            float y =
                    (float) range.valueToJava2D(label.y(), area, plot.getRangeAxisEdge())
                            + label.dy();
            graphics.setFont(label.font());
            Rectangle2D bounds =
                    TextUtils.calcAlignedStringBounds(label.text(), graphics, x, y, label.anchor());
            if (label.room() > 0) {
                double room = domain.lengthToJava2D(label.room(), area, plot.getDomainAxisEdge());
                if (bounds.getWidth() + 6 > room) {
                    continue;
                }
            }
            float left = (float) Math.min(0, area.getMaxX() - bounds.getMaxX());
            double step = freeStep(bounds, taken, area);
            if (step != 0 && label.optional()) {
                continue;
            }
            taken.add(moved(bounds, left, step));
            graphics.setPaint(label.ink().color());
            TextUtils.drawAlignedString(
                    label.text(), graphics, x + left, y + (float) step, label.anchor());
        }
    }

    private static double freeStep(Rectangle2D bounds, List<Rectangle2D> taken, Rectangle2D area) {
        for (int i = 0; i < 6; i++) {
            for (double step : new double[] {-i * LINE, i * LINE}) {
                Rectangle2D candidate = moved(bounds, 0, step);
                boolean free =
                        taken.stream().noneMatch(candidate::intersects)
                                && candidate.getMinY() >= area.getMinY()
                                && candidate.getMaxY() <= area.getMaxY();
                if (free) {
                    return step;
                }
            }
        }
        return 0;
    }

    private static Rectangle2D moved(Rectangle2D bounds, double dx, double dy) {
        return new Rectangle2D.Double(
                bounds.getX() + dx, bounds.getY() + dy, bounds.getWidth(), bounds.getHeight());
    }
}
