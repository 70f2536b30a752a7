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
        assertThat(Drift.of(values, 3)).isCloseTo(0.2, within(1e-12));
    }

    @Test
    void aSeriesTooShortTellsNothing() {
        assertThat(Drift.of(new double[] {10, 20}, 3)).isZero();
        assertThat(Drift.of(new double[] {10, 20, 30}, 3)).isZero();
    }
}
