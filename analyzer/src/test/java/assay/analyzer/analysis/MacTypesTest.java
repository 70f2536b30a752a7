package assay.analyzer.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import assay.analyzer.graph.Attribute;
import assay.analyzer.op.SmallModel;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Products of packed weights count as the type that the weights unpack to.
class MacTypesTest {

    private static final ElementType FLOAT16 = ElementType.FLOAT16;

    private static Map<ElementType, Dim> of(SmallModel model) {
        Analysis analysis = model.analysis();
        return MacTypes.of(analysis.graph(), analysis.costs());
    }

    /// 3 tokens, each to one of 2 experts of 2 x 64 x 32 weights.
    @ParameterizedTest
    @CsvSource({
        "int, 4, UINT8, INT4",
        "int, 2, UINT8, INT2",
        "int, 8, UINT8, UINT8",
        "nvfp4, 4, UINT8, FLOAT4E2M1",
        "fp8, 4, FLOAT8E4M3FN, FLOAT8E4M3FN"
    })
    void expertsCountByTheirWeights(
            String kind, long bits, ElementType stored, ElementType counted) {
        long packed = stored == ElementType.UINT8 ? 8 / bits : 1;
        SmallModel model =
                new SmallModel()
                        .input("x", FLOAT16, 3, 32)
                        .input("scores", FLOAT16, 3, 2)
                        .weight("in", stored, 2L, 64L, 32 / packed)
                        .weight("out", stored, 2L, 32L, 64 / packed)
                        .node(
                                "com.microsoft",
                                "QMoE",
                                List.of("x", "scores", "in", "", "", "out"),
                                List.of("y"),
                                Map.of(
                                        "quant_type", new Attribute.Text(kind),
                                        "expert_weight_bits", new Attribute.Int(bits)));
        assertThat(of(model)).containsExactly(Map.entry(counted, Dim.of(3 * 2 * 64 * 32)));
    }

    /// Query, key and value in one input: 4 + 2 x 2 heads of 8. 4 x 5 x 5 scores of 8 + 8.
    @Test
    void packedQueriesAreOfTheirOwnType() {
        SmallModel model =
                new SmallModel()
                        .input("qkv", FLOAT16, 1, 5, 64)
                        .input("lengths", ElementType.INT32, 1)
                        .input("total", ElementType.INT32)
                        .node(
                                "com.microsoft",
                                "GroupQueryAttention",
                                List.of("qkv", "", "", "", "", "lengths", "total"),
                                List.of("y"),
                                Map.of(
                                        "num_heads", new Attribute.Int(4),
                                        "kv_num_heads", new Attribute.Int(2)));
        assertThat(of(model)).containsExactly(Map.entry(FLOAT16, Dim.of(100 * 16)));
    }
}
