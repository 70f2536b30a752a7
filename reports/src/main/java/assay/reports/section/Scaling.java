package assay.reports.section;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Throughput over batch size, from one side (measured or estimated).
///
/// @param points ascending by batch
public record Scaling(List<Point> points) {

    /// A batch at the knee reaches this share of the best throughput.
    public static final double KNEE = 0.95;

    public Scaling {
        points = points.stream().sorted(Comparator.comparingLong(Point::batch)).toList();
    }

    /// One batch size.
    ///
    /// @param latency seconds
    /// @param throughput samples a second
    public record Point(long batch, double latency, double throughput) {}

    /// The highest throughput; the smallest batch among equals.
    public Optional<Point> best() {
        Point best = null;
        for (Point point : points) {
            if (best == null || point.throughput() > best.throughput()) {
                best = point;
            }
        }
        return Optional.ofNullable(best);
    }

    /// Best throughput over that of the smallest batch.
    public OptionalDouble growth() {
        return points.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        best().orElseThrow().throughput() / points.getFirst().throughput());
    }

    /// The smallest batch with [#KNEE] of the best throughput; empty for fewer than two batches.
    public Optional<Point> knee() {
        if (points.size() < 2) {
            return Optional.empty();
        }
        double enough = KNEE * best().orElseThrow().throughput();
        return points.stream().filter(p -> p.throughput() >= enough).findFirst();
    }

    /// The highest throughput among the batches whose latency does not exceed `limit` seconds;
    /// empty where all exceed it.
    public Optional<Point> bestWithin(double limit) {
        return new Scaling(points.stream().filter(p -> p.latency() <= limit).toList()).best();
    }
}
