package assay.benchmark.run;

import static org.assertj.core.api.Assertions.assertThat;

import assay.benchmark.measurement.Warning;
import assay.benchmark.session.ChildJvm;
import assay.benchmark.session.InputSpec;
import assay.benchmark.session.Provider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForkProcessTest {

    @TempDir Path folder;

    private final Observer observer = Observer.start(new Provider.Cpu());

    @Test
    void aProcessThatTakesTooLongIsEnded() throws IOException {
        ForkOutcome outcome = process().run("hangs", plan(4, 600), Duration.ofMillis(200));
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        ForkOutcome.Broken.class,
                        broken ->
                                assertThat(broken.warning()).isEqualTo(new Warning.TimedOut(0.2)));
        assertThat(outcome.seconds()).isLessThan(60);
    }

    @Test
    void aLimitThatPassesBeforeTheProcessIsThereEndsItStill() throws IOException {
        // no JVM starts within a millisecond; left alone this one would time for 40 minutes
        ForkOutcome outcome = process().run("late", plan(4, 600), Duration.ofMillis(1));
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        ForkOutcome.Broken.class,
                        broken ->
                                assertThat(broken.warning())
                                        .isEqualTo(new Warning.TimedOut(0.001)));
    }

    @Test
    void aProcessThatIsKilledSaysBySignal() throws Exception {
        Path cases = Files.createDirectory(folder.resolve("cases"));
        Thread killer =
                Thread.ofVirtual()
                        .start(() -> {
                            Path samples = cases.resolve("killed/" + SampleFile.FILE);
                            while (samples.toFile().length() == 0 && !Thread.interrupted()) {
                                Thread.onSpinWait();
                            }
                            Watchdog.kill(cases, Instant.MAX);
                        });
        ForkOutcome outcome = process(cases).run("killed", plan(4, 5), Duration.ofSeconds(120));
        killer.interrupt();
        killer.join();
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        ForkOutcome.Broken.class,
                        broken ->
                                assertThat(broken.warning())
                                        .isEqualTo(
                                                new Warning.Failed(
                                                        "the process was ended by signal 9")));
        assertThat(SampleFile.read(cases.resolve("killed/" + SampleFile.FILE))).isNotEmpty();
    }

    @Test
    void anInputThatNoBufferHoldsIsMemoryThatRanOut() throws IOException {
        // 2^26 rows of 16 floats are 2^26 * 16 * 4 = 4 GiB, above the 2 GiB of a Java buffer
        ForkOutcome outcome = process().run("large", plan(1L << 26, 0.1), Duration.ofSeconds(120));
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        ForkOutcome.Broken.class,
                        broken ->
                                assertThat(broken.warning())
                                        .isInstanceOf(Warning.OutOfMemory.class));
    }

    @Test
    void aProcessThatHangsIsEndedThoughItCannotRun() throws Exception {
        Path cases = Files.createDirectory(folder.resolve("cases"));
        Thread stopper =
                Thread.ofVirtual()
                        .start(() -> {
                            Path samples = cases.resolve("stopped/" + SampleFile.FILE);
                            while (samples.toFile().length() == 0 && !Thread.interrupted()) {
                                Thread.onSpinWait();
                            }
                            signal("-STOP", cases);
                        });
        ForkOutcome outcome = process(cases).run("stopped", plan(4, 5), Duration.ofSeconds(25));
        stopper.interrupt();
        stopper.join();
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        ForkOutcome.Broken.class,
                        broken -> assertThat(broken.warning()).isEqualTo(new Warning.TimedOut(25)));
        assertThat(SampleFile.read(cases.resolve("stopped/" + SampleFile.FILE))).isNotEmpty();
    }

    private static void signal(String name, Path cases) {
        for (ProcessHandle child : ProcessHandle.current().children().toList()) {
            boolean fork =
                    List.of(child.info().arguments().orElse(new String[0]))
                            .contains("-D" + ModelBenchmark.CASES + "=" + cases);
            if (fork) {
                try {
                    new ProcessBuilder("kill", name, Long.toString(child.pid())).start();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    @Test
    void aHeapThatRunsOutIsMemoryThatRanOut() throws IOException {
        List<String> small =
                ChildJvm.ARGUMENTS.stream()
                        .map(each -> each.startsWith("-Xm") ? each.substring(0, 4) + "5m" : each)
                        .toList();
        Path cases = Files.createDirectory(folder.resolve("cases"));
        ForkOutcome outcome =
                new ForkProcess(cases, small, observer)
                        .run("heap", plan(1L << 20, 0.1), Duration.ofSeconds(120));
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        ForkOutcome.Broken.class,
                        broken ->
                                assertThat(broken.warning())
                                        .isInstanceOf(Warning.OutOfMemory.class));
    }

    private ForkProcess process() throws IOException {
        return process(Files.createDirectory(folder.resolve("cases")));
    }

    private ForkProcess process(Path cases) {
        return new ForkProcess(cases, ChildJvm.ARGUMENTS, observer);
    }

    @AfterEach
    void stopWatching() {
        observer.close();
    }

    private ForkPlan plan(long batch, double windowSeconds) {
        return new ForkPlan(
                SmallModels.dense(folder, false).toString(),
                "cpu",
                Map.of("threads", "1"),
                List.of(InputSpec.floats("x", batch, 16)),
                1,
                0.1,
                0.05,
                3,
                windowSeconds,
                0.1);
    }
}
