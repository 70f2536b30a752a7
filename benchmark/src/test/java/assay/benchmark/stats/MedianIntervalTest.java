package assay.benchmark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MedianIntervalTest {

    @Test
    void oneProcessGivesOrderStatistics() {
        // n = 100: 50 - 1.96*5 = 40.2, rank 40; 51 + 9.8 = 60.8, rank 61 (the textbook's 40 and 61)
        long[] hundred = LongStream.rangeClosed(1, 100).toArray();
        Interval interval = MedianInterval.of(List.of(hundred), 0.95, 1);
        assertThat(interval.low()).isEqualTo(40);
        assertThat(interval.high()).isEqualTo(61);
        assertThat(interval.method()).contains("one process");
    }

    @Test
    void theSpreadBetweenProcessesCounts() {
        // Each process is constant; only the level differs. A bootstrap over samples alone would
        // see no spread in any of them.
        List<long[]> forks = List.of(filled(100), filled(110), filled(120));
        Interval interval = MedianInterval.of(forks, 0.95, 1);
        assertThat(interval.low()).isEqualTo(100);
        assertThat(interval.high()).isEqualTo(120);
    }

    @Test
    void theIntervalCoversTheTrueMedianAboutAsOftenAsItSays() {
        int covered = 0;
        SplittableRandom random = new SplittableRandom(5);
        for (int trial = 0; trial < 200; trial++) {
            long[][] forks = new long[6][60];
            for (long[] fork : forks) {
                long level = Math.round(1_000_000 + 10_000 * random.nextGaussian());
                Arrays.setAll(fork, i -> Math.round(level + 20_000 * random.nextGaussian()));
                Arrays.sort(fork);
            }
            Interval interval = MedianInterval.of(List.of(forks), 0.95, trial);
            if (interval.low() <= 1_000_000 && 1_000_000 <= interval.high()) {
                covered++;
            }
        }
        // 95 % of 200 = 190; six forks are few, and 3 sd of a binomial are 9: at least 170
        assertThat(covered).isBetween(170, 200);
    }

    @Test
    void theSameSeedGivesTheSameInterval() {
        List<long[]> forks = List.of(new long[] {1, 2, 3, 9}, new long[] {2, 3, 4, 8});
        assertThat(MedianInterval.of(forks, 0.95, 3)).isEqualTo(MedianInterval.of(forks, 0.95, 3));
        assertThatThrownBy(() -> MedianInterval.of(List.of(), 0.95, 3))
                .hasMessageContaining("at least one sample");
    }

    @Test
    void quantilesOfTheNormalDistribution() {
        assertThat(MedianInterval.normalQuantile(0.975)).isCloseTo(1.959964, within(1e-5));
        assertThat(MedianInterval.normalQuantile(0.5)).isCloseTo(0, within(1e-6));
    }

    private static long[] filled(long value) {
        long[] samples = new long[50];
        Arrays.fill(samples, value);
        return samples;
    }
}
