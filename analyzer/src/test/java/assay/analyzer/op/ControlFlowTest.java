package assay.analyzer.op;

import static org.assertj.core.api.Assertions.assertThat;

import assay.analyzer.cost.Confidence;
import assay.analyzer.graph.Attribute;
import assay.analyzer.graph.Graph;
import assay.analyzer.graph.Model;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.TensorValue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ControlFlowTest {

    private static Graph product(String weight) {
        return new SmallModel()
                .node("MatMul", List.of("x", weight), List.of("r"))
                .output("r")
                .graph();
    }

    @Test
    void anIfIsEnteredAndTheCostlierBranchCounts() {
        SmallModel model =
                new SmallModel()
                        .input("c", ElementType.BOOL)
                        .input("x", ElementType.FLOAT32, 2, 4)
                        .input("small", ElementType.FLOAT32, 4, 8)
                        .input("large", ElementType.FLOAT32, 4, 16)
                        .node(
                                Model.DEFAULT_DOMAIN,
                                "If",
                                List.of("c"),
                                List.of("y"),
                                Map.of(
                                        "then_branch", new Attribute.Subgraph(product("small")),
                                        "else_branch", new Attribute.Subgraph(product("large"))));
        // 2 x 16 outputs of 4 products against 2 x 8 of 4
        assertThat(model.cost().macs()).isEqualTo(Dim.of(128));
        assertThat(model.cost().confidence()).isEqualTo(Confidence.MODELLED);
        Shape shape = model.typed().type("y").shape();
        assertThat(shape.dim(0)).isEqualTo(Dim.of(2));
        assertThat(shape.dim(1).isUnknown()).isTrue();
    }

    @Test
    void aLoopOfKnownLengthMultipliesItsBody() {
        Graph body =
                new SmallModel()
                        .input("i", ElementType.INT64)
                        .input("go", ElementType.BOOL)
                        .input("h", ElementType.FLOAT32, 2, 4)
                        .node("Identity", List.of("go"), List.of("again"))
                        .node("MatMul", List.of("h", "w"), List.of("next"))
                        .node("Identity", List.of("next"), List.of("seen"))
                        .output("again")
                        .output("next")
                        .output("seen")
                        .graph();
        SmallModel model =
                new SmallModel()
                        .input("h0", ElementType.FLOAT32, 2, 4)
                        .input("w", ElementType.FLOAT32, 4, 4)
                        .constant("trips", TensorValue.scalar(Dim.of(5)))
                        .node(
                                Model.DEFAULT_DOMAIN,
                                "Loop",
                                List.of("trips", "", "h0"),
                                List.of("h", "all"),
                                Map.of("body", new Attribute.Subgraph(body)));
        assertThat(model.typed().type("h").shape()).isEqualTo(Shape.of(2, 4));
        assertThat(model.typed().type("all").shape()).isEqualTo(Shape.of(5, 2, 4));
        // 5 iterations of 2 x 4 outputs of 4 products
        assertThat(model.cost().macs()).isEqualTo(Dim.of(160));
        assertThat(model.cost().confidence()).isEqualTo(Confidence.EXACT);
    }

    /// What a loop counts is known after it, though what else it carries and gathers is not.
    @Test
    void someOutputsOfALoopAreKnownWhereOthersAreNot() {
        Graph body =
                new SmallModel()
                        .input("i", ElementType.INT64)
                        .input("go", ElementType.BOOL)
                        .input("h", ElementType.FLOAT32, 2, 4)
                        .input("k", ElementType.INT64, 1)
                        .node("Identity", List.of("go"), List.of("again"))
                        .node("Relu", List.of("h"), List.of("next"))
                        .node("Add", List.of("k", "one"), List.of("more"))
                        .node("Identity", List.of("next"), List.of("seen"))
                        .output("again")
                        .output("next")
                        .output("more")
                        .output("seen")
                        .graph();
        SmallModel model =
                new SmallModel()
                        .input("h0", ElementType.FLOAT32, 2, 4)
                        .constant("k0", TensorValue.vector(List.of(Dim.of(2))))
                        .constant("one", TensorValue.vector(List.of(Dim.of(1))))
                        .constant("trips", TensorValue.scalar(Dim.of(3)))
                        .node(
                                Model.DEFAULT_DOMAIN,
                                "Loop",
                                List.of("trips", "", "h0", "k0"),
                                List.of("last", "count", "all"),
                                Map.of("body", new Attribute.Subgraph(body)))
                        .node("ConstantOfShape", List.of("count"), List.of("zeros"));
        // 2 + 3 * 1
        assertThat(model.typed().type("zeros").shape()).isEqualTo(Shape.of(5));
        // 3 runs of 8 elements: the loop runs, for it does not give integers alone
        assertThat(model.cost().flops()).isEqualTo(Dim.of(24));
    }
}
