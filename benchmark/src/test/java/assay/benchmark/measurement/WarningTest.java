package assay.benchmark.measurement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarningTest {

    private static final List<Warning> ALL =
            List.of(
                    new Warning.Noisy(0.2, 0.1),
                    new Warning.WideInterval(0.034, 0.02),
                    new Warning.OneProcess(),
                    new Warning.TailUnproven(99, 20, 642),
                    new Warning.Cold(0.02, 0.01),
                    new Warning.Contended(0.4, 0),
                    new Warning.DeviceShared(0.3),
                    new Warning.Throttled("power cap", 0.5),
                    new Warning.FellBack("CPUExecutionProvider", List.of("NonZero")),
                    new Warning.NotOnCuda("CUDA is not used: no driver."),
                    new Warning.Drifted(1, List.of(0.010, 0.016, 0.011)),
                    new Warning.FixedBatch(4),
                    new Warning.Skipped(14.2, 3.9),
                    new Warning.TimedOut(60),
                    new Warning.OutOfMemory("std::bad_alloc"),
                    new Warning.Failed("signal 9"),
                    new Warning.NoProfile("it took too long"),
                    new Warning.Interrupted());

    record Holder(List<Warning> warnings) {}

    @Test
    void everyWarningSurvivesJsonWithItsSentenceBesideIt(@TempDir Path folder) throws IOException {
        assertThat(ALL).hasSize(Warning.class.getPermittedSubclasses().length);
        Path file = folder.resolve("warnings.json");
        Json.write(file, new Holder(ALL));
        assertThat(Json.read(file, Holder.class).warnings()).isEqualTo(ALL);
        assertThat(Json.text(new Holder(ALL)))
                .contains("\"id\" : \"tail-unproven\"")
                .contains("\"message\" : \"p99 is only indicative: 20 samples, 642 more");
    }

    @Test
    void sentencesEndAndCarryTheirNumbers() {
        assertThat(ALL)
                .extracting(Warning::message)
                .filteredOn(message -> !message.matches(".*[.a-z9c]$"))
                .isEmpty();
        assertThat(new Warning.Skipped(14.2, 3.9).message())
                .startsWith("Left out: it needs about 15 s and 3 s of the budget were left");
        assertThat(new Warning.WideInterval(0.034, 0.02).message())
                .contains("±3.4 %")
                .contains("±2.0 %");
        assertThat(new Warning.Drifted(1, List.of(0.010, 0.016, 0.011)).message())
                .contains("batch 1, measured 3 times through it, took 10.0 to 16.0 ms")
                .contains("10.0 ms at first, 11.0 ms at last");
        assertThat(new Warning.Cold(1.3026, 0.379).message())
                .contains("the first window took 1303 ms, the last 379 ms");
    }

    @Test
    void theGravestVerdictCounts() {
        assertThat(
                        Stream.of(new Warning.Noisy(1, 0), new Warning.Contended(1, 0))
                                .map(Warning::verdict)
                                .reduce(Verdict.VALID, Verdict::worst))
                .isEqualTo(Verdict.CONTENDED);
        assertThat(new Warning.TailUnproven(99, 20, 642).verdict()).isEqualTo(Verdict.VALID);
        assertThat(Verdict.FELL_BACK.measured()).isTrue();
        assertThat(Verdict.SKIPPED.measured()).isFalse();
    }
}
