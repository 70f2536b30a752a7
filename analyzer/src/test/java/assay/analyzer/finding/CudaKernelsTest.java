package assay.analyzer.finding;

import static org.assertj.core.api.Assertions.assertThat;

import assay.analyzer.analysis.Assumptions;
import assay.analyzer.analysis.ShapeInference;
import assay.analyzer.graph.Attribute;
import assay.analyzer.graph.Model;
import assay.analyzer.op.SmallModel;
import assay.analyzer.tensor.ElementType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where ONNX Runtime 1.29.0 put a node of its own when it had both the CUDA and the CPU provider:
/// `CUDA`, or on the CPU for the reason named.
class CudaKernelsTest {

    private static String placed(
            String operator,
            long opset,
            ElementType type,
            int inputs,
            Map<String, Attribute> attributes) {
        int dot = operator.lastIndexOf('.');
        String domain = dot < 0 ? Model.DEFAULT_DOMAIN : operator.substring(0, dot);
        SmallModel small = new SmallModel();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < inputs; i++) {
            names.add("x" + i);
            small.input(names.getLast(), type, 2, 3, 4);
        }
        Model model =
                small.node(domain, operator.substring(dot + 1), names, List.of("y"), attributes)
                        .model();
        Model renumbered =
                new Model(
                        model.path(),
                        0,
                        10,
                        "",
                        "",
                        Map.of(Model.DEFAULT_DOMAIN, opset, "com.microsoft", 1L),
                        model.graph(),
                        List.of(),
                        Map.of());
        return CudaKernels.gap(
                        ShapeInference.infer(renumbered, Assumptions.NONE).nodes().getFirst())
                .orElse("CUDA");
    }

    @ParameterizedTest
    @CsvSource({
        "Relu, 14, FLOAT32, CUDA",
        "Relu, 14, INT8, Relu of int8",
        "Acos, 21, FLOAT32, Acos",
        "LpNormalization, 1, FLOAT32, CUDA",
        "LpNormalization, 22, FLOAT64, LpNormalization of float64",
        "Bernoulli, 15, FLOAT32, CUDA",
        "MaxPool, 12, FLOAT32, CUDA",
        "MaxPool, 21, FLOAT16, CUDA",
        "MaxPool, 22, FLOAT16, MaxPool of set 22",
        "AveragePool, 22, FLOAT16, CUDA",
        "ArgMax, 13, FLOAT32, CUDA",
        "ArgMax, 13, INT64, ArgMax of int64",
        "GridSample, 20, FLOAT32, CUDA",
        "GridSample, 20, FLOAT16, GridSample of float16",
        "MatMulInteger, 10, INT8, CUDA",
        "MatMulInteger, 10, UINT8, MatMulInteger of uint8",
        "com.microsoft.GroupQueryAttention, 21, FLOAT16, CUDA",
        "com.microsoft.GroupQueryAttention, 21, FLOAT32, com.microsoft.GroupQueryAttention of float32",
        "com.microsoft.QAttention, 21, INT8, CUDA",
        "com.microsoft.QLinearAdd, 21, UINT8, com.microsoft.QLinearAdd"
    })
    void whereTheRuntimePutsIt(String operator, long opset, ElementType type, String placed) {
        assertThat(placed(operator, opset, type, 2, Map.of())).isEqualTo(placed);
    }

    @Test
    void recurrentKernelsHaveConditions() {
        ElementType type = ElementType.FLOAT32;
        assertThat(placed("LSTM", 22, type, 3, Map.of())).isEqualTo("CUDA");
        assertThat(placed("LSTM", 22, type, 8, Map.of())).isEqualTo("LSTM with peepholes");
        assertThat(placed("LSTM", 22, type, 3, Map.of("clip", new Attribute.Real(3))))
                .isEqualTo("LSTM with clip");
        assertThat(
                        placed(
                                "LSTM",
                                22,
                                type,
                                3,
                                Map.of(
                                        "activations",
                                        new Attribute.Texts(
                                                List.of("HardSigmoid", "Tanh", "Tanh")))))
                .isEqualTo("LSTM with other activations");
        assertThat(placed("GRU", 14, type, 3, Map.of()))
                .isEqualTo("GRU without linear_before_reset");
        assertThat(placed("GRU", 14, type, 3, Map.of("linear_before_reset", new Attribute.Int(1))))
                .isEqualTo("CUDA");
    }

    /// The length of a tensor is arithmetic on shapes, which is left on the CPU anyway.
    @Test
    void arithmeticOnShapesIsNoGap() {
        SmallModel model =
                new SmallModel()
                        .input("x", ElementType.FLOAT32, "N", 64)
                        .node("Shape", List.of("x"), List.of("s"))
                        .node("ReduceProd", List.of("s"), List.of("p"))
                        .output("p");
        assertThat(Found.in(model, "cuda_unsupported_operators")).isEmpty();
    }
}
