package assay.reports.section;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScalingTest {

    /// Throughputs 500, 800, 960 and 1,000 a second.
    private static final Scaling SCALING =
            new Scaling(
                    List.of(
                            point(8, 8e-3),
                            point(1, 2e-3),
                            point(4, 4 / 960.0),
                            point(2, 2 / 800.0)));

    private static Scaling.Point point(long batch, double latency) {
        return new Scaling.Point(batch, latency, batch / latency);
    }

    @Test
    void theKneeIsTheSmallestBatchWith95PerCentOfTheBest() {
        // 0.95 x 1,000 = 950: batch 4 reaches 960.
        assertThat(SCALING.knee()).hasValueSatisfying(p -> assertThat(p.batch()).isEqualTo(4));
        assertThat(SCALING.best()).hasValueSatisfying(p -> assertThat(p.batch()).isEqualTo(8));
        assertThat(SCALING.growth()).hasValue(2);
        assertThat(new Scaling(List.of(point(1, 1e-3))).knee()).isEmpty();
    }

    @Test
    void theBestWithinALimitIsTheFastestThatKeepsIt() {
        assertThat(SCALING.bestWithin(5e-3))
                .hasValueSatisfying(p -> assertThat(p.batch()).isEqualTo(4));
        assertThat(SCALING.bestWithin(8e-3))
                .hasValueSatisfying(p -> assertThat(p.batch()).isEqualTo(8));
        assertThat(SCALING.bestWithin(1e-3)).isEmpty();
    }
}
