package assay.reports.chart;

import java.awt.geom.Ellipse2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;

/// The two ways in which a value by batch size is drawn: estimated as a thin line with a band,
/// measured as points with intervals.
record BatchCurves(List<BatchPoint> estimated, List<BatchPoint> measured) {
    private static final double POINT = 7;

    boolean isEmpty() {
        return estimated.isEmpty() && measured.isEmpty();
    }

    List<Long> batches() {
        List<Long> batches = new ArrayList<>();
        estimated.forEach(p -> batches.add(p.batch()));
        measured.forEach(p -> batches.add(p.batch()));
        return batches;
    }

    double min() {
        return ends().min().orElseThrow();
    }

    double max() {
        return ends().max().orElseThrow();
    }

    private DoubleStream ends() {
        return DoubleStream.concat(
                estimated.stream()
                        .flatMapToDouble(p -> DoubleStream.of(p.low(), p.value(), p.high())),
                measured.stream()
                        .flatMapToDouble(p -> DoubleStream.of(p.low(), p.value(), p.high())));
    }

    void addTo(XYPlot plot, Labels labels) {
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
        plot.setDataset(0, series(estimated));
        plot.setRenderer(0, band());
        plot.setDataset(1, series(measured));
        plot.setRenderer(1, points());
        if (!measured.isEmpty()) {
            BatchPoint last = measured.getLast();
            labels.right(last.x(), last.value(), 9, "measured", Ink.MEASURED, ChartStyle.bold());
        }
        if (!estimated.isEmpty()) {
            BatchPoint last = estimated.getLast();
            labels.right(last.x(), last.value(), 9, "estimated", Ink.ESTIMATED, ChartStyle.plain());
        }
    }

    private static YIntervalSeriesCollection series(List<BatchPoint> points) {
        YIntervalSeries series = new YIntervalSeries("points");
        points.forEach(p -> series.add(p.x(), p.value(), p.low(), p.high()));
        YIntervalSeriesCollection all = new YIntervalSeriesCollection();
        all.addSeries(series);
        return all;
    }

    private static DeviationRenderer band() {
        DeviationRenderer renderer = new DeviationRenderer(true, false);
        renderer.setAlpha(1f);
        renderer.setSeriesPaint(0, Ink.ESTIMATED.color());
        renderer.setSeriesFillPaint(0, Ink.ESTIMATED_SOFT.color());
        renderer.setSeriesStroke(0, ChartStyle.THIN);
        return renderer;
    }

    static XYErrorRenderer points() {
        XYErrorRenderer renderer = new XYErrorRenderer();
        renderer.setDefaultLinesVisible(true);
        renderer.setDrawXError(false);
        renderer.setCapLength(6);
        renderer.setErrorPaint(Ink.MEASURED.color());
        renderer.setErrorStroke(ChartStyle.THIN);
        renderer.setSeriesPaint(0, Ink.MEASURED.color());
        renderer.setSeriesStroke(0, ChartStyle.SOLID);
        renderer.setSeriesShape(0, new Ellipse2D.Double(-POINT / 2, -POINT / 2, POINT, POINT));
        return renderer;
    }
}
