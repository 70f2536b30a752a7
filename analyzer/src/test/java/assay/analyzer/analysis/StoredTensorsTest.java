package assay.analyzer.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import assay.analyzer.graph.Attribute;
import assay.analyzer.graph.Graph;
import assay.analyzer.graph.Initializer;
import assay.analyzer.graph.Model;
import assay.analyzer.op.SmallModel;
import assay.analyzer.tensor.ElementType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Where weights hide, and that each counts once.
class StoredTensorsTest {

    /// 1000 x 64 = 64,000 elements read by the embedding, and by the head through Identity and
    /// Transpose.
    @Test
    void aTiedTableCountsOnce() {
        Parameters parameters =
                new SmallModel()
                        .input("ids", ElementType.INT64, "N", 16)
                        .weight("table", ElementType.FLOAT32, 1000L, 64L)
                        .node("Gather", List.of("table", "ids"), List.of("x"))
                        .node("Identity", List.of("table"), List.of("same"))
                        .node("Transpose", List.of("same"), List.of("turned"))
                        .node("MatMul", List.of("x", "turned"), List.of("y"))
                        .output("y")
                        .analysis()
                        .parameters();
        assertThat(parameters.trainable()).isEqualTo(64_000);
        assertThat(parameters.bytes()).isEqualTo(256_000);
        assertThat(parameters.tensors()).hasSize(1);
    }

    /// 8 x 8 in a Constant node, 8 x 4 in the branch of an If, 8 x 2 in the other.
    @Test
    void constantsAndBodiesHideWeights() {
        Initializer value =
                new Initializer(
                        "",
                        ElementType.FLOAT16,
                        List.of(8L, 8L),
                        false,
                        new Initializer.Data.Raw(0, 128),
                        null);
        Parameters parameters =
                new SmallModel()
                        .input("c", ElementType.BOOL)
                        .input("x", ElementType.FLOAT16, "N", 8)
                        .node(
                                Model.DEFAULT_DOMAIN,
                                "Constant",
                                List.of(),
                                List.of("w"),
                                Map.of("value", new Attribute.Tensor(value)))
                        .node("MatMul", List.of("x", "w"), List.of("h"))
                        .node(
                                Model.DEFAULT_DOMAIN,
                                "If",
                                List.of("c"),
                                List.of("y"),
                                Map.of(
                                        "then_branch", branch(4),
                                        "else_branch", branch(2)))
                        .output("y")
                        .analysis()
                        .parameters();
        assertThat(parameters.trainable()).isEqualTo(64 + 32 + 16);
        assertThat(parameters.bytes()).isEqualTo(2 * (64 + 32 + 16));
        assertThat(parameters.bytesByOperator()).containsOnlyKeys("MatMul");
    }

    private static Attribute branch(long width) {
        Graph body =
                new SmallModel()
                        .weight("inner", ElementType.FLOAT16, 8L, width)
                        .node("MatMul", List.of("h", "inner"), List.of("r"))
                        .output("r")
                        .graph();
        return new Attribute.Subgraph(body);
    }
}
