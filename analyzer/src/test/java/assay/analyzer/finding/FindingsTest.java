package assay.analyzer.finding;

import static org.assertj.core.api.Assertions.assertThat;

import assay.analyzer.analysis.Analysis;
import assay.analyzer.graph.Attribute;
import assay.analyzer.op.SmallModel;
import assay.analyzer.tensor.ElementType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What is worth saying of a small model, and what is not.
class FindingsTest {

    private static Optional<Finding> find(SmallModel model, String id) {
        Analysis analysis = model.analysis();
        return Detectors.findings(
                        analysis.model(),
                        analysis.graph(),
                        analysis.costs(),
                        Structure.of(analysis.graph()),
                        analysis.at(1))
                .stream()
                .filter(finding -> finding.id().equals(id))
                .findFirst();
    }

    private static SmallModel head(long words) {
        return new SmallModel()
                .input("ids", ElementType.INT64, "N", 16)
                .weight("table", ElementType.FLOAT32, words, 64L)
                .weight("out", ElementType.FLOAT32, 64L, words)
                .node("Gather", List.of("table", "ids"), List.of("x"))
                .node("MatMul", List.of("x", "out"), List.of("y"))
                .output("y");
    }

    /// 50,257 tokens, as GPT-2 has: the next multiple of 8 is 50,264.
    @Test
    void an_odd_vocabulary_is_to_be_padded() {
        assertThat(find(head(50_257), "odd_channels").orElseThrow().advice())
                .contains("pad the vocabulary from 50257 rows to 50264");
        assertThat(find(head(50_264), "odd_channels")).isEmpty();
    }

    /// 32 floats, 128 B, are left over by constant folding; 64,000 floats are worth removing.
    @Test
    void leftovers_of_a_few_bytes_bother_nobody() {
        assertThat(find(head(64).weight("left", ElementType.FLOAT32, 32L), "unused_initializers"))
                .isEmpty();
        assertThat(
                        find(
                                        head(64).weight("left", ElementType.FLOAT32, 1000L, 64L),
                                        "unused_initializers")
                                .orElseThrow()
                                .message())
                .contains("1 initializer (250.0 KiB)");
    }

    /// EyeLike has a CUDA kernel, Mean and the runtime's QLinearAdd have none.
    @Test
    void operators_without_a_cuda_kernel_are_named() {
        SmallModel model =
                new SmallModel()
                        .input("x", ElementType.FLOAT32, 8, 8)
                        .node("EyeLike", List.of("x"), List.of("e"))
                        .node("Mean", List.of("x", "e"), List.of("m"))
                        .node(
                                "com.microsoft",
                                "QuickGelu",
                                List.of("m"),
                                List.of("y"),
                                Map.<String, Attribute>of())
                        .output("y");
        assertThat(find(model, "cuda_unsupported_operators").orElseThrow().message())
                .isEqualTo("1 node has no CUDA kernel: {Mean=1}");
    }
}
