package assay.benchmark.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RuntimeOptionsTest {

    @Test
    void keysAndValuesAreChecked() {
        assertThat(RuntimeOptions.of(Map.of("threads", "2", "ort:session.x", "y")).get("threads"))
                .isEqualTo("2");
        assertThatThrownBy(() -> RuntimeOptions.of(Map.of("thread", "2")))
                .hasMessageStartingWith("option 'thread' is none of [arena, conv-search,");
        assertThatThrownBy(() -> RuntimeOptions.of(Map.of("threads", "two")))
                .hasMessageContaining("not 'two'");
        assertThatThrownBy(() -> RuntimeOptions.of(Map.of("optimization", "max")))
                .hasMessage(
                        "option optimization is one of [all, basic, extended, layout, none], not"
                                + " 'max'");
    }
}
