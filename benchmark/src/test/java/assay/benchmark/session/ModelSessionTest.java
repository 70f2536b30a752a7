package assay.benchmark.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.analyzer.tensor.ElementType;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelSessionTest {

    private static final Provider CPU = new Provider.Cpu();

    @TempDir Path folder;

    @Test
    void aRunWritesIntoThePinnedOutputs() throws IOException {
        // x in [-1, 1) from seed 7; y = Relu(x), so y is never negative and not all zero
        try (ModelSession session =
                        ModelSession.open(probe(), CPU, RuntimeOptions.of(Map.of("threads", "1")));
                BoundRun run = session.bind(ProbeModel.inputs(), 7)) {
            run.run();
            var y = run.output("y").order(ByteOrder.nativeOrder()).asFloatBuffer();
            float sum = 0;
            for (int i = 0; i < 8; i++) {
                assertThat(y.get(i)).isBetween(0f, 1f);
                sum += y.get(i);
            }
            assertThat(sum).isPositive();
            assertThat(run.firstRunSeconds()).isPositive();
        }
    }

    /// ONNX Runtime's own rule, which `--strict` sets on CUDA; on the CPU every node breaks it.
    @Test
    void aFallbackThatIsForbiddenIsSaidInOurWords() {
        RuntimeOptions strict =
                RuntimeOptions.of(Map.of("ort:session.disable_cpu_ep_fallback", "1"));
        assertThatThrownBy(() -> ModelSession.open(probe(), CPU, strict))
                .isInstanceOf(BenchmarkException.class)
                .hasMessageContaining("running them on the CPU was forbidden")
                .hasMessageEndingWith(
                        "Leave --strict out to let them run on the CPU; the card then names them.");
    }

    @Test
    void theSameSeedGivesTheSameInput() throws Exception {
        InputSpec spec = InputSpec.int64("ids", 0, 4, 2, 3);
        try (Arena arena = Arena.ofConfined();
                var first = Tensors.create(spec, 11, arena);
                var again = Tensors.create(spec, 11, arena)) {
            assertThat(first.getLongBuffer()).isEqualTo(again.getLongBuffer());
            for (int i = 0; i < 6; i++) {
                assertThat(first.getLongBuffer().get(i)).isBetween(0L, 4L);
            }
        }
    }

    @Test
    void everyTypeThatTheJavaInterfaceHasCanBeMade() throws Exception {
        List<String> made = new ArrayList<>();
        try (Arena arena = Arena.ofConfined()) {
            for (ElementType type : ElementType.values()) {
                if (Tensors.javaType(type) != null || type == ElementType.STRING) {
                    try (var tensor =
                            Tensors.create(
                                    new InputSpec("x", type, List.of(2L, 2L), 0, 1), 1, arena)) {
                        assertThat(tensor.getInfo().getShape()).containsExactly(2, 2);
                        made.add(type.numpyName());
                    }
                }
            }
        }
        assertThat(made)
                .containsExactlyInAnyOrder(
                        "float32",
                        "uint8",
                        "int8",
                        "int16",
                        "int32",
                        "int64",
                        "string",
                        "bool",
                        "float16",
                        "float64",
                        "bfloat16");
    }

    /// 2^62 elements of 4 bytes, and a product of dimensions beyond a long.
    @Test
    void aTensorBeyondAllMemoryIsWantOfMemory() {
        try (Arena arena = Arena.ofConfined()) {
            for (InputSpec spec :
                    List.of(
                            InputSpec.floats("x", 1L << 62),
                            InputSpec.floats("x", Long.MAX_VALUE, 16384))) {
                assertThatThrownBy(() -> Tensors.create(spec, 1, arena))
                        .isInstanceOfSatisfying(
                                BenchmarkException.class,
                                e ->
                                        assertThat(e.kind())
                                                .isEqualTo(BenchmarkException.Kind.OUT_OF_MEMORY));
            }
        }
    }

    @Test
    void whatJavaCannotMakeIsSaid() {
        assertThatThrownBy(
                        () -> {
                            try (Arena arena = Arena.ofConfined()) {
                                Tensors.create(
                                        new InputSpec("x", ElementType.UINT32, List.of(1L), 0, 1),
                                        1,
                                        arena);
                            }
                        })
                .hasMessageContaining("'x' is of type uint32");
    }

    @Test
    void aFileThatIsNoModelIsOneSentence() throws IOException {
        Path file = Files.writeString(folder.resolve("no.onnx"), "not a model");
        assertThatThrownBy(() -> ModelSession.open(file, CPU, RuntimeOptions.DEFAULTS))
                .isInstanceOf(BenchmarkException.class)
                .hasMessageStartingWith("cannot open " + file + " on cpu: ");
    }

    @Test
    void aWrongShapeFailsTheFirstRun() throws IOException {
        try (ModelSession session = ModelSession.open(probe(), CPU, RuntimeOptions.DEFAULTS)) {
            assertThatThrownBy(() -> session.bind(List.of(InputSpec.floats("x", 9)), 1))
                    .isInstanceOf(BenchmarkException.class)
                    .hasMessageContaining("Expected: 8");
        }
    }

    @Test
    void theOptimisedGraphIsSaved() throws IOException {
        Path to = folder.resolve("optimised.onnx");
        ModelSession.saveOptimised(probe(), CPU, RuntimeOptions.DEFAULTS, to);
        assertThat(to).isNotEmptyFile();
    }

    @Test
    void memoryThatRanOutIsTold() {
        assertThat(OrtFailure.kind("Failed to allocate memory for requested buffer of size 9"))
                .isEqualTo(BenchmarkException.Kind.OUT_OF_MEMORY);
        assertThat(OrtFailure.kind("std::bad_alloc"))
                .isEqualTo(BenchmarkException.Kind.OUT_OF_MEMORY);
        assertThat(OrtFailure.kind("Got invalid dimensions"))
                .isEqualTo(BenchmarkException.Kind.FAILED);
    }

    private Path probe() throws IOException {
        return Files.write(folder.resolve("probe.onnx"), ProbeModel.bytes());
    }
}
