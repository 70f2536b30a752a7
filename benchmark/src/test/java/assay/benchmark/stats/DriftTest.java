package assay.benchmark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DriftTest {

    @Test
    void theSlowestStretchOverTheFastest() {
        // medians of three in a row; the straggler of 90 moves none of them
        double[] values = {10, 10, 90, 10, 10.5, 12, 12};
        // (10 10 90) 10; (10 90 10) 10; (90 10 10.5) 10.5; (10 10.5 12) 10.5; (10.5 12 12) 12
        assertThat(Drift.of(values, 3, Level.TYPICAL)).isCloseTo(0.2, within(1e-12));
    }

    @Test
    void theUndisturbedLevelTakesTheFastestQuarter() {
        // of five in a row the second fastest: (10 16 10 16 10) 10; (16 10 16 10 11) 10;
        // (10 16 10 11 16) 10; (16 10 11 16 11) 11
        double[] values = {10, 16, 10, 16, 10, 11, 16, 11};
        assertThat(Drift.of(values, 5, Level.UNDISTURBED)).isCloseTo(0.1, within(1e-12));
    }

    @Test
    void aSeriesTooShortTellsNothing() {
        assertThat(Drift.of(new double[] {10, 20}, 3, Level.TYPICAL)).isZero();
        assertThat(Drift.of(new double[] {10, 20, 30}, 3, Level.TYPICAL)).isZero();
    }
}
