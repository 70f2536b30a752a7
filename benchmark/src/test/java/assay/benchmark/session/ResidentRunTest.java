package assay.benchmark.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.analyzer.zoo.Zoo;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResidentRunTest {

    private static final Provider CPU = new Provider.Cpu();
    private static final RuntimeOptions ONE = RuntimeOptions.of(Map.of("threads", "1"));

    @TempDir Path folder;

    @Test
    void itComputesBitForBitWhatTheJavaInterfaceDoes() {
        Path model = folder.resolve("squeezenet.onnx");
        Zoo.write("squeezenet1_1", model, 1);
        List<InputSpec> inputs = List.of(InputSpec.floats("input", 2, 3, 224, 224));
        try (ModelSession session = ModelSession.open(model, CPU, ONE);
                BoundRun host = session.bind(inputs, 3)) {
            host.run();
            // 2 images, 1000 classes, 4 bytes
            long bytes = 2 * 1000 * 4;
            MemorySegment expected = MemorySegment.ofBuffer(host.output("output").rewind());
            assertThat(expected.byteSize()).isEqualTo(bytes);
            for (Ends ends : Ends.values()) {
                try (ResidentRun resident = session.bindResident(inputs, 3, ends)) {
                    resident.run();
                    resident.run();
                    assertThat(resident.output("output", bytes).mismatch(expected))
                            .as(ends.name())
                            .isEqualTo(-1);
                }
            }
        }
    }

    @Test
    void whatJavaCostsIsMeasuredOnTheSession() throws Exception {
        try (ModelSession session = ModelSession.open(probe(), CPU, ONE);
                BoundRun run = session.bind(ProbeModel.inputs(), 1)) {
            InterfaceCost cost = run.interfaceCost();
            assertThat(cost.tensorBuildSeconds()).isBetween(1e-8, 1e-2);
            assertThat(cost.readBackSeconds()).isBetween(1e-8, 1e-2);
            assertThat(cost.callSeconds()).isBetween(0.0, 1e-2);
        }
    }

    @Test
    void aGraphIsCapturedOnCudaOnly() throws Exception {
        Path model = probe();
        assertThatThrownBy(() -> ModelSession.openCaptured(model, CPU, ONE))
                .isInstanceOf(BenchmarkException.class)
                .hasMessage("CUDA graphs exist on the CUDA provider only, and this ran on cpu");
    }

    @Test
    void aRunTakesItsActivationsFromTheArena() {
        Path model = folder.resolve("squeezenet.onnx");
        Zoo.write("squeezenet1_1", model, 1);
        try (ModelSession session = ModelSession.open(model, CPU, ONE)) {
            ArenaUse before = Objects.requireNonNull(session.arena());
            List<InputSpec> inputs = List.of(InputSpec.floats("input", 1, 3, 224, 224));
            try (ResidentRun run = session.bindResident(inputs, 3)) {
                run.run();
            }
            ArenaUse after = Objects.requireNonNull(session.arena());
            // the first convolution alone writes 64 x 111 x 111 floats: 3.2 MB
            assertThat(after.peakBytes()).isGreaterThan(before.inUseBytes() + 3_000_000);
            assertThat(after.heldBytes()).isGreaterThanOrEqualTo(after.peakBytes());
        }
    }

    @Test
    void withoutAnArenaThereAreNoStatistics() throws Exception {
        RuntimeOptions off = RuntimeOptions.of(Map.of("arena", "off"));
        try (ModelSession session = ModelSession.open(probe(), CPU, off)) {
            assertThat(session.arena()).isNull();
        }
    }

    @Test
    void everyNodeIsPlacedOnTheProvider() throws Exception {
        try (ModelSession session = ModelSession.open(probe(), CPU, ONE)) {
            assertThat(session.placement()).isEqualTo(Map.of("CPUExecutionProvider", 1));
        }
    }

    @Test
    void bindingsThatAreClosedGiveTheirMemoryBack() {
        Path model = folder.resolve("squeezenet.onnx");
        Zoo.write("squeezenet1_1", model, 1);
        List<InputSpec> inputs = List.of(InputSpec.floats("input", 1, 3, 224, 224));
        try (ModelSession session = ModelSession.open(model, CPU, ONE)) {
            session.bindResident(inputs, 3).close();
            long first = Objects.requireNonNull(session.arena()).inUseBytes();
            for (int i = 0; i < 5; i++) {
                session.bindResident(inputs, 3).close();
            }
            assertThat(Objects.requireNonNull(session.arena()).inUseBytes()).isEqualTo(first);
        }
    }

    @Test
    void anInputThatDoesNotFitIsAnErrorInOneSentence() throws Exception {
        try (ModelSession session = ModelSession.open(probe(), CPU, ONE)) {
            assertThatThrownBy(
                            () -> session.bindResident(List.of(InputSpec.floats("x", 3, 3, 3)), 1))
                    .isInstanceOf(BenchmarkException.class)
                    .hasMessageContaining("the first device-resident run failed");
        }
    }

    private Path probe() throws java.io.IOException {
        return java.nio.file.Files.write(folder.resolve("probe.onnx"), ProbeModel.bytes());
    }
}
