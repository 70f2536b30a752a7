package assay.benchmark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClaimsTest {

    private static Claims.Compared compared(double ratio, double low, double high, double odds) {
        return new Claims.Compared(List.of(look(ratio, low, high, odds)));
    }

    private static Claims.Look look(double ratio, double low, double high, double odds) {
        return new Claims.Look(ratio, new Interval(low, high, 0.95, "test"), 0.02, odds);
    }

    private static Change of(Claims.Look typical, Claims.Look undisturbed) {
        return Claims.of(List.of(new Claims.Compared(List.of(typical, undisturbed)))).getFirst();
    }

    @Test
    void eitherLookMakesTheVerdict() {
        Claims.Look noisy = look(1.04, 0.8, 1.4, 0.4);
        Claims.Look slower = look(1.05, 1.04, 1.06, 0.001);
        assertThat(of(noisy, slower)).isEqualTo(Change.SLOWER);
        assertThat(of(slower, look(1, 0.99, 1.01, 1))).isEqualTo(Change.SLOWER);
        assertThat(of(slower, look(0.9, 0.88, 0.92, 0.001))).isEqualTo(Change.INCONCLUSIVE);
        // Two looks are two chances: 0.03 passes against 0.05, but not as the smallest of two.
        assertThat(of(noisy, look(1.05, 1.021, 1.08, 0.03))).isEqualTo(Change.INCONCLUSIVE);
    }

    @Test
    void oneLookWithinTheMarginIsEnoughWhereTheOtherPointsNoOtherWay() {
        Claims.Look same = look(1.001, 0.995, 1.005, 1);
        assertThat(of(look(1.01, 0.8, 1.3, 1), same)).isEqualTo(Change.EQUIVALENT);
        assertThat(of(same, look(1.01, 0.8, 1.3, 1))).isEqualTo(Change.EQUIVALENT);
        assertThat(of(look(1.04, 0.8, 1.3, 1), same)).isEqualTo(Change.INCONCLUSIVE);
        assertThat(of(look(0.97, 0.8, 1.3, 1), same)).isEqualTo(Change.INCONCLUSIVE);
    }

    @Test
    void eachLookHasAMarginOfItsOwn() {
        // Medians that may stray by a fifth, fastest runs by half a per cent: 1.1 and 1.003 are
        // within them, 1.01 of the latter is not.
        Claims.Look medians = new Claims.Look(1.1, new Interval(0.9, 1.3, 0.95, "test"), 0.2, 1);
        assertThat(of(medians, fastest(1.003, 0.999, 1.004))).isEqualTo(Change.EQUIVALENT);
        assertThat(of(medians, fastest(1.01, 1.004, 1.016))).isEqualTo(Change.INCONCLUSIVE);
    }

    private static Claims.Look fastest(double ratio, double low, double high) {
        return new Claims.Look(ratio, new Interval(low, high, 0.95, "test"), 0.005, 1);
    }

    @Test
    void theFourVerdicts() {
        assertThat(
                        Claims.of(
                                List.of(
                                        compared(1.06, 1.03, 1.09, 0.001),
                                        compared(0.90, 0.88, 0.92, 0.001),
                                        compared(1.00, 0.985, 1.015, 1),
                                        compared(1.03, 0.99, 1.06, 0.4))))
                .containsExactly(
                        Change.SLOWER, Change.FASTER, Change.EQUIVALENT, Change.INCONCLUSIVE);
    }

    @Test
    void theMarginIsARatioToBothSides() {
        // 1/1.02 = 0.98039: 0.9805 is within, 0.9803 is not.
        assertThat(Claims.of(List.of(compared(1, 0.9805, 1.0199, 1))))
                .containsExactly(Change.EQUIVALENT);
        assertThat(Claims.of(List.of(compared(1, 0.9803, 1.0199, 1))))
                .containsExactly(Change.INCONCLUSIVE);
    }

    @Test
    void whatStandsAloneMayFallInASweep() {
        // 0.03 passes against 0.05, but not as the smallest of two: 0.05/2.
        Claims.Compared doubtful = compared(1.05, 1.021, 1.08, 0.03);
        assertThat(Claims.of(List.of(doubtful))).containsExactly(Change.SLOWER);
        assertThat(Claims.of(List.of(doubtful, compared(1, 0.99, 1.01, 1))))
                .containsExactly(Change.INCONCLUSIVE, Change.EQUIVALENT);
    }

    @Test
    void fewPairsCannotShowMuch() {
        // Every ratio drawn is 1.5. Five pairs on one side happen by chance with 2/32 = 0.0625, six
        // with 2/64 = 0.03125; without pairs only the 2000 draws bound it: 2/2001.
        RatioSpread clear = RatioSpread.of(1.5, constant(1.5), "test");
        assertThat(Claims.odds(clear, 1.02, 5)).isEqualTo(0.0625);
        assertThat(Claims.odds(clear, 1.02, 6)).isEqualTo(0.03125);
        assertThat(Claims.odds(clear, 1.02, 0)).isCloseTo(2 / 2001.0, within(1e-12));
    }

    @Test
    void aRatioWithinTheMarginIsNoClaim() {
        assertThat(Claims.odds(RatioSpread.of(1.01, constant(1.01), "test"), 1.02, 20))
                .isEqualTo(1);
        assertThat(Claims.odds(RatioSpread.of(0.5, constant(0.5), "test"), 1.02, 20))
                .isLessThan(0.01);
    }

    @Test
    void theFloorRulesWhereRunsAreShort() {
        // Half a microsecond of 5 us is 10 %, of 1 ms 0.05 %, which is below 2 %.
        assertThat(Margin.DEFAULT.of(5e-6)).isCloseTo(0.1, within(1e-12));
        assertThat(Margin.DEFAULT.of(1e-3)).isEqualTo(0.02);
        assertThatThrownBy(() -> new Margin(-0.1, 0)).hasMessageContaining("-0.1");
    }

    private static double[] constant(double value) {
        double[] drawn = new double[2000];
        Arrays.fill(drawn, value);
        return drawn;
    }
}
