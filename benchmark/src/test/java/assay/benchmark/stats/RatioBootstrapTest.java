package assay.benchmark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RatioBootstrapTest {

    @Test
    void whatDriftsFromPairToPairCancels() {
        // The machine's speed goes 1, 1.6, 1, 1.6 ...; within each pair the new one takes 1.05 of
        // the base: every ratio drawn is 1.05.
        List<double[]> base = List.of(flat(100), flat(160), flat(100), flat(160), flat(100));
        List<double[]> other = List.of(flat(105), flat(168), flat(105), flat(168), flat(105));
        RatioSpread ratio = RatioBootstrap.ofPairs(base, other, 1);
        assertThat(ratio.estimate()).isCloseTo(1.05, within(1e-12));
        assertThat(ratio.interval(0.95).low()).isCloseTo(1.05, within(1e-12));
        assertThat(ratio.interval(0.95).high()).isCloseTo(1.05, within(1e-12));
        // Taken apart, the same processes tell nothing: some draws of the new are all 105 against
        // a base of all 160, a ratio of 0.66, and the reverse, 1.68.
        Interval apart = RatioBootstrap.ofSeparate(base, other, 1).interval(0.95);
        assertThat(apart.low()).isLessThan(1);
        assertThat(apart.high()).isGreaterThan(1.6);
    }

    @Test
    void fewerThanHalfOfThePairsGoneAstrayDoNotMoveTheEstimate() {
        // Ratios 1, 1, 1, 4, 4 have the median 1; the mean of neighbours (Hodges and Lehmann) would
        // be 2: of the 15 means of logarithms of i <= j, 6 are ln 1, 6 are ln 2 and 3 are ln 4.
        List<double[]> base = List.of(flat(10), flat(10), flat(10), flat(10), flat(10));
        List<double[]> other = List.of(flat(10), flat(10), flat(10), flat(40), flat(40));
        assertThat(RatioBootstrap.ofPairs(base, other, 1).estimate()).isEqualTo(1);
    }

    @Test
    void theFastestRunsAgreeWhereTheMediansDoNot() {
        // Two or three of five processes met a busy machine for 20 of their 32 runs, which then
        // took 1.6 times as long. Medians are 100 or 160 against 105 or 168; the share 0.05 of 31
        // steps is rank 1.55, among the 12 undisturbed runs: 100 against 105 in all.
        List<double[]> base = List.of(busy(100), flat(100), busy(100), flat(100), flat(100));
        List<double[]> other = List.of(flat(105), busy(105), flat(105), flat(105), busy(105));
        Interval typical = RatioBootstrap.ofPairs(base, other, 1).interval(0.95);
        assertThat(typical.low()).isLessThan(0.7);
        assertThat(typical.high()).isGreaterThan(1.6);
        RatioSpread undisturbed = RatioBootstrap.ofUndisturbed(base, other, 1);
        assertThat(undisturbed.estimate()).isCloseTo(1.05, within(1e-12));
        assertThat(undisturbed.interval(0.95).low()).isCloseTo(1.05, within(1e-12));
        assertThat(undisturbed.interval(0.95).high()).isCloseTo(1.05, within(1e-12));
    }

    @Test
    void aLevelIsReadBetweenRanks() {
        double[] samples = new double[21];
        Arrays.setAll(samples, i -> 10.0 * i);
        // Shares 0.05, 0.5 and 0.25 of 20 steps: ranks 1, 10 and 5.
        assertThat(Level.UNDISTURBED.of(samples)).isCloseTo(10, within(1e-9));
        assertThat(Level.TYPICAL.of(samples)).isEqualTo(100);
        assertThat(Level.UNDISTURBED.across(samples)).isEqualTo(50);
        // Of 11 samples, 10 steps: rank 0.5 lies between 0 and 10.
        assertThat(Level.UNDISTURBED.of(Arrays.copyOf(samples, 11))).isCloseTo(5, within(1e-9));
        assertThat(Level.UNDISTURBED.of(new double[] {7})).isEqualTo(7);
        assertThat(Level.TYPICAL.across(new double[] {30, 10, 20})).isEqualTo(20);
    }

    @Test
    void separateRunsAreComparedEachWithEach() {
        // 6/2 = 3, 6/3 = 2, 12/2 = 6, 12/3 = 4: the middle two are 3 and 4, whose geometric mean is
        // sqrt(12) = 3.4641.
        List<double[]> base = List.of(flat(2), flat(3));
        List<double[]> other = List.of(flat(6), flat(12));
        assertThat(RatioBootstrap.ofSeparate(base, other, 1).estimate())
                .isCloseTo(3.4641, within(1e-4));
    }

    @Test
    void exchangingTheSidesInvertsTheRatio() {
        List<double[]> base = noisy(new SplittableRandom(3), 6, 1);
        List<double[]> other = noisy(new SplittableRandom(4), 6, 1.1);
        double there = RatioBootstrap.ofPairs(base, other, 1).estimate();
        double back = RatioBootstrap.ofPairs(other, base, 1).estimate();
        assertThat(there * back).isCloseTo(1, within(1e-12));
    }

    @Test
    void samplesWithinAProcessScatterTheRatioToo() {
        // All processes alike, samples 1 to 99: the median of 31 drawn of them has a standard
        // deviation of about 1.25 * 28.6 / sqrt(31) = 6.4, so the interval cannot be a point.
        double[] wide = new double[99];
        Arrays.setAll(wide, i -> i + 1.0);
        List<double[]> same = List.of(wide, wide, wide, wide);
        Interval interval = RatioBootstrap.ofPairs(same, same, 1).interval(0.95);
        assertThat(interval.low()).isBetween(0.7, 0.97);
        assertThat(interval.high()).isBetween(1.03, 1.4);
    }

    @Test
    void theIntervalHoldsTheTrueRatioAboutAsOftenAsItSays() {
        // 100 simulated runs of 10 pairs with a true ratio of 1.05. At a coverage of 0.95 the
        // number
        // held has a standard deviation of sqrt(100 * 0.95 * 0.05) = 2.2; the percentile bootstrap
        // of
        // so few is known to fall short by some hundredths.
        SplittableRandom random = new SplittableRandom(7);
        int held = 0;
        for (int trial = 0; trial < 100; trial++) {
            List<double[]> base = noisy(random, 10, 1);
            List<double[]> other = noisy(random, 10, 1.05);
            Interval interval = RatioBootstrap.ofPairs(base, other, trial).interval(0.95);
            held += interval.low() <= 1.05 && interval.high() >= 1.05 ? 1 : 0;
        }
        assertThat(held).isBetween(86, 99);
    }

    @Test
    void pairsMustBePairs() {
        assertThatThrownBy(() -> RatioBootstrap.ofPairs(List.of(flat(1)), List.of(), 1))
                .hasMessageContaining("pairs of 1 and 0");
        assertThatThrownBy(() -> RatioBootstrap.ofSeparate(List.of(), List.of(flat(1)), 1))
                .hasMessageContaining("1 to 0");
        assertThatThrownBy(() -> RatioBootstrap.ofUndisturbed(List.of(), List.of(flat(1)), 1))
                .hasMessageContaining("1 to 0");
    }

    /// Processes whose levels scatter by 2 % and whose samples by 3 %.
    private static List<double[]> noisy(SplittableRandom random, int count, double level) {
        List<double[]> forks = new ArrayList<>();
        for (int f = 0; f < count; f++) {
            double own = level * (1 + 0.02 * random.nextGaussian());
            double[] samples = new double[32];
            Arrays.setAll(samples, i -> own * (1 + 0.03 * random.nextGaussian()));
            Arrays.sort(samples);
            forks.add(samples);
        }
        return forks;
    }

    private static double[] busy(double value) {
        double[] samples = flat(value);
        Arrays.fill(samples, 12, 32, value * 1.6);
        return samples;
    }

    private static double[] flat(double value) {
        double[] samples = new double[32];
        Arrays.fill(samples, value);
        return samples;
    }
}
