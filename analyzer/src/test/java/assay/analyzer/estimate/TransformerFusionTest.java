package assay.analyzer.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import assay.analyzer.analysis.Analysis;
import assay.analyzer.analysis.Assumptions;
import assay.analyzer.analysis.FusionRules;
import assay.analyzer.graph.Attribute;
import assay.analyzer.graph.Model;
import assay.analyzer.op.SmallModel;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.zoo.Zoo;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransformerFusionTest {

    @TempDir Path folder;

    private static double matrixFlops(Workload workload) {
        return workload.kernels().stream()
                .flatMap(node -> node.kernels().stream())
                .mapToDouble(kernel -> kernel.work().matrixFlops())
                .sum();
    }

    /// Merging nodes moves arithmetic and loses none.
    @Test
    void anEncoderKeepsItsProducts() {
        Path file = folder.resolve("bert_tiny.onnx");
        Zoo.write("bert_tiny", file, 1);
        Analysis analysis = Analysis.of(file, Assumptions.NONE);
        Workload optimized = Workload.optimized(analysis, analysis.at(2), false);
        assertThat(matrixFlops(optimized))
                .isPositive()
                .isEqualTo(matrixFlops(Workload.of(analysis, analysis.at(2), FusionRules.cuda())));
    }

    /// Queries of 8 positions look at 20 of another sequence, batch 2: one product of 2 x 8 rows
    /// for them, one of 2 x 20 rows for keys and values together, each 64 wide.
    @Test
    void attentionToAnotherSequenceKeepsBothProjections() {
        Analysis analysis = crossAttention().analysis();
        List<Kernel> launched =
                Workload.optimized(analysis, analysis.at(2), false).kernels().stream()
                        .flatMap(node -> node.kernels().stream())
                        .toList();
        assertThat(launched)
                .filteredOn(Kernel.Gemm.class::isInstance)
                .containsExactly(
                        new Kernel.Gemm(1, 2 * 8, 64, 64, ElementType.FLOAT32),
                        new Kernel.Gemm(1, 2 * 20, 2 * 64, 64, ElementType.FLOAT32),
                        new Kernel.Gemm(1, 2 * 8, 64, 64, ElementType.FLOAT32));
    }

    private static SmallModel crossAttention() {
        SmallModel model =
                new SmallModel()
                        .input("x", ElementType.FLOAT32, "N", 8, 64)
                        .input("other", ElementType.FLOAT32, "N", 20, 64)
                        .weight("wq", ElementType.FLOAT32, 64L, 64L)
                        .weight("wk", ElementType.FLOAT32, 64L, 64L)
                        .weight("wv", ElementType.FLOAT32, 64L, 64L)
                        .weight("wo", ElementType.FLOAT32, 64L, 64L)
                        .constant("parted", extents(0, -1, 4, 16))
                        .constant("joined", extents(0, -1, 64));
        heads(model, "x", "wq", "q", 0, 2, 1, 3);
        heads(model, "other", "wk", "k", 0, 2, 3, 1);
        heads(model, "other", "wv", "v", 0, 2, 1, 3);
        model.node("MatMul", List.of("q", "k"), List.of("scores"))
                .node("Softmax", List.of("scores"), List.of("shares"))
                .node("MatMul", List.of("shares", "v"), List.of("seen"));
        return turned(model, "seen", "back", 0, 2, 1, 3)
                .node("Reshape", List.of("back", "joined"), List.of("flat"))
                .node("MatMul", List.of("flat", "wo"), List.of("y"))
                .output("y");
    }

    private static TensorValue extents(long... extents) {
        return TensorValue.vector(Arrays.stream(extents).mapToObj(Dim::of).toList());
    }

    private static void heads(
            SmallModel model, String from, String weights, String to, long... order) {
        model.node("MatMul", List.of(from, weights), List.of(to + "0"))
                .node("Reshape", List.of(to + "0", "parted"), List.of(to + "1"));
        turned(model, to + "1", to, order);
    }

    private static SmallModel turned(SmallModel model, String from, String to, long... order) {
        List<Long> perm = Arrays.stream(order).boxed().toList();
        return model.node(
                Model.DEFAULT_DOMAIN,
                "Transpose",
                List.of(from),
                List.of(to),
                Map.of("perm", new Attribute.Ints(perm)));
    }
}
