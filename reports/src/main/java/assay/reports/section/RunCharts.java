package assay.reports.section;

import assay.benchmark.measurement.BatchResult;
import assay.benchmark.measurement.Conditions;
import assay.benchmark.measurement.Fork;
import assay.benchmark.measurement.Measurement;
import assay.benchmark.measurement.Trace;
import assay.benchmark.stats.Quantile;
import assay.reports.card.Block;
import assay.reports.card.Figure;
import assay.reports.card.Figures;
import assay.reports.card.Numbers;
import assay.reports.card.Unit;
import assay.reports.chart.LatencyDistribution;
import assay.reports.chart.LatencyDistribution.Curve;
import assay.reports.chart.LatencyDistribution.Percentile;
import assay.reports.chart.RunConditions;
import assay.reports.chart.RunConditions.Point;
import assay.reports.chart.TimeToSteady;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Pictures of how the measurement went: the distribution of its samples, its first runs, and the
/// state of the device meanwhile.
final class RunCharts {

    /// A condition that is drawn, and what its trace is kept as, the nearest to the device first.
    ///
    /// @param worth what it must reach somewhere to be drawn
    private record Watched(
            String id,
            String name,
            Unit unit,
            double worth,
            Function<Conditions, @Nullable Double> mean,
            List<String> traced) {}

    private static final List<Watched> WATCHED =
            List.of(
                    new Watched(
                            "clock",
                            "Clock",
                            Unit.HERTZ,
                            0,
                            RunCharts::clock,
                            List.of("smHertz", "cpuHertz")),
                    new Watched(
                            "power",
                            "Power",
                            Unit.WATTS,
                            0,
                            Conditions::meanWatts,
                            List.of("powerWatts")),
                    new Watched(
                            "temperature",
                            "Temperature",
                            Unit.CELSIUS,
                            0,
                            Conditions::celsius,
                            List.of("celsius")),
                    new Watched(
                            "foreign",
                            "Work of other processes (100 % is a core)",
                            Unit.FRACTION,
                            0.25, // the ticks of the system's counters alone make 0.1
                            Conditions::foreignCores,
                            List.of("foreignCores")));

    private RunCharts() {}

    /// Percentiles of each batch size, from the histogram where the file has one.
    static Optional<Block> distribution(Measurement measurement) {
        List<Curve> curves = new ArrayList<>();
        for (BatchResult batch : measurement.batches()) {
            List<Percentile> points = percentiles(batch);
            if (!points.isEmpty()) {
                curves.add(new Curve(batch.batch(), points));
            }
        }
        return curves.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Figure(
                                "latency-distribution",
                                "Latency percentiles",
                                "Percentiles of "
                                        + Numbers.count(curves.size(), "batch size")
                                        + ".",
                                "The further right, the rarer: each step is ten times as rare.",
                                new LatencyDistribution(curves, Cells.HOST_TO_HOST)));
    }

    private static List<Percentile> percentiles(BatchResult batch) {
        var latency = batch.latencySeconds();
        if (latency == null) {
            return List.of();
        }
        String histogram = batch.histogram();
        List<Percentile> points = new ArrayList<>();
        if (histogram != null) {
            for (Quantile quantile : Quantile.of(histogram)) {
                points.add(new Percentile(quantile.percent(), quantile.seconds()));
            }
        }
        return points.isEmpty()
                ? List.of(
                        new Percentile(0, latency.min()),
                        new Percentile(50, latency.p50()),
                        new Percentile(90, latency.p90()),
                        new Percentile(99, latency.p99()))
                : points;
    }

    /// The first runs of the processes of the batch in focus, and what the device did meanwhile.
    static Optional<Block> of(Sheet sheet, Measurement measurement) {
        List<Figure> figures = new ArrayList<>();
        firstRuns(sheet).ifPresent(figures::add);
        for (Watched watched : WATCHED) {
            add(figures, measurement, watched);
        }
        return figures.isEmpty()
                ? Optional.empty()
                : Optional.of(new Figures(Figures.Layout.SIDE_BY_SIDE, figures));
    }

    private static Optional<Figure> firstRuns(Sheet sheet) {
        BatchResult result = sheet.focus.measured();
        if (result == null) {
            return Optional.empty();
        }
        List<List<Double>> processes =
                result.forks().stream()
                        .map(fork -> fork.firstRuns().runSeconds())
                        .filter(runs -> !runs.isEmpty())
                        .toList();
        OptionalDouble steady = sheet.focus.p50();
        if (processes.isEmpty()) {
            return Optional.empty();
        }
        double first = processes.getFirst().getFirst();
        String title =
                steady.isPresent() && steady.getAsDouble() > 0
                        ? "The first run takes "
                                + Numbers.text(first / steady.getAsDouble(), Unit.RATIO)
                                + " the steady one, batch "
                                + sheet.focus.batch()
                        : "First runs at batch " + sheet.focus.batch();
        return Optional.of(
                new Figure(
                        "time-to-steady",
                        title,
                        "First run "
                                + Numbers.text(first, Unit.SECONDS)
                                + (steady.isPresent()
                                        ? ", median of the timed runs "
                                                + Numbers.text(steady.getAsDouble(), Unit.SECONDS)
                                        : "")
                                + ".",
                        "None of these runs is in any latency.",
                        new TimeToSteady(processes, steady)));
    }

    private static void add(List<Figure> figures, Measurement measurement, Watched watched) {
        String name = watched.name();
        Unit unit = watched.unit();
        List<Point> points = points(measurement, watched);
        if (points.size() < 2) {
            return;
        }
        double least = points.stream().mapToDouble(Point::least).min().orElseThrow();
        double most = points.stream().mapToDouble(Point::most).max().orElseThrow();
        if (most <= watched.worth() || Numbers.text(least, unit).equals(Numbers.text(most, unit))) {
            return; // the table says it in one number
        }
        figures.add(
                new Figure(
                        "run-" + watched.id(),
                        name + " during the run",
                        name
                                + " from "
                                + Numbers.text(least, unit)
                                + " to "
                                + Numbers.text(most, unit)
                                + " over "
                                + points.size()
                                + " processes.",
                        "One point a process: the mean while it was timed; the line: how it moved meanwhile.",
                        new RunConditions(name.toLowerCase(Locale.ROOT), unit, points)));
    }

    /// Processes in the order of their rounds; inside a round by batch size, as the file has them.
    private static List<Point> points(Measurement measurement, Watched watched) {
        record Seen(int round, long batch, double value, List<Double> within) {}
        List<Seen> seen = new ArrayList<>();
        for (BatchResult batch : measurement.batches()) {
            for (Fork fork : batch.forks()) {
                Conditions conditions = fork.conditions();
                Double read = conditions == null ? null : watched.mean().apply(conditions);
                if (conditions != null && read != null) {
                    List<Double> within = within(conditions.trace(), watched);
                    seen.add(new Seen(fork.round(), batch.batch(), read, within));
                }
            }
        }
        seen.sort(Comparator.comparingInt(Seen::round));
        List<Point> points = new ArrayList<>();
        seen.forEach(
                s -> points.add(new Point(points.size() + 1, s.batch(), s.value(), s.within())));
        return points;
    }

    private static List<Double> within(@Nullable Trace trace, Watched watched) {
        if (trace == null) {
            return List.of();
        }
        return watched.traced().stream()
                .map(trace::of)
                .filter(parts -> !parts.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private static @Nullable Double clock(Conditions conditions) {
        Double gpu = conditions.clocksHertz().get("sm");
        return gpu == null ? conditions.clocksHertz().get("cpu") : gpu;
    }
}
