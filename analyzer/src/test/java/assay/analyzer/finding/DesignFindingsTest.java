package assay.analyzer.finding;

import static org.assertj.core.api.Assertions.assertThat;

import assay.analyzer.op.SmallModel;
import assay.analyzer.tensor.ElementType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What of a network's design, or of its export, looks like a mistake.
class DesignFindingsTest {

    /// A chain of convolutions without biases, each with what `behind` puts behind it.
    private static SmallModel convolutions(int depth, List<String> behind) {
        SmallModel model =
                new SmallModel()
                        .input("x", ElementType.FLOAT32, "N", 8, 16, 16)
                        .weight("w", ElementType.FLOAT32, 8L, 8L, 1L, 1L)
                        .weight("p", ElementType.FLOAT32, 8L);
        String at = "x";
        for (int i = 0; i < depth; i++) {
            model.node("Conv", List.of(at, "w"), List.of("c" + i));
            at = "c" + i;
            for (String operator : behind) {
                List<String> from =
                        operator.equals("BatchNormalization")
                                ? List.of(at, "p", "p", "p", "p")
                                : List.of(at);
                model.node(operator, from, List.of(operator + i));
                at = operator + i;
            }
        }
        return model.output(at);
    }

    @Test
    void depthWithoutShortcuts() {
        assertThat(Found.in(convolutions(24, List.of("Relu")), "no_skip_connections"))
                .hasValueSatisfying(finding ->
                        assertThat(finding.message())
                                .isEqualTo("24 convolutions in a chain without a shortcut"));
        assertThat(Found.in(convolutions(23, List.of("Relu")), "no_skip_connections")).isEmpty();
        SmallModel skipping =
                convolutions(24, List.of("Relu"))
                        .node("Add", List.of("Relu23", "Relu21"), List.of("y"));
        assertThat(Found.in(skipping, "no_skip_connections")).isEmpty();
    }

    /// ONNX Runtime adds a shortcut inside the convolution (its input 3), or as quantized numbers.
    @Test
    void shortcutsOfOptimisedModelsAreShortcuts() {
        SmallModel fused =
                convolutions(23, List.of("Relu"))
                        .node(
                                "com.microsoft.nchwc",
                                "Conv",
                                List.of("Relu22", "w", "", "Relu20"),
                                List.of("y"),
                                Map.of());
        assertThat(Found.in(fused, "no_skip_connections")).isEmpty();
        SmallModel quantized =
                convolutions(24, List.of("Relu"))
                        .node(
                                "com.microsoft",
                                "QLinearAdd",
                                List.of("Relu23", "p", "", "Relu21", "p", "", "p"),
                                List.of("y"),
                                Map.of());
        assertThat(Found.in(quantized, "no_skip_connections")).isEmpty();
        SmallModel blocked =
                convolutions(23, List.of("Relu"))
                        .node(
                                "com.microsoft.nchwc",
                                "Conv",
                                List.of("Relu22", "w"),
                                List.of("y"),
                                Map.of());
        assertThat(Found.in(blocked, "no_skip_connections").orElseThrow().message())
                .isEqualTo("24 convolutions in a chain without a shortcut");
    }

    @Test
    void depthWithoutNormalization() {
        assertThat(Found.in(convolutions(10, List.of("Relu")), "missing_normalization"))
                .hasValueSatisfying(finding ->
                        assertThat(finding.message())
                                .startsWith("10 convolutions, 10 without a bias"));
        assertThat(
                        Found.in(
                                convolutions(10, List.of("BatchNormalization", "Relu")),
                                "missing_normalization"))
                .isEmpty();
        assertThat(Found.in(convolutions(9, List.of("Relu")), "missing_normalization")).isEmpty();
    }

    @Test
    void layersThatAreOneLinearMap() {
        assertThat(Found.in(convolutions(2, List.of()), "no_activations"))
                .hasValueSatisfying(finding ->
                        assertThat(finding.message()).isEqualTo("2 layers and no activation"));
        assertThat(Found.in(convolutions(1, List.of()), "no_activations")).isEmpty();
        assertThat(Found.in(convolutions(2, List.of("Relu")), "no_activations")).isEmpty();
    }
}
