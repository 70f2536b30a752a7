package assay.benchmark.measurement;

import assay.benchmark.stats.ByLevel;
import assay.benchmark.stats.Change;
import assay.benchmark.stats.Claims;
import assay.benchmark.stats.Interval;
import assay.benchmark.stats.Level;
import assay.benchmark.stats.Margin;
import assay.benchmark.stats.RankTest;
import assay.benchmark.stats.RatioBootstrap;
import assay.benchmark.stats.RatioSpread;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Compares two measurements, by the typical and by the undisturbed run of their processes
/// ([Level]).
///
/// Two that were taken in turns are compared pair by pair. Two taken at different times know
/// nothing of how the machine moved between them: their interval is widened by a drift, which is at
/// least [#LEAST_DRIFT] and at least as much as the processes of one batch size differ within
/// either.
public final class Comparing {

    /// What a machine is taken to move by from one run to another where nothing better is known.
    public static final double LEAST_DRIFT = 0.05;

    private static final double CONFIDENCE = 0.95;
    private static final long SEED = 1;

    private Comparing() {}

    /// Compares two that were measured in turns, fork by fork.
    ///
    /// @param marginFrom where the margin comes from, for the record
    public static Comparison paired(
            Measurement base, Measurement other, ByLevel<Margin> margins, String marginFrom) {
        return compare(base, other, margins, marginFrom, true, ByLevel.both(0.0));
    }

    /// Compares two that were measured at different times.
    ///
    /// @param marginFrom where the margin comes from, for the record
    /// @param drifts by how much this machine moves from run to run, as a share, where it is known;
    ///   null to take it from the two
    public static Comparison separate(
            Measurement base,
            Measurement other,
            ByLevel<Margin> margins,
            String marginFrom,
            @Nullable ByLevel<Double> drifts) {
        return compare(base, other, margins, marginFrom, false, drifts);
    }

    private static Comparison compare(
            Measurement base,
            Measurement other,
            ByLevel<Margin> margins,
            String marginFrom,
            boolean paired,
            @Nullable ByLevel<Double> drifts) {
        SortedSet<Long> sizes = new TreeSet<>();
        base.batches().forEach(batch -> sizes.add(batch.batch()));
        other.batches().forEach(batch -> sizes.add(batch.batch()));
        List<BatchComparison> told = new ArrayList<>();
        List<Claims.Compared> claims = new ArrayList<>();
        for (long size : sizes) {
            BatchResult low = find(base, size);
            BatchResult high = find(other, size);
            if (low != null && isMeasured(low) && high != null && isMeasured(high)) {
                BatchComparison batch =
                        figures(size, low.forks(), high.forks(), margins, paired, drifts);
                told.add(batch);
                claims.add(claim(batch));
            } else if (isMeasured(low) || isMeasured(high) || isFault(low) || isFault(high)) {
                told.add(
                        BatchComparison.without(
                                size,
                                low == null ? 0 : low.forks().size(),
                                high == null ? 0 : high.forks().size(),
                                why("base", low) + why("new", high)));
            }
        }
        return new Comparison(
                Comparison.SCHEMA,
                paired,
                margins,
                marginFrom,
                Contrast.between(base, other),
                judged(told, claims),
                base,
                other);
    }

    private static BatchComparison figures(
            long size,
            List<Fork> below,
            List<Fork> above,
            ByLevel<Margin> margins,
            boolean paired,
            @Nullable ByLevel<Double> drifts) {
        Forks low = new Forks(below);
        Forks high = new Forks(above);
        if (paired) {
            List<Integer> rounds = low.rounds().stream().filter(high.rounds()::contains).toList();
            low = low.of(rounds);
            high = high.of(rounds);
        }
        LevelRatio typical = ratio(Level.TYPICAL, low, high, margins, paired, drifts);
        LevelRatio undisturbed =
                low.haveSamples() && high.haveSamples()
                        ? ratio(Level.UNDISTURBED, low, high, margins, paired, drifts)
                        : null;
        RankTest ranks = RankTest.of(low.at(Level.TYPICAL), high.at(Level.TYPICAL));
        return new BatchComparison(
                size,
                Change.INCONCLUSIVE,
                typical,
                undisturbed,
                ranks.delta(),
                ranks.odds(),
                low.count(),
                high.count(),
                "");
    }

    private static LevelRatio ratio(
            Level level,
            Forks low,
            Forks high,
            ByLevel<Margin> margins,
            boolean paired,
            @Nullable ByLevel<Double> drifts) {
        RatioSpread spread =
                switch (level) {
                    case TYPICAL ->
                            paired
                                    ? RatioBootstrap.ofPairs(low.samples(), high.samples(), SEED)
                                    : RatioBootstrap.ofSeparate(
                                            low.samples(), high.samples(), SEED);
                    case UNDISTURBED ->
                            RatioBootstrap.ofUndisturbed(low.samples(), high.samples(), SEED);
                };
        double drift =
                drifts == null
                        ? Math.max(LEAST_DRIFT, Math.max(low.range(level), high.range(level)))
                        : drifts.at(level);
        double margin = margins.at(level).of(low.across(level));
        Interval drawn = spread.interval(CONFIDENCE);
        int fewest = Math.min(low.count(), high.count());
        double odds = Claims.odds(spread, (1 + margin) * (1 + drift), paired ? low.count() : 0);
        return new LevelRatio(
                low.across(level),
                high.across(level),
                spread.estimate(),
                new Interval(
                        drawn.low() / (1 + drift),
                        drawn.high() * (1 + drift),
                        CONFIDENCE,
                        drawn.method()),
                margin,
                drift,
                fewest < 2 ? 1 : odds);
    }

    private static Claims.Compared claim(BatchComparison batch) {
        boolean one = batch.baseForks() < 2 || batch.otherForks() < 2;
        return new Claims.Compared(batch.levels().stream().map(each -> look(one, each)).toList());
    }

    private static Claims.Look look(boolean oneProcess, LevelRatio level) {
        return new Claims.Look(
                level.ratio(),
                oneProcess
                        ? new Interval(0, Double.POSITIVE_INFINITY, CONFIDENCE, "one process")
                        : level.interval(),
                level.margin(),
                level.odds());
    }

    private static List<BatchComparison> judged(
            List<BatchComparison> told, List<Claims.Compared> claims) {
        List<Change> changes = Claims.of(claims);
        List<BatchComparison> judged = new ArrayList<>();
        int next = 0;
        for (BatchComparison batch : told) {
            judged.add(batch.change() == null ? batch : batch.judged(changes.get(next++)));
        }
        return judged;
    }

    private static @Nullable BatchResult find(Measurement measurement, long size) {
        return measurement.batches().stream()
                .filter(batch -> batch.batch() == size)
                .findFirst()
                .orElse(null);
    }

    private static boolean isMeasured(@Nullable BatchResult batch) {
        return batch != null && !batch.forks().isEmpty();
    }

    /// Left out on both sides for want of time or by the model's own batch size is no fault.
    private static boolean isFault(@Nullable BatchResult batch) {
        return batch != null
                && batch.verdict() != Verdict.SKIPPED
                && batch.verdict() != Verdict.FIXED_BATCH;
    }

    private static String why(String side, @Nullable BatchResult batch) {
        if (isMeasured(batch)) {
            return "";
        }
        return batch == null
                ? "The " + side + " was not measured at this batch size. "
                : "The " + side + " has no figures: " + batch.verdict() + ". ";
    }
}
