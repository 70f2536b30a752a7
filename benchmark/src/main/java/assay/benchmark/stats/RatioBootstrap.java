package assay.benchmark.stats;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// Two-level bootstrap of the ratio of two latencies, new over base.
///
/// Processes are drawn with replacement, then samples within each, since runs in one process
/// resemble each other more than runs in two. A process counts by one [Level] alone, so that one
/// with many samples weighs no more than one with few. Ratios are taken as logarithms, so that the
/// result is the inverse when the sides are exchanged.
public final class RatioBootstrap {

    private static final int REPLICATES = 2000;

    /// Samples drawn per process and replicate. Larger ones are thinned to this many evenly spaced
    /// order statistics, which widens the spread slightly, never narrows it.
    private static final int DRAWN = 31;

    private RatioBootstrap() {}

    /// Processes that ran in pairs, neighbours in time: the first of `base` with the first of
    /// `other`. What drifts from pair to pair cancels. The estimate is the median of the pairs'
    /// ratios: where a machine has two speeds, most pairs agree within a per cent and some, whose
    /// two processes met different speeds, are off by a third to either side; the median is unmoved
    /// by less than half of them, where a mean of neighbours (Hodges and Lehmann) is by a quarter.
    ///
    /// @param base samples of each process in ascending order, all positive, one unit for both
    /// @throws IllegalArgumentException if there are not equally many on both sides, or none
    public static RatioSpread ofPairs(List<double[]> base, List<double[]> other, long seed) {
        int pairs = base.size();
        if (pairs == 0 || pairs != other.size()) {
            throw new IllegalArgumentException(
                    "pairs of " + pairs + " and " + other.size() + " processes");
        }
        SplittableRandom random = new SplittableRandom(seed);
        double[] ratios = new double[pairs];
        for (int i = 0; i < pairs; i++) {
            ratios[i] = Math.log(middle(other.get(i)) / middle(base.get(i)));
        }
        double estimate = Math.exp(median(ratios));
        double[] drawn = new double[REPLICATES];
        for (int r = 0; r < REPLICATES; r++) {
            for (int i = 0; i < pairs; i++) {
                int pair = random.nextInt(pairs);
                double above = middle(drawn(other.get(pair), random));
                ratios[i] = Math.log(above / middle(drawn(base.get(pair), random)));
            }
            drawn[r] = Math.exp(median(ratios));
        }
        return RatioSpread.of(
                estimate, drawn, "bootstrap over " + pairs + " pairs of processes, then samples");
    }

    /// Processes of two runs that have nothing to do with each other. The estimate is the median
    /// over every process of one and every process of the other of the ratio of their medians.
    ///
    /// @param base samples of each process in ascending order, all positive, one unit for both
    /// @throws IllegalArgumentException if a side has no process
    public static RatioSpread ofSeparate(List<double[]> base, List<double[]> other, long seed) {
        if (base.isEmpty() || other.isEmpty()) {
            throw new IllegalArgumentException(
                    "a ratio of " + other.size() + " to " + base.size() + " processes");
        }
        SplittableRandom random = new SplittableRandom(seed);
        double[] below = base.stream().mapToDouble(fork -> Math.log(middle(fork))).toArray();
        double[] above = other.stream().mapToDouble(fork -> Math.log(middle(fork))).toArray();
        double estimate = Math.exp(ofDifferences(below, above));
        double[] drawn = new double[REPLICATES];
        for (int r = 0; r < REPLICATES; r++) {
            draw(base, below, random);
            draw(other, above, random);
            drawn[r] = Math.exp(ofDifferences(below, above));
        }
        return RatioSpread.of(
                estimate,
                drawn,
                "bootstrap over "
                        + base.size()
                        + " and "
                        + other.size()
                        + " processes, then samples");
    }

    /// Processes of two runs by their undisturbed runs, whether they ran in pairs or not: the
    /// estimate is the ratio of the lower quartiles, over the processes of a side, of each
    /// process's [Level#UNDISTURBED].
    ///
    /// @param base samples of each process in ascending order, all positive, one unit for both
    /// @throws IllegalArgumentException if a side has no process
    public static RatioSpread ofUndisturbed(List<double[]> base, List<double[]> other, long seed) {
        if (base.isEmpty() || other.isEmpty()) {
            throw new IllegalArgumentException(
                    "a ratio of " + other.size() + " to " + base.size() + " processes");
        }
        SplittableRandom random = new SplittableRandom(seed);
        double[] below = base.stream().mapToDouble(Level.UNDISTURBED::of).toArray();
        double[] above = other.stream().mapToDouble(Level.UNDISTURBED::of).toArray();
        double estimate = Level.UNDISTURBED.across(above) / Level.UNDISTURBED.across(below);
        double[] drawn = new double[REPLICATES];
        for (int r = 0; r < REPLICATES; r++) {
            drawUndisturbed(base, below, random);
            drawUndisturbed(other, above, random);
            drawn[r] = Level.UNDISTURBED.across(above) / Level.UNDISTURBED.across(below);
        }
        return RatioSpread.of(
                estimate,
                drawn,
                "bootstrap over the fastest twentieths of "
                        + base.size()
                        + " and "
                        + other.size()
                        + " processes");
    }

    private static void drawUndisturbed(
            List<double[]> forks, double[] levels, SplittableRandom random) {
        for (int i = 0; i < levels.length; i++) {
            levels[i] =
                    Level.UNDISTURBED.of(drawn(forks.get(random.nextInt(forks.size())), random));
        }
    }

    private static void draw(List<double[]> forks, double[] logs, SplittableRandom random) {
        for (int i = 0; i < logs.length; i++) {
            logs[i] = Math.log(middle(drawn(forks.get(random.nextInt(forks.size())), random)));
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return middle(sorted);
    }

    private static double ofDifferences(double[] below, double[] above) {
        double[] differences = new double[below.length * above.length];
        int filled = 0;
        for (double low : below) {
            for (double high : above) {
                differences[filled++] = high - low;
            }
        }
        Arrays.sort(differences);
        return middle(differences);
    }

    private static double[] drawn(double[] sorted, SplittableRandom random) {
        int n = Math.min(sorted.length, DRAWN);
        double[] drawn = new double[n];
        for (int i = 0; i < n; i++) {
            int rank = random.nextInt(n);
            drawn[i] = sorted[n == sorted.length ? rank : (int) ((rank + 0.5) * sorted.length / n)];
        }
        Arrays.sort(drawn);
        return drawn;
    }

    /// The median of ascending values: the mean of the two in the middle where they are even in
    /// number.
    static double middle(double[] sorted) {
        int n = sorted.length;
        return (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }
}
