package assay.benchmark.measurement;

import assay.benchmark.stats.ByLevel;
import assay.benchmark.stats.Drift;
import assay.benchmark.stats.Interval;
import assay.benchmark.stats.Level;
import assay.benchmark.stats.Margin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// How far a machine's measurements of the same thing stray from one another, from A/A runs: a
/// model compared with itself. At each level that a comparison looks at, since on a machine that
/// others use too the medians stray tens of times as far as the fastest runs.
///
/// @param schema [#SCHEMA]
/// @param device name of the device that ran it
/// @param provider what it ran on
/// @param runtime version of ONNX Runtime
/// @param time when, ISO 8601, UTC
/// @param strays at each level
/// @param parts what it was found from
public record Noise(
        String schema,
        String device,
        String provider,
        String runtime,
        String time,
        ByLevel<Stray> strays,
        List<Part> parts) {

    public static final String SCHEMA = "assay/noise/2";

    public static final double LEAST_RELATIVE = 0.005;
    public static final double LEAST_FLOOR = 50e-9;
    public static final double LEAST_DRIFT = 0.02;

    /// Processes in a row that make one point of the drift.
    private static final int WINDOW = 4;

    public Noise {
        parts = List.copyOf(parts);
    }

    /// What one level strays by.
    ///
    /// @param relative share by which two interleaved measurements of a model may differ by chance,
    ///   at a confidence of 0.95, and at least [#LEAST_RELATIVE]
    /// @param floorSeconds the same of a model of one small node in seconds, at least
    ///   [#LEAST_FLOOR]: what calls and clocks stray by, however short the model
    /// @param drift share by which the machine's speed moved through the runs; what separate
    ///   measurements may differ by, at least [#LEAST_DRIFT]
    public record Stray(double relative, double floorSeconds, double drift) {}

    /// One model compared with itself at one batch size, at one level.
    ///
    /// @param ratio of the two sides, in truth 1
    /// @param interval of the ratio
    /// @param drift by how much the processes moved through the run
    public record Part(
            String model,
            long batch,
            Level level,
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
        Measurement base = model.base();
        return new Noise(
                SCHEMA,
                base.device(),
                base.provider(),
                String.valueOf(base.environment().runtime()),
                String.valueOf(base.environment().time()),
                ByLevel.of(level -> stray(at(level, large), at(level, tiny))),
                Stream.concat(large.stream(), tiny.stream()).toList());
    }

    private static List<Part> at(Level level, List<Part> parts) {
        return parts.stream().filter(part -> part.level() == level).toList();
    }

    private static Stray stray(List<Part> large, List<Part> tiny) {
        return new Stray(
                Math.max(LEAST_RELATIVE, large.stream().mapToDouble(Part::stray).max().orElse(0)),
                Math.max(
                        LEAST_FLOOR,
                        tiny.stream()
                                .mapToDouble(part -> part.stray() * part.seconds())
                                .max()
                                .orElse(0)),
                Math.max(LEAST_DRIFT, large.stream().mapToDouble(Part::drift).max().orElse(0)));
    }

    private static List<Part> parts(Comparison comparison) {
        List<Part> parts = new ArrayList<>();
        for (BatchComparison batch : comparison.batches()) {
            LevelRatio typical = batch.typical();
            LevelRatio undisturbed = batch.undisturbed();
            if (typical == null || undisturbed == null) {
                throw new IllegalArgumentException(
                        comparison.base().model().name()
                                + " at batch "
                                + batch.batch()
                                + " has no figures: "
                                + batch.why());
            }
            parts.add(part(comparison, batch, Level.TYPICAL, typical));
            parts.add(part(comparison, batch, Level.UNDISTURBED, undisturbed));
        }
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
        return parts;
    }

    private static Part part(
            Comparison comparison, BatchComparison batch, Level level, LevelRatio ratio) {
        return new Part(
                comparison.base().model().name(),
                batch.batch(),
                level,
                batch.baseForks(),
                ratio.baseSeconds(),
                ratio.ratio(),
                ratio.interval(),
                Drift.of(inOrder(comparison, batch.batch()).at(level), WINDOW, level));
    }

    /// The processes of both sides in order of time, as rounds go.
    private static Forks inOrder(Comparison comparison, long batch) {
        List<Fork> forks = new ArrayList<>();
        for (Measurement side : List.of(comparison.base(), comparison.other())) {
            side.batches().stream()
                    .filter(result -> result.batch() == batch)
                    .forEach(result -> forks.addAll(result.forks()));
        }
        forks.sort(Comparator.comparingInt(Fork::round));
        return new Forks(forks);
    }

    /// The margins of comparisons on this machine.
    public ByLevel<Margin> margins() {
        return strays.map(stray -> new Margin(stray.relative(), stray.floorSeconds()));
    }

    /// By how much the machine moves from run to run, as a share.
    public ByLevel<Double> drifts() {
        return strays.map(Stray::drift);
    }
}
