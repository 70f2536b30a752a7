package assay.benchmark.run;

import assay.benchmark.stats.Interval;
import assay.benchmark.stats.Level;
import assay.benchmark.stats.RatioBootstrap;
import assay.benchmark.stats.RatioSpread;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Two sides that were timed in pairs, neighbours in time: processes, or slices of one.
record Pairs(List<Levels> base, List<Levels> other) {

    Pairs() {
        this(new ArrayList<>(), new ArrayList<>());
    }

    void add(Levels one, Levels two) {
        base.add(one);
        other.add(two);
    }

    /// Medians of both sides in milliseconds, ratio of the medians by pairs and of the fastest
    /// twentieths by sides, each with its interval, as the cells of a row.
    String cells() {
        RatioSpread typical = RatioBootstrap.ofPairs(p50(base), p50(other), 1);
        RatioSpread undisturbed = RatioBootstrap.ofUndisturbed(p05(base), p05(other), 1);
        return String.format(
                Locale.ROOT,
                "%d | %.6g ms | %.6g ms | %s | %s |",
                base.size(),
                Level.TYPICAL.across(flat(p50(base))) * 1e3,
                Level.TYPICAL.across(flat(p50(other))) * 1e3,
                cells(typical),
                cells(undisturbed));
    }

    private static String cells(RatioSpread ratio) {
        Interval interval = ratio.interval(0.95);
        return String.format(
                Locale.ROOT,
                "%.4f | %.3f to %.3f",
                ratio.estimate(),
                interval.low(),
                interval.high());
    }

    private static List<double[]> p50(List<Levels> side) {
        return side.stream().map(one -> new double[] {one.p50()}).toList();
    }

    private static List<double[]> p05(List<Levels> side) {
        return side.stream().map(one -> new double[] {one.p05()}).toList();
    }

    private static double[] flat(List<double[]> processes) {
        return processes.stream().mapToDouble(one -> one[0]).toArray();
    }
}
