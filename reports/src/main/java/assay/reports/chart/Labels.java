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
    private final transient List<Disc> discs = new ArrayList<>();

    /// What share of the axis may hold values, that words right of them have room; of the last
    /// drawing.
    private double share = 1;

    /// A disc that no label that may be left out is to lie on; its radius in pixels.
    private record Disc(double x, double y, double radius) {}

    /// @param x in the axis's unit
    /// @param dx pixels to the right of `x`
    /// @param dy pixels below `y`
    /// @param shorter other words for where `text` does not fit into the room, longest first
    /// @param room width in the x axis's unit that the words must fit into, or 0 for any
    private record Label(
            double x,
            double y,
            int dx,
            int dy,
            TextAnchor anchor,
            String text,
            List<String> shorter,
            Font font,
            Ink ink,
            boolean optional,
            double room) {
        Label(
                double x,
                double y,
                int dx,
                int dy,
                TextAnchor anchor,
                String text,
                Font font,
                Ink ink,
                boolean optional,
                double room) {
            this(x, y, dx, dy, anchor, text, List.of(), font, ink, optional, room);
        }

        /// The same in other words.
        Label in(String words) {
            return new Label(x, y, dx, dy, anchor, words, font, ink, optional, room);
        }
    }

    void right(double x, double y, int dx, String text, Ink ink, Font font) {
        labels.add(new Label(x, y, dx, 0, TextAnchor.CENTER_LEFT, text, font, ink, false, 0));
    }

    /// Words right or left of a disc, left out where there is no room beside all of them.
    void besideDisc(double x, double y, double radius, String text, Ink ink) {
        labels.add(
                new Label(
                        x,
                        y,
                        (int) radius + 4,
                        0,
                        TextAnchor.CENTER_LEFT,
                        text,
                        ChartStyle.plain(),
                        ink,
                        true,
                        0));
    }

    void avoidDisc(double x, double y, double radius) {
        discs.add(new Disc(x, y, radius));
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

    /// The first of the words that fits into the room; none where none does.
    void inside(double x, double y, double room, List<String> words, Ink ink) {
        labels.add(
                new Label(
                        x,
                        y,
                        0,
                        0,
                        TextAnchor.CENTER,
                        words.getFirst(),
                        words.subList(1, words.size()),
                        ChartStyle.plain(),
                        ink,
                        true,
                        room));
    }

    void at(double x, double y, int dx, int dy, TextAnchor anchor, String text, Ink ink) {
        labels.add(new Label(x, y, dx, dy, anchor, text, ChartStyle.plain(), ink, false, 0));
    }

    /// The share of the x axis's length that what it shows may take, that the words right of it
    /// find room beside it: 1 where they have it already.
    double share() {
        return share;
    }

    private void askForRoom(Label label, Rectangle2D bounds, double x, Rectangle2D area) {
        double taken = x - label.dx() - area.getMinX();
        double words = bounds.getMaxX() - x + label.dx();
        if (TextAnchor.CENTER_LEFT.equals(label.anchor()) && taken > 0) {
            share = Math.min(share, (area.getWidth() - words) / taken);
        }
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
        share = 1;
        List<Rectangle2D> taken = new ArrayList<>();
        List<Rectangle2D> shapes = new ArrayList<>();
        for (Disc disc : discs) {
            double x = domain.valueToJava2D(disc.x(), area, plot.getDomainAxisEdge());
            double y = range.valueToJava2D(disc.y(), area, plot.getRangeAxisEdge());
            double half = disc.radius() * 0.9;
            shapes.add(new Rectangle2D.Double(x - half, y - half, 2 * half, 2 * half));
        }
        for (Label each : labels) {
            Label label = each;
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
                List<String> shorter = label.shorter();
                for (int i = 0; bounds.getWidth() + 6 > room && i < shorter.size(); i++) {
                    label = label.in(shorter.get(i));
                    bounds =
                            TextUtils.calcAlignedStringBounds(
                                    label.text(), graphics, x, y, label.anchor());
                }
                if (bounds.getWidth() + 6 > room) {
                    continue;
                }
            }
            if (label.optional() && label.room() == 0) {
                besideDisc(graphics, label, x, y, area, taken, shapes);
                continue;
            }
            askForRoom(label, bounds, x, area);
            float left =
                    (float)
                            (bounds.getMinX() < area.getMinX()
                                    ? area.getMinX() - bounds.getMinX()
                                    : Math.min(0, area.getMaxX() - bounds.getMaxX()));
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

    private static void besideDisc(
            Graphics2D graphics,
            Label label,
            float x,
            float y,
            Rectangle2D area,
            List<Rectangle2D> taken,
            List<Rectangle2D> shapes) {
        Rectangle2D right =
                TextUtils.calcAlignedStringBounds(
                        label.text(), graphics, x, y, TextAnchor.CENTER_LEFT);
        for (double shift : new double[] {0, -right.getWidth() - 2 * label.dx()}) {
            Rectangle2D place = moved(right, shift, 0);
            boolean free =
                    area.contains(place)
                            && taken.stream().noneMatch(place::intersects)
                            && shapes.stream().noneMatch(place::intersects);
            if (free) {
                taken.add(place);
                graphics.setPaint(label.ink().color());
                TextUtils.drawAlignedString(
                        label.text(), graphics, x + (float) shift, y, TextAnchor.CENTER_LEFT);
                return;
            }
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
