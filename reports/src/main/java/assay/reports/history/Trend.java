package assay.reports.history;

import assay.benchmark.measurement.BatchResult;
import assay.benchmark.measurement.Latency;
import assay.benchmark.measurement.Measurement;
import assay.benchmark.stats.Interval;
import assay.benchmark.stats.PredictionInterval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One batch size of one series through time, and whether its newest median is normal.
///
/// The rule: the medians before the newest, of valid results of the same model file, make an
/// interval that holds the next of their kind with a confidence of 95 % ([PredictionInterval]);
/// fewer than [PredictionInterval#FEWEST] make none. An interval narrower than [#LEAST] to either
/// side of the middle is widened to it, for machines move by more between days than a few quiet
/// results tell.
///
/// @param points oldest first
/// @param expected where the newest was to be; null where too few went before
public record Trend(long batch, List<Point> points, @Nullable Interval expected, Normal normal) {

    /// The least half-width of the expectation, as a share.
    public static final double LEAST = 0.02;

    public Trend {
        points = List.copyOf(points);
    }

    /// One result.
    ///
    /// @param low of the median's own interval; with `high` null where it has none
    /// @param version 1 for the first model file of the series, one more with each other file
    public record Point(
            String time,
            double p50,
            @Nullable Double low,
            @Nullable Double high,
            String verdict,
            int version) {}

    /// What is to be said of the newest.
    public enum Normal {
        /// Inside the interval.
        NORMAL,
        /// Above it.
        SLOWER,
        /// Below it.
        FASTER,
        /// Too few results went before.
        TOO_FEW,
        /// The newest was not measured without doubt, so nothing is said of it.
        DOUBTFUL
    }

    /// The trends of a series, one a batch size, ascending.
    public static List<Trend> of(List<Measurement> series) {
        TreeSet<Long> sizes = new TreeSet<>();
        series.forEach(m -> m.batches().forEach(b -> sizes.add(b.batch())));
        List<Trend> trends = new ArrayList<>();
        for (long size : sizes) {
            List<Point> points = points(series, size);
            if (!points.isEmpty()) {
                trends.add(judged(size, points));
            }
        }
        return trends;
    }

    private static List<Point> points(List<Measurement> series, long size) {
        List<String> files = new ArrayList<>();
        List<Point> points = new ArrayList<>();
        for (Measurement each : series) {
            if (!files.contains(each.model().sha256())) {
                files.add(each.model().sha256());
            }
            for (BatchResult result : each.batches()) {
                Latency latency = result.latencySeconds();
                if (result.batch() == size && latency != null && latency.p50() > 0) {
                    Interval interval = result.interval();
                    points.add(
                            new Point(
                                    HistoryFolder.time(each),
                                    latency.p50(),
                                    interval == null ? null : interval.low(),
                                    interval == null ? null : interval.high(),
                                    result.verdict().name().toLowerCase(Locale.ROOT),
                                    files.indexOf(each.model().sha256()) + 1));
                }
            }
        }
        return points;
    }

    private static Trend judged(long size, List<Point> points) {
        Point newest = points.getLast();
        List<Double> past =
                points.subList(0, points.size() - 1).stream()
                        .filter(p -> isValid(p) && p.version() == newest.version())
                        .map(Point::p50)
                        .toList();
        if (past.size() < PredictionInterval.FEWEST) {
            return new Trend(size, points, null, Normal.TOO_FEW);
        }
        Interval drawn = PredictionInterval.of(past);
        double middle = Math.sqrt(drawn.low() * drawn.high());
        Interval expected =
                new Interval(
                        Math.min(drawn.low(), middle / (1 + LEAST)),
                        Math.max(drawn.high(), middle * (1 + LEAST)),
                        drawn.confidence(),
                        drawn.method());
        Normal normal =
                !isValid(newest)
                        ? Normal.DOUBTFUL
                        : newest.p50() > expected.high()
                                ? Normal.SLOWER
                                : newest.p50() < expected.low() ? Normal.FASTER : Normal.NORMAL;
        return new Trend(size, points, expected, normal);
    }

    private static boolean isValid(Point point) {
        return point.verdict().equals("valid");
    }
}
