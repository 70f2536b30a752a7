package assay.benchmark.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AgreementTest {

    @Test
    void theLastWindowsDecide() {
        // 10.4/10.0 = 1.04 is within 5 %; 12 is not, but it came earlier
        assertThat(Agreement.lastAgree(List.of(12.0, 10.0, 10.4, 10.2), 3, 0.05)).isTrue();
        assertThat(Agreement.lastAgree(List.of(12.0, 10.0, 10.6, 10.2), 3, 0.05)).isFalse();
        assertThat(Agreement.lastAgree(List.of(10.0, 10.0), 3, 0.05)).isFalse();
    }
}
