package assay.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import assay.benchmark.measurement.BatchResult;
import assay.benchmark.measurement.Comparison;
import assay.benchmark.measurement.Json;
import assay.benchmark.measurement.Measurement;
import assay.benchmark.measurement.Verdict;
import assay.benchmark.measurement.Warning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Faults planted in the whole command: it names them, and nothing that was measured is lost.
class FaultsTest {

    /// Milliseconds a run from batch 16 on: 4 B x 65536 a row, twice.
    private static final long WIDTH = 65536;

    @TempDir Path folder;

    private Path result;

    @BeforeEach
    void needsLinux() {
        assumeTrue(
                Files.isExecutable(Path.of("/bin/bash"))
                        && Files.isExecutable(Path.of("/usr/bin/prlimit")),
                "no shell and prlimit to set limits with");
        result = folder.resolve("result.json");
    }

    @Test
    void memoryThatTheSystemRefusesIsAnOutcomeOfThatBatchAlone() throws Exception {
        // At batch 16384 each of the two values between is 4 B x 16384 x 65536 = 4 GiB, at batch
        // 256
        // 64 MiB; 5 GiB of address space hold the latter beside the 2 GiB that a JVM reserves.
        Child child = bench("-v " + (5L << 20), "256,16384");
        waitFor(child, each -> each.verdict() == Verdict.OUT_OF_MEMORY);
        signal(child);
        assertThat(verdicts(child)).contains(Verdict.OUT_OF_MEMORY);
        assertThat(read().batches().getFirst().latencySeconds()).as(child.text()).isNotNull();
    }

    @Test
    void aDiskThatIsFullEndsItWithOneSentenceAndKeepsWhatWasWritten() throws Exception {
        Child child = bench("", "16,17,18,19,20,21,22,23");
        waitFor(child, each -> each.latencySeconds() != null);
        // no file may grow beyond what the result has now, so the next one is refused
        new ProcessBuilder(
                        "/usr/bin/prlimit",
                        "--pid",
                        Long.toString(child.process().pid()),
                        "--fsize=" + Files.size(result) + ":unlimited")
                .start()
                .waitFor();
        assertThat(child.exit()).as(child.text()).isEqualTo(Exit.FAILED);
        assertOneSentence(child);
        assertThat(read().batches().getFirst().latencySeconds()).isNotNull();
    }

    @Test
    void aFileSystemWithoutRoomEndsItWithOneSentenceAndKeepsWhatWasWritten() throws Exception {
        // The result grows by some KiB a process; it is written beside itself and moved there, so
        // 48 KiB hold it about twice at 24.
        try (var disk = Confined.Disk.of(folder, 48)) {
            result = disk.path().resolve("result.json");
            Child child = bench("", "16,17,18,19,20,21,22,23");
            assertThat(child.exit()).as(child.text()).isEqualTo(Exit.FAILED);
            assertOneSentence(child);
            assertThat(read().batches().getFirst().latencySeconds()).isNotNull();
        }
    }

    @Test
    void memoryThatAControlGroupRefusesIsAnOutcomeOfThatBatchAlone() throws Exception {
        // Batch 16384 holds 4 GiB twice, batch 256 64 MiB; the JVMs beside them about 400 MiB.
        try (var group = Confined.MemoryGroup.of(2L << 30)) {
            Child child =
                    Child.after(folder, group.entry(), List.of(), arguments("256,16384", "300s"));
            waitFor(child, each -> each.verdict() == Verdict.OUT_OF_MEMORY);
            signal(child);
            assertThat(verdicts(child)).as(child.text()).contains(Verdict.OUT_OF_MEMORY);
            assertThat(read().batches().getFirst().latencySeconds()).isNotNull();
        }
    }

    @Test
    void loadOfOthersIsNamedAsContention() throws Exception {
        // Busy processes on half of the cores; a twentieth of all is what others may take.
        List<Process> busy = new ArrayList<>();
        try {
            for (int i = 0; i < Math.max(1, Runtime.getRuntime().availableProcessors() / 2); i++) {
                busy.add(new ProcessBuilder("bash", "-c", "while :; do :; done").start());
            }
            Child child = Child.start(folder, "", List.of(), arguments("16", "6s"));
            assertThat(child.exit()).as(child.text()).isEqualTo(Exit.DONE);
        } finally {
            busy.forEach(Process::destroyForcibly);
        }
        BatchResult batch = read().batches().getFirst();
        assertThat(batch.verdict()).isEqualTo(Verdict.CONTENDED);
        assertThat(batch.warnings())
                .hasAtLeastOneElementOfType(Warning.Contended.class)
                .filteredOn(Warning.Contended.class::isInstance)
                .allSatisfy(warning ->
                        assertThat(warning.message()).startsWith("Other processes took "));
        assertThat(batch.latencySeconds()).isNotNull();
    }

    @Test
    void aLimitOnFilesFromTheStartIsOneSentence() throws Exception {
        Child child = bench("-f 64", "16");
        assertThat(child.exit()).as(child.text()).isEqualTo(Exit.FAILED);
        assertThat(child.text().lines().filter(line -> line.startsWith("assay: ")))
                .as(child.text())
                .singleElement()
                .asString()
                .contains("ulimit -f");
        assertThat(child.text()).doesNotContain("\tat ");
    }

    @Test
    void anInterruptKeepsWhatWasMeasuredAndEndsTheFork() throws Exception {
        Child child = bench("", "16,17");
        waitFor(child, each -> each.latencySeconds() != null);
        List<ProcessHandle> forks = child.process().descendants().toList();
        signal(child);
        assertThat(child.exit()).isEqualTo(128 + 15); // ended by signal 15, SIGTERM
        Measurement measured = read();
        assertThat(measured.warnings()).contains(new Warning.Interrupted());
        assertThat(measured.method().stopped()).isEqualTo("interrupted");
        assertThat(measured.batches()).extracting(BatchResult::latencySeconds).doesNotContainNull();
        for (ProcessHandle fork : forks) {
            fork.onExit().get(1, TimeUnit.MINUTES);
        }
    }

    /// As behind `| head -1`: a pipe to a process that has ended.
    @Test
    void aReaderThatHasEnoughIsNoFault() throws Exception {
        Child child =
                Child.after(
                        folder, "exec > >(true); sleep 0.2", List.of(), "schema", "measurement");
        assertThat(child.exit()).as(child.text()).isEqualTo(Exit.DONE);
        assertThat(child.text()).isEmpty();
    }

    @Test
    void anInterruptedComparisonTellsOfThePairsThatWereMade() throws Exception {
        Child child =
                Child.start(
                        folder,
                        "",
                        List.of(),
                        "compare",
                        "--run",
                        SmallModels.wide(folder.resolve("wide.onnx"), WIDTH).toString(),
                        "--new-option",
                        "threads=1",
                        "--device",
                        "cpu",
                        "--batches",
                        "16",
                        "--budget",
                        "300s",
                        "--json",
                        result.toString());
        while (child.process().isAlive() && !child.text().contains("pair 2 of 20")) {
            Thread.sleep(20);
        }
        signal(child);
        assertThat(child.exit()).as(child.text()).isEqualTo(128 + 15);
        assertThat(child.text())
                .contains("interrupted: this is of the pairs until then")
                .doesNotContain("\tat ");
        assertThat(child.text().lines().filter(line -> line.contains("wide against")))
                .as(child.text())
                .hasSize(1);
        Comparison compared = Json.read(result, Comparison.class);
        assertThat(compared.batches())
                .singleElement()
                .satisfies(batch ->
                        assertThat(Math.min(batch.baseForks(), batch.otherForks()))
                                .isGreaterThanOrEqualTo(2));
    }

    private static void assertOneSentence(Child child) throws IOException {
        assertThat(child.text().lines().filter(line -> line.startsWith("assay: ")))
                .as(child.text())
                .singleElement()
                .satisfies(line ->
                        assertThat(line)
                                .contains("result.json")
                                .contains("what was measured before is in it"));
        assertThat(child.text()).doesNotContain("\tat ");
    }

    private Child bench(String limit, String batches) throws IOException {
        return Child.start(folder, limit, List.of(), arguments(batches, "300s"));
    }

    private String[] arguments(String batches, String budget) {
        return new String[] {
            "bench",
            SmallModels.wide(folder.resolve("wide.onnx"), WIDTH).toString(),
            "--device",
            "cpu",
            "--batches",
            batches,
            "--budget",
            budget,
            "--json",
            result.toString()
        };
    }

    /// As Ctrl-C does, which a process that was started in the background may be deaf to.
    private static void signal(Child child) {
        child.process().destroy();
    }

    private List<Verdict> verdicts(Child child) throws Exception {
        child.exit();
        return read().batches().stream().map(BatchResult::verdict).toList();
    }

    private void waitFor(Child child, Predicate<BatchResult> seen) throws InterruptedException {
        while (child.process().isAlive()) {
            Measurement now = readable();
            if (now != null && now.batches().stream().anyMatch(seen)) {
                return;
            }
            Thread.sleep(20);
        }
    }

    private Measurement read() throws IOException {
        return Measurement.read(result);
    }

    private @Nullable Measurement readable() {
        try {
            return Files.exists(result) ? read() : null;
        } catch (IOException _) {
            return null;
        }
    }
}
