package assay.benchmark.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.analyzer.onnx.Fill;
import assay.analyzer.onnx.ModelBuilder;
import assay.analyzer.onnx.OnnxWriter;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.benchmark.measurement.KernelTable;
import assay.benchmark.measurement.KernelTime;
import assay.benchmark.measurement.KernelTimes;
import assay.benchmark.session.BenchmarkException;
import assay.benchmark.session.InputSpec;
import assay.benchmark.session.Provider;
import assay.benchmark.session.RuntimeOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {

    private static final RuntimeOptions EXTENDED =
            RuntimeOptions.of(Map.of("threads", "1", "optimization", "extended"));

    @TempDir Path folder;

    @Test
    void nodesOfOneShapeAreOneKernelAndEveryNodeHasItsTime() throws IOException {
        KernelTimes times =
                Replay.run(
                        twoConvolutionsAndAProduct(),
                        new Provider.Cpu(),
                        EXTENDED,
                        1,
                        List.of(InputSpec.floats("x", 1, 32, 56, 56)),
                        0.03,
                        60);
        // two convolutions with their ReLUs fused in, alike but for their weights
        assertThat(times.missing()).doesNotContainKeys("conv0", "conv1");
        KernelTime convolution =
                times.kernels().stream()
                        .filter(kernel -> kernel.operator().endsWith("FusedConv"))
                        .findFirst()
                        .orElseThrow();
        assertThat(convolution.nodes()).hasSize(2);
        assertThat(convolution.chained()).isTrue();
        assertThat(convolution.inputs())
                .startsWith("float32[1,32,56,56]", "float32[32,32,3,3] weight");
        assertThat(convolution.seconds()).isPositive();
        for (String node : convolution.nodes()) {
            assertThat(times.secondsByNode()).containsEntry(node, convolution.seconds());
        }
        assertThat(times.wholeSeconds()).isPositive();
        assertThat(times.sumSeconds()).isGreaterThan(convolution.seconds());
        // 56 pixels a side, 32 channels in and out, 3x3, padded by 1, in one group
        assertThat(KernelTable.csv(times, "cpu"))
                .startsWith(KernelTable.HEADER)
                .contains("cpu,conv,float32,1,,,,,,32,32,3,56,1,1,1,")
                .contains(",replay,com.microsoft.FusedConv,2\n");
    }

    @Test
    void whatTheBudgetDoesNotReachIsSaidByName() throws IOException {
        KernelTimes times =
                Replay.run(
                        twoConvolutionsAndAProduct(),
                        new Provider.Cpu(),
                        EXTENDED,
                        1,
                        List.of(InputSpec.floats("x", 1, 32, 56, 56)),
                        0.03,
                        0);
        assertThat(times.kernels()).isEmpty();
        assertThat(times.missing())
                .containsEntry("product", "the 0 seconds for the replay were used")
                .containsKeys("conv0", "conv1", "pool");
        assertThat(times.wholeSeconds()).isPositive();
    }

    @Test
    void aModelThatCannotBeRunIsSaidInOneSentence() {
        assertThatThrownBy(() ->
                        Replay.run(
                                twoConvolutionsAndAProduct(),
                                new Provider.Cpu(),
                                EXTENDED,
                                1,
                                List.of(InputSpec.floats("x", 1, 16, 56, 56)),
                                0.03,
                                60))
                .isInstanceOf(BenchmarkException.class)
                .hasMessageContaining("cannot replay");
    }

    private Path twoConvolutionsAndAProduct() {
        ModelBuilder model = new ModelBuilder("small", 8, 13);
        Shape shape = Shape.of(Dim.symbol("N"), Dim.of(32), Dim.of(56), Dim.of(56));
        String from = model.input("x", ElementType.FLOAT32, shape);
        long[] pads = {1, 1, 1, 1};
        for (int i = 0; i < 2; i++) {
            model.weight("w" + i, Fill.Uniform.ofDeviation(0.06), 32, 32, 3, 3);
            model.node("conv" + i, "Conv", List.of(from, "w" + i), "c" + i, "pads", pads);
            from = model.node("relu" + i, "Relu", List.of("c" + i), "r" + i);
        }
        model.node("pool", "GlobalAveragePool", List.of(from), "p");
        model.node("flat", "Flatten", List.of("p"), "f");
        model.weight("w", Fill.Uniform.ofDeviation(0.2), 32, 10);
        model.node("product", "MatMul", List.of("f", "w"), "y");
        model.output("y", ElementType.FLOAT32, Shape.of(Dim.symbol("N"), Dim.of(10)));
        Path file = folder.resolve("small.onnx");
        OnnxWriter.write(model.build(), file, 1);
        return file;
    }
}
