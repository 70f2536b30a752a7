package assay.benchmark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PercentilesTest {

    private static final long[] THOUSAND = LongStream.rangeClosed(1, 1000).toArray();

    @Test
    void aPercentileIsTheSampleOfItsRank() {
        // ranks ceil(0.5 * 1000) = 500, ceil(0.999 * 1000) = 999, ceil(1.0 * 1000) = 1000
        assertThat(Percentiles.nearestRank(THOUSAND, 50)).isEqualTo(500);
        assertThat(Percentiles.nearestRank(THOUSAND, 99.9)).isEqualTo(999);
        assertThat(Percentiles.nearestRank(THOUSAND, 100)).isEqualTo(1000);
        // five samples: ceil(0.9 * 5) = 5, ceil(0.4 * 5) = 2
        long[] five = {15, 20, 35, 40, 50};
        assertThat(Percentiles.nearestRank(five, 90)).isEqualTo(50);
        assertThat(Percentiles.nearestRank(five, 40)).isEqualTo(20);
        assertThat(Percentiles.nearestRank(five, 1)).isEqualTo(15);
    }

    @Test
    void theMedianOfAnEvenCountIsTheLowerMiddle() {
        assertThat(Percentiles.median(new long[] {4, 1, 3, 2})).isEqualTo(2);
    }

    @Test
    void noiseIsTheSpreadOfTheMiddleHalf() {
        // q1 = 250, q3 = 750, median = 500: (750 - 250)/500 = 1
        assertThat(Percentiles.relativeIqr(THOUSAND)).isCloseTo(1.0, within(1e-12));
        assertThat(Percentiles.relativeIqr(new long[] {7})).isZero();
    }

    @Test
    void nothingIsSaidOfNoSamples() {
        assertThatThrownBy(() -> Percentiles.nearestRank(new long[0], 50))
                .hasMessageContaining("0 samples");
        assertThatThrownBy(() -> Percentiles.nearestRank(THOUSAND, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
