package assay.benchmark.run;

import static org.assertj.core.api.Assertions.assertThat;

import assay.benchmark.measurement.FirstRuns;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarmUpTest {

    @Test
    void itEndsWhenThreeWindowsAgree() {
        // runs longer than a window are windows of their own: 0.30 is followed by three within 5 %
        Iterator<Double> runs = List.of(0.30, 0.20, 0.101, 0.100, 0.102, 9.0).iterator();
        FirstRuns first = WarmUp.until(runs::next, 1.5, 0.5, 60, 0.05);
        assertThat(first.settled()).isTrue();
        assertThat(first.warmupRuns()).isEqualTo(6);
        assertThat(first.runSeconds()).containsExactly(0.5, 0.30, 0.20, 0.101, 0.100, 0.102);
        assertThat(first.sessionSeconds()).isEqualTo(1.5);
    }

    @Test
    void aLimitEndsItUnsettled() {
        FirstRuns first = WarmUp.until(() -> 0.4, 1, 0.5, 0.6, 0.05);
        assertThat(first.settled()).isFalse();
        // 0.5 + 0.4 = 0.9 is beyond 0.6
        assertThat(first.warmupRuns()).isEqualTo(2);
        assertThat(WarmUp.until(() -> 0.4, 1, 0.5, 0, 0.05).warmupRuns()).isEqualTo(1);
    }
}
