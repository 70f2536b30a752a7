package assay.benchmark.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HolmTest {

    @Test
    void stepsDownUntilOneFails() {
        // Ascending 0.005, 0.01, 0.03, 0.04 against 0.05/4 = 0.0125, 0.05/3 = 0.0167, 0.05/2 =
        // 0.025:
        // the third fails, and with it the fourth, though 0.04 <= 0.05/1.
        assertThat(Holm.rejected(List.of(0.01, 0.04, 0.03, 0.005), 0.05))
                .containsExactly(true, false, false, true);
    }

    @Test
    void oneIsHeldAgainstAlphaItself() {
        assertThat(Holm.rejected(List.of(0.05), 0.05)).containsExactly(true);
        assertThat(Holm.rejected(List.of(0.051), 0.05)).containsExactly(false);
        assertThat(Holm.rejected(List.of(), 0.05)).isEmpty();
    }
}
