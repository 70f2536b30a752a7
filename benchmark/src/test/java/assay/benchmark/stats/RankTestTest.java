package assay.benchmark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RankTestTest {

    @Test
    void completeSeparationOfThreeAndThree() {
        // Of C(6, 3) = 20 arrangements one is as extreme to each side: 2/20 = 0.1.
        RankTest test = RankTest.of(new double[] {1, 2, 3}, new double[] {4, 5, 6});
        assertThat(test.delta()).isEqualTo(1);
        assertThat(test.odds()).isCloseTo(0.1, within(1e-12));
    }

    @Test
    void theTextbooksTable() {
        // The critical value of U for n = m = 5 at 0.05 two-sided is 2: P(U <= 2) = 4/252, twice
        // that 0.0317; P(U <= 3) = 7/252, twice that 0.0556.
        double[] first = {1, 2, 3, 4, 7};
        assertThat(RankTest.of(first, new double[] {5, 6, 8, 9, 10}).odds())
                .isCloseTo(8 / 252.0, within(1e-12));
        double[] second = {1, 2, 3, 4, 8};
        assertThat(RankTest.of(second, new double[] {5, 6, 7, 9, 10}).odds())
                .isCloseTo(14 / 252.0, within(1e-12));
    }

    @Test
    void deltaCountsPairs() {
        // (1,2) against (1,3): pairs 1-1 tie, 1-3 larger, 2-1 smaller, 2-3 larger: (2 - 1)/4.
        RankTest test = RankTest.of(new double[] {1, 2}, new double[] {1, 3});
        assertThat(test.delta()).isEqualTo(0.25);
    }

    @Test
    void allAlikeIsNoDifference() {
        RankTest test = RankTest.of(new double[] {5, 5, 5}, new double[] {5, 5});
        assertThat(test.delta()).isZero();
        assertThat(test.odds()).isEqualTo(1);
    }

    @Test
    void manyValuesGoByTheNormalApproximation() {
        // 25 and 25, all larger: U = 625, mean 312.5, variance 625 * 51 / 12 = 2656.25,
        // z = 312 / 51.54 = 6.05: below 1e-8.
        double[] low = new double[25];
        double[] high = new double[25];
        for (int i = 0; i < 25; i++) {
            low[i] = i;
            high[i] = 100 + i;
        }
        assertThat(RankTest.of(low, high).odds()).isLessThan(2e-7);
    }
}
