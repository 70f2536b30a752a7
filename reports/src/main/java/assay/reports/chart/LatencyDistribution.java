package assay.reports.chart;

import assay.reports.card.Numbers;
import assay.reports.card.Scale;
import assay.reports.card.Unit;
import java.util.Arrays;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.XYPlot;
import org.jspecify.annotations.Nullable;

/// Latency percentiles per batch size: x spreads the tail out (90 %, 99 %, 99.9 % are evenly far
/// apart).
///
/// @param curves one per batch size
/// @param span what the latency covers
public record LatencyDistribution(List<Curve> curves, String span) implements Chart {

    /// The percentiles of one batch size.
    ///
    /// @param batch its batch size
    /// @param percentiles ascending
    public record Curve(long batch, List<Percentile> percentiles) {
        public Curve {
            percentiles = List.copyOf(percentiles);
        }
    }

    /// One point of a curve.
    ///
    /// @param percent 0 to less than 100
    /// @param seconds the latency that this share of samples does not exceed
    public record Percentile(double percent, double seconds) {}

    private static final double[] NAMED = {0, 50, 90, 99, 99.9, 99.99};

    @Override
    public @Nullable JFreeChart chart() {
        double[] seconds =
                curves.stream()
                        .flatMap(c -> c.percentiles().stream())
                        .mapToDouble(Percentile::seconds)
                        .filter(s -> s > 0)
                        .toArray();
        if (seconds.length == 0) {
            return null;
        }
        double min = Arrays.stream(seconds).min().orElseThrow();
        double max = Arrays.stream(seconds).max().orElseThrow();
        double end =
                curves.stream()
                        .flatMap(c -> c.percentiles().stream())
                        .mapToDouble(p -> tail(p.percent()))
                        .max()
                        .orElseThrow();
        double right = Math.max(end, 0.5) * 1.18;
        List<Ticks.Mark> marks =
                Arrays.stream(NAMED)
                        .filter(p -> tail(p) <= right)
                        .mapToObj(p -> new Ticks.Mark(tail(p), Numbers.raw(p) + " %"))
                        .toList();
        Scale scale = Scale.of(max, Unit.SECONDS);
        double factor = scale.factor().doubleValue();
        XYPlot plot =
                ChartStyle.plot(
                        new LinearTicks(
                                "share of inferences at or below", new Ticks(marks, -0.02, right)),
                        new LogTicks(null, Ticks.log(min, max, v -> Numbers.tick(v, factor))));
        Shapes lines = new Shapes();
        Labels labels = new Labels();
        curves.forEach(curve -> draw(curve, lines, labels));
        plot.addAnnotation(lines);
        plot.addAnnotation(labels);
        return ChartStyle.chart(
                plot, "measured latency " + span + ", " + scale.symbol() + " (log)");
    }

    private static void draw(Curve curve, Shapes lines, Labels labels) {
        List<Percentile> points = curve.percentiles();
        for (int i = 0; i < points.size(); i++) {
            Percentile point = points.get(i);
            double x = tail(point.percent());
            if (i > 0) {
                Percentile before = points.get(i - 1);
                lines.line(
                        tail(before.percent()),
                        before.seconds(),
                        x,
                        point.seconds(),
                        Ink.MEASURED,
                        ChartStyle.SOLID);
            }
            lines.disc(x, point.seconds(), 3, Ink.MEASURED, null);
        }
        if (!points.isEmpty()) {
            Percentile last = points.getLast();
            labels.right(
                    tail(last.percent()),
                    last.seconds(),
                    8,
                    "batch " + Numbers.count(curve.batch()),
                    Ink.TEXT,
                    ChartStyle.plain());
        }
    }

    /// 0 for 0 %, 1 for 90 %, 2 for 99 %; 100 % would be infinite and stands at 99.999 %.
    private static double tail(double percent) {
        return -Math.log10(Math.max(1 - percent / 100, 1e-5));
    }
}
