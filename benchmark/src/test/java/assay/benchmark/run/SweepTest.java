package assay.benchmark.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.benchmark.measurement.BatchResult;
import assay.benchmark.measurement.Environment;
import assay.benchmark.measurement.Latency;
import assay.benchmark.measurement.Measurement;
import assay.benchmark.measurement.ModelIdentity;
import assay.benchmark.measurement.OperatorTime;
import assay.benchmark.measurement.Verdict;
import assay.benchmark.measurement.Warning;
import assay.benchmark.session.InputSpec;
import assay.benchmark.session.Placement;
import assay.benchmark.session.Provider;
import assay.benchmark.session.RuntimeOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepTest {

    /// Small enough for a test: one fork per batch and the profile.
    private static final Budget BRIEF = new Budget("brief", 0.1, 0.1, 0.5);

    @TempDir Path folder;

    @Test
    void aSweepFillsTheRecord() throws IOException {
        Path result = folder.resolve("measurement.json");
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream stdout = System.out;
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        Measurement measured;
        try {
            measured =
                    Sweep.run(
                            request(
                                    SmallModels.dense(folder, false),
                                    null,
                                    new Budget("test", 45, 0.1, 0.9),
                                    result,
                                    1,
                                    4),
                            SweepListener.SILENT);
        } finally {
            System.setOut(stdout);
        }
        assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(Measurement.read(result)).isEqualTo(measured);
        assertThat(measured.schema()).isEqualTo("assay/measurement/1");
        assertThat(measured.provider()).isEqualTo("cpu");
        assertThat(measured.span()).isEqualTo("host-to-host");
        assertThat(measured.options()).isEqualTo(Map.of("threads", "1"));
        assertThat(measured.batches()).extracting(BatchResult::batch).containsExactly(1L, 4L);
        for (BatchResult batch : measured.batches()) {
            check(batch);
        }
        // MatMul and Relu, each once; x W of 4 x 16 by 16 x 16
        var profile = measured.profiles().getLast();
        assertThat(profile.batch()).isEqualTo(4);
        assertThat(profile.operators())
                .extracting(OperatorTime::operator)
                .containsExactlyInAnyOrder("MatMul", "Relu");
        assertThat(profile.nodes().getFirst().inputs()).contains("float[4,16]");
        assertThat(profile.nodes().getFirst().executions()).isEqualTo(1);
        assertThat(profile.placement()).isEqualTo(Map.of("CPUExecutionProvider", 2));
    }

    private static void check(BatchResult batch) {
        assertThat(batch.forks()).isNotEmpty();
        assertThat(batch.latencySeconds()).isNotNull();
        assertThat(batch.latencySeconds().p50()).isBetween(1e-7, 1e-1);
        assertThat(batch.samples())
                .isEqualTo(batch.forks().stream().mapToLong(fork -> fork.samples()).sum());
        Histogram histogram = Histograms.decode(batch.histogram());
        assertThat(histogram.getTotalCount())
                .isEqualTo(batch.forks().stream().mapToLong(fork -> fork.runs()).sum());
        // closed loop: batch / mean
        assertThat(batch.throughput()).isEqualTo(batch.batch() / batch.latencySeconds().mean());
        assertThat(batch.forks().getFirst().firstRuns().runSeconds()).hasSizeGreaterThan(2);
        assertThat(batch.placement()).isEqualTo(Map.of("CPUExecutionProvider", 2));
        Latency resident = batch.spans().get("device-resident");
        if (resident == null) {
            assertThat(batch.unknown().get("device-resident")).contains("budget");
        } else {
            assertThat(resident.p50()).isBetween(1e-7, 1e-1);
            assertThat(batch.unknown().get("host-to-device")).contains("nothing is copied");
            assertThat(batch.jvm().tensorBuildSeconds()).isPositive();
            assertThat(batch.jvm().callSeconds()).isNotNegative();
        }
        assertThat(batch.transferSeconds()).isEmpty();
        assertThat(batch.jvm().allocatedBytes()).isPositive();
        assertThat(batch.forks().getFirst().outliers()).isNotNull();
        if (Files.isReadable(Path.of("/proc/stat"))) {
            // needs readings from before the first timed run and after the last
            assertThat(batch.forks().getFirst().conditions().unknown())
                    .doesNotContainKey("foreignCores");
        }
        assertThat(batch.memory().arenaPeakBytes()).isPositive();
        assertThat(batch.memory().unknown()).containsKey("weightBytes");
        if (batch.memoryBytes() == null) {
            assertThat(batch.unknown()).containsKey("memoryBytes");
        } else {
            assertThat(batch.memoryBytes()).isGreaterThan(20L << 20);
        }
    }

    @Test
    void aModelThatFixesItsBatchIsMeasuredThere() throws IOException {
        Measurement measured =
                Sweep.run(
                        request(SmallModels.dense(folder, true), 4L, BRIEF, null, 1, 4, 8),
                        SweepListener.SILENT);
        assertThat(measured.batches())
                .extracting(BatchResult::verdict)
                .startsWith(Verdict.FIXED_BATCH)
                .endsWith(Verdict.FIXED_BATCH);
        assertThat(measured.batches().get(1).latencySeconds()).isNotNull();
        assertThat(measured.batches().getFirst().warnings())
                .containsExactly(new Warning.FixedBatch(4));
        assertThat(measured.batches().getFirst().unknown()).containsKey("latencySeconds");
    }

    @Test
    void aBatchThatFailsIsAnOutcomeAndTheOthersGoOn() throws IOException {
        // the model takes batch 4 only, and nobody said so
        Measurement measured =
                Sweep.run(
                        request(
                                SmallModels.dense(folder, true),
                                null,
                                new Budget("test", 45, 0.1, 0.9),
                                null,
                                1,
                                4),
                        SweepListener.SILENT);
        assertThat(measured.batches().getFirst().verdict()).isEqualTo(Verdict.FAILED);
        assertThat(measured.batches().getFirst().warnings().getFirst().message())
                .startsWith("The run failed: the first run failed: ")
                .contains("Got: 1 Expected: 4");
        assertThat(measured.batches().getLast().latencySeconds()).isNotNull();
    }

    @Test
    void aShortBudgetLeavesBatchesOutAndSaysSo() throws IOException {
        Measurement measured =
                Sweep.run(
                        request(SmallModels.dense(folder, false), null, BRIEF, null, 1, 4),
                        SweepListener.SILENT);
        assertThat(measured.batches().getFirst().latencySeconds()).isNotNull();
        BatchResult second = measured.batches().getLast();
        assertThat(second.verdict()).isEqualTo(Verdict.SKIPPED);
        assertThat(second.warnings().getFirst().message()).startsWith("Left out: it needs about");
        assertThat(measured.method().stopped()).isEqualTo("the budget is used");
        assertThat(measured.method().unmet()).containsExactly("batch 1: 1 process of 3");
    }

    @Test
    void aFolderThatCannotBeWrittenIsKnownBeforeAnythingIsMeasured() {
        assertThatThrownBy(() ->
                        Sweep.run(
                                request(
                                        SmallModels.dense(folder, false),
                                        null,
                                        BRIEF,
                                        folder.resolve("no/such/folder.json"),
                                        1),
                                SweepListener.SILENT))
                .isInstanceOf(IOException.class);
    }

    private static SweepRequest request(
            Path model,
            @Nullable Long fixed,
            Budget budget,
            @Nullable Path result,
            long... batches) {
        List<BatchCase> cases =
                Arrays.stream(batches)
                        .mapToObj(n -> new BatchCase(n, List.of(InputSpec.floats("x", n, 16))))
                        .toList();
        return new SweepRequest(
                model,
                new ModelIdentity("dense", "dense.onnx", "00"),
                new Placement(new Provider.Cpu(), null),
                "test machine",
                "fp32",
                RuntimeOptions.of(Map.of("threads", "1")),
                cases,
                fixed,
                budget,
                7,
                new Environment(
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        new TreeMap<>(),
                        new TreeMap<>(),
                        null,
                        null,
                        null,
                        new TreeMap<>()),
                result);
    }
}
