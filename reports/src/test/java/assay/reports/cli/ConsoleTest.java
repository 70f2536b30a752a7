package assay.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;

import assay.benchmark.measurement.BatchResult;
import assay.benchmark.measurement.Warning;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ConsoleTest {

    private static String afterOneProcess(Warning warning) {
        StringWriter err = new StringWriter();
        try (Console console = new Console(new PrintWriter(err))) {
            console.sweep().forkEnded(BatchResult.without(2, warning), 1);
        }
        return err.toString();
    }

    @Test
    void aProcessThatWasStoppedIsNotCalledValid() {
        assertThat(afterOneProcess(new Warning.Interrupted()))
                .startsWith("batch 2, round 1: The run was cut short");
    }

    @Test
    void aProcessThatFailedIsToldWithItsVerdictAndReason() {
        assertThat(afterOneProcess(new Warning.OutOfMemory("no more memory")))
                .startsWith("batch 2, round 1: OUT_OF_MEMORY: ")
                .contains("no more memory");
    }

    @Test
    void whatAModelIsCalledReachesTheTerminalWithoutItsControlCharacters() {
        StringWriter err = new StringWriter();
        try (Console console = new Console(new PrintWriter(err))) {
            console.say("timing \u001b[31mConv");
            console.warn("no \u001b[31mConv");
        }
        assertThat(err.toString()).contains("timing ", "warning: no ").doesNotContain("\u001b");
    }
}
