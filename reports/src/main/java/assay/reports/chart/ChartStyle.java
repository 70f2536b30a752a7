package assay.reports.chart;

import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.GraphicsEnvironment;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;

/// The one look of all charts: no frame, light grid, the y axis named on top and the x axis below,
/// small sans-serif type.
final class ChartStyle {
    /// Faces of the same widths, so that what Java measures is what a browser draws.
    static final String FAMILIES = "'Liberation Sans',Arimo,Arial,Helvetica,sans-serif";

    static final BasicStroke THIN =
            new BasicStroke(1.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    static final BasicStroke SOLID =
            new BasicStroke(2.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    static final BasicStroke DASHED =
            new BasicStroke(
                    1f,
                    BasicStroke.CAP_BUTT,
                    BasicStroke.JOIN_MITER,
                    10f,
                    new float[] {4f, 3f},
                    0f);

    /// Right of the plot, in drawing units.
    static final double RIGHT_PADDING = 6;

    /// How many code points of a model-given name a chart shows.
    static final int LABEL_LENGTH = 26;

    private ChartStyle() {}

    static Font font(int style, int size) {
        return new Font(Family.NAME, style, size);
    }

    static Font plain() {
        return font(Font.PLAIN, 12);
    }

    static Font bold() {
        return font(Font.BOLD, 12);
    }

    static XYPlot plot(ValueAxis x, ValueAxis y) {
        XYPlot plot = new XYPlot(null, x, y, new XYLineAndShapeRenderer());
        plot.setBackgroundPaint(null);
        plot.setOutlineVisible(false);
        plot.setInsets(new RectangleInsets(2, 2, 2, 2));
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        plot.setDomainGridlinePaint(Ink.GRID.color());
        plot.setRangeGridlinePaint(Ink.GRID.color());
        plot.setDomainGridlineStroke(new BasicStroke(1f));
        plot.setRangeGridlineStroke(new BasicStroke(1f));
        return plot;
    }

    /// The chart with its y axis named above the plot, read from left to right.
    static JFreeChart chart(XYPlot plot, String yTitle) {
        JFreeChart chart = new JFreeChart(null, plain(), plot, false);
        chart.setBackgroundPaint(null);
        chart.setPadding(new RectangleInsets(2, 2, 2, RIGHT_PADDING));
        if (!yTitle.isEmpty()) {
            TextTitle title = new TextTitle(yTitle, plain());
            title.setPaint(Ink.MUTED.color());
            title.setPosition(RectangleEdge.TOP);
            title.setHorizontalAlignment(HorizontalAlignment.LEFT);
            title.setTextAlignment(HorizontalAlignment.LEFT);
            title.setPadding(new RectangleInsets(0, 4, 6, 0));
            chart.addSubtitle(title);
        }
        return chart;
    }

    static void apply(ValueAxis axis) {
        axis.setTickLabelFont(plain());
        axis.setTickLabelPaint(Ink.MUTED.color());
        axis.setLabelFont(plain());
        axis.setLabelPaint(Ink.MUTED.color());
        axis.setAxisLineVisible(false);
        axis.setTickMarksVisible(false);
    }

    private static final class Family {
        static final String NAME = choose();

        private static String choose() {
            Set<String> present =
                    new TreeSet<>(
                            Arrays.asList(
                                    GraphicsEnvironment.getLocalGraphicsEnvironment()
                                            .getAvailableFontFamilyNames()));
            return List.of("Liberation Sans", "Arimo", "Arial", "Helvetica").stream()
                    .filter(present::contains)
                    .findFirst()
                    .orElse(Font.SANS_SERIF);
        }
    }
}
