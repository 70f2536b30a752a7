package assay.benchmark.measurement;

import assay.benchmark.stats.Drift;
import assay.benchmark.stats.Interval;
import assay.benchmark.stats.Margin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// How far a machine's measurements of the same thing stray from one another, from A/A runs: a
/// model compared with itself.
///
/// @param schema [#SCHEMA]
/// @param device name of the device that ran it
/// @param provider what it ran on
/// @param runtime version of ONNX Runtime
/// @param time when, ISO 8601, UTC
/// @param relative share by which two interleaved measurements of a model may differ by chance, at
///   a confidence of 0.95, and at least [#LEAST_RELATIVE]
/// @param floorSeconds the same of a model of one small node in seconds, at least [#LEAST_FLOOR]:
///   what calls and clocks stray by, however short the model
/// @param drift share by which the machine's speed moved through the runs; what separate
///   measurements may differ by, at least [#LEAST_DRIFT]
/// @param parts what it was found from
public record Noise(
        String schema,
        String device,
        String provider,
        String runtime,
        String time,
        double relative,
        double floorSeconds,
        double drift,
        List<Part> parts) {

    public static final String SCHEMA = "assay/noise/1";

    public static final double LEAST_RELATIVE = 0.005;
    public static final double LEAST_FLOOR = 50e-9;
    public static final double LEAST_DRIFT = 0.02;

    /// Processes in a row whose medians make one point of the drift.
    private static final int WINDOW = 4;

    public Noise {
        parts = List.copyOf(parts);
    }

    /// One model compared with itself at one batch size.
    ///
    /// @param ratio of the two sides, in truth 1
    /// @param interval of the ratio
    /// @param drift by how much the medians of processes moved through the run
    public record Part(
            String model,
            long batch,
            int pairs,
            double seconds,
            double ratio,
            Interval interval,
            double drift) {

        /// By how much the ratio may stray from 1, to either side.
        double stray() {
            return Math.max(interval.high(), 1 / interval.low()) - 1;
        }
    }

    /// What A/A comparisons of a model and of a model of one small node show.
    ///
    /// @throws IllegalArgumentException if one of them has no figures
    public static Noise of(Comparison model, Comparison small) {
        List<Part> large = parts(model);
        List<Part> tiny = parts(small);
        List<Part> all = new ArrayList<>(large);
        all.addAll(tiny);
        Measurement base = model.base();
        return new Noise(
                SCHEMA,
                base.device(),
                base.provider(),
                String.valueOf(base.environment().runtime()),
                String.valueOf(base.environment().time()),
                Math.max(LEAST_RELATIVE, large.stream().mapToDouble(Part::stray).max().orElse(0)),
                Math.max(
                        LEAST_FLOOR,
                        tiny.stream()
                                .mapToDouble(part -> part.stray() * part.seconds())
                                .max()
                                .orElse(0)),
                Math.max(LEAST_DRIFT, large.stream().mapToDouble(Part::drift).max().orElse(0)),
                all);
    }

    private static List<Part> parts(Comparison comparison) {
        List<Part> parts = new ArrayList<>();
        for (BatchComparison batch : comparison.batches()) {
            Double ratio = batch.ratio();
            Interval interval = batch.interval();
            Double seconds = batch.baseSeconds();
            if (ratio == null || interval == null || seconds == null) {
                throw new IllegalArgumentException(
                        comparison.base().model().name()
                                + " at batch "
                                + batch.batch()
                                + " has no figures: "
                                + batch.why());
            }
            parts.add(
                    new Part(
                            comparison.base().model().name(),
                            batch.batch(),
                            batch.baseForks(),
                            seconds,
                            ratio,
                            interval,
                            Drift.of(medians(comparison, batch.batch()), WINDOW)));
        }
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
        return parts;
    }

    /// Medians of the processes of both sides in order of time, as rounds go.
    private static double[] medians(Comparison comparison, long batch) {
        List<Fork> forks = new ArrayList<>();
        for (Measurement side : List.of(comparison.base(), comparison.other())) {
            side.batches().stream()
                    .filter(result -> result.batch() == batch)
                    .forEach(result -> forks.addAll(result.forks()));
        }
        return forks.stream()
                .sorted(Comparator.comparingInt(Fork::round))
                .mapToDouble(Fork::p50Seconds)
                .toArray();
    }

    /// The margin of comparisons on this machine.
    public Margin margin() {
        return new Margin(relative, floorSeconds);
    }
}
