package assay.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CommandLinesTest {

    @Test
    void aCommandIsToldAsItWasCalled() {
        assertThat(CommandLines.of("scripts/assay", List.of("bench", "m.onnx", "--quick")))
                .isEqualTo("scripts/assay bench m.onnx --quick");
        assertThat(CommandLines.of("assay", List.of())).isEqualTo("assay");
    }

    @Test
    void whatAShellWouldTakeApartIsQuoted() {
        assertThat(CommandLines.of("my tools/assay", List.of("card", "it's $HOME.onnx")))
                .isEqualTo("'my tools/assay' card 'it'\\''s $HOME.onnx'");
    }
}
