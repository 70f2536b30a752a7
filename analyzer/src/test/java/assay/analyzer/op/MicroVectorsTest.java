package assay.analyzer.op;

import static org.assertj.core.api.Assertions.assertThat;

import assay.analyzer.analysis.Analysis;
import assay.analyzer.analysis.MacTypes;
import assay.analyzer.graph.Attribute;
import assay.analyzer.graph.Model;
import assay.analyzer.structure.Structure;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.TensorValue;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Small cases that tools of this kind get wrong, one by one.
class MicroVectorsTest {

    private static final Dim N = Dim.symbol("N");

    /// 16 outputs of 6 x 6, each of 3 * 3 * 3 products.
    private static final Dim CONVOLUTION = N.times(16 * 36 * 27);

    @Test
    void aConvolutionBehindDequantizersIsAnInt8One() {
        SmallModel model =
                new SmallModel()
                        .input("x", ElementType.FLOAT32, "N", 3, 8, 8)
                        .weight("w", ElementType.INT8, 16L, 3L, 3L, 3L)
                        .weight("s", ElementType.FLOAT32)
                        .weight("z", ElementType.INT8)
                        .node("QuantizeLinear", List.of("x", "s", "z"), List.of("xq"))
                        .node("DequantizeLinear", List.of("xq", "s", "z"), List.of("xd"))
                        .node("DequantizeLinear", List.of("w", "s", "z"), List.of("wd"))
                        .node("Conv", List.of("xd", "wd"), List.of("y"))
                        .node("QuantizeLinear", List.of("y", "s", "z"), List.of("yq"))
                        .output("yq");
        Analysis analysis = model.analysis();
        assertThat(analysis.totals().macs()).isEqualTo(CONVOLUTION);
        assertThat(MacTypes.of(analysis.graph(), analysis.costs()))
                .isEqualTo(Map.of(ElementType.INT8, CONVOLUTION));
        // The int8 weight is learned, its scale and zero point are not.
        assertThat(analysis.parameters().trainableByType())
                .isEqualTo(Map.of(ElementType.INT8, 16L * 27));
    }

    @Test
    void aQuantizedConvolutionDoesTheMacsOfTheFloatOne() {
        SmallModel model =
                new SmallModel()
                        .input("x", ElementType.UINT8, "N", 3, 8, 8)
                        .weight("w", ElementType.INT8, 16L, 3L, 3L, 3L)
                        .weight("s", ElementType.FLOAT32)
                        .weight("z", ElementType.UINT8)
                        .weight("zw", ElementType.INT8)
                        .node(
                                "QLinearConv",
                                List.of("x", "s", "z", "w", "s", "zw", "s", "z"),
                                List.of("y"))
                        .output("y");
        Analysis analysis = model.analysis();
        assertThat(analysis.graph().type("y")).hasToString("uint8[N, 16, 6, 6]");
        assertThat(analysis.totals().macs()).isEqualTo(CONVOLUTION);
        assertThat(MacTypes.of(analysis.graph(), analysis.costs()))
                .isEqualTo(Map.of(ElementType.INT8, CONVOLUTION));
    }

    @Test
    void packedFourBitWeightsAreHalfABytePerElement() {
        SmallModel model =
                new SmallModel()
                        .input("x", ElementType.FLOAT32, "N", 64)
                        // 32 columns, 2 blocks of 32 rows, 16 bytes a block
                        .weight("w", ElementType.UINT8, 32L, 2L, 16L)
                        .weight("scales", ElementType.FLOAT32, 64L)
                        .node(
                                "com.microsoft",
                                "MatMulNBits",
                                List.of("x", "w", "scales"),
                                List.of("y"),
                                Map.of(
                                        "K", new Attribute.Int(64),
                                        "N", new Attribute.Int(32),
                                        "bits", new Attribute.Int(4),
                                        "block_size", new Attribute.Int(32)))
                        .output("y");
        Analysis analysis = model.analysis();
        // 64 products for each of 32 outputs
        assertThat(MacTypes.of(analysis.graph(), analysis.costs()))
                .isEqualTo(Map.of(ElementType.INT4, N.times(2048)));
        // 64 * 32 / 2 bytes of weights, 64 * 4 of scales
        assertThat(analysis.parameters().bytes()).isEqualTo(1024 + 256);
    }

    @ParameterizedTest
    @CsvSource({
        "FLOAT32, 4000",
        "BFLOAT16, 2000",
        "FLOAT16, 2000",
        "FLOAT8E4M3FN, 1000",
        "FLOAT8E5M2, 1000",
        "INT4, 500",
        "UINT4, 500",
        "FLOAT4E2M1, 500",
        "INT2, 250",
    })
    void storedBytesOfAThousandElements(ElementType type, long bytes) {
        SmallModel model =
                new SmallModel()
                        .weight("w", type, 10L, 100L)
                        .node("Identity", List.of("w"), List.of("y"))
                        .output("y");
        assertThat(model.analysis().parameters().bytes()).isEqualTo(bytes);
    }

    @Test
    void aClassifierThatEndsInSoftmaxHasNoCache() {
        SmallModel model =
                new SmallModel()
                        .input("x", ElementType.FLOAT32, "N", 3, 8, 8)
                        .weight("w", ElementType.FLOAT32, 16L, 3L, 3L, 3L)
                        .node("Conv", List.of("x", "w"), List.of("c"))
                        .node("Relu", List.of("c"), List.of("r"))
                        .node("GlobalAveragePool", List.of("r"), List.of("p"))
                        .node("Flatten", List.of("p"), List.of("f"))
                        .node("Softmax", List.of("f"), List.of("y"))
                        .output("y");
        assertThat(Structure.of(model.typed()).kvCache()).isNull();
    }

    @Test
    void aSigmoidTimesItsInputIsSilu() {
        SmallModel model =
                new SmallModel()
                        .input("x", ElementType.FLOAT32, "N", 3, 8, 8)
                        .weight("w", ElementType.FLOAT32, 3L, 3L, 1L, 1L)
                        .node("Conv", List.of("x", "w"), List.of("c"))
                        .node("Sigmoid", List.of("c"), List.of("s"))
                        .node("Mul", List.of("c", "s"), List.of("y"))
                        .output("y");
        Structure structure = Structure.of(model.typed());
        assertThat(structure.blockCounts()).containsEntry("SiLU", 1);
        assertThat(structure.blockCounts()).doesNotContainKey("ResidualAdd");
    }

    @Test
    void layerNormalizationWrittenOutIsOne() {
        TensorValue last = TensorValue.vector(List.of(Dim.of(-1)));
        SmallModel model =
                new SmallModel()
                        .input("x", ElementType.FLOAT32, "N", 16, 64)
                        .constant("axes", last)
                        .constant("two", real(2))
                        .constant("eps", real(1e-5))
                        .weight("gamma", ElementType.FLOAT32, 64L)
                        .weight("beta", ElementType.FLOAT32, 64L)
                        .node("ReduceMean", List.of("x", "axes"), List.of("mean"))
                        .node("Sub", List.of("x", "mean"), List.of("d"))
                        .node("Pow", List.of("d", "two"), List.of("d2"))
                        .node("ReduceMean", List.of("d2", "axes"), List.of("variance"))
                        .node("Add", List.of("variance", "eps"), List.of("v"))
                        .node("Sqrt", List.of("v"), List.of("deviation"))
                        .node("Div", List.of("d", "deviation"), List.of("n"))
                        .node("Mul", List.of("n", "gamma"), List.of("scaled"))
                        .node("Add", List.of("scaled", "beta"), List.of("y"))
                        .output("y");
        assertThat(Structure.of(model.typed()).blockCounts()).isEqualTo(Map.of("LayerNorm", 1));
    }

    private static TensorValue real(double value) {
        return new TensorValue.Reals(ElementType.FLOAT32, List.of(), List.of(value));
    }

    /// A quadratic pass would take hours; the limit only keeps a hang from lasting.
    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void aChainOfAHundredThousandNodesIsAnalysed() {
        SmallModel model = new SmallModel().input("x0", ElementType.FLOAT32, "N", 64);
        int length = 100_000;
        for (int i = 0; i < length; i++) {
            model.weight("w" + i, ElementType.FLOAT32, 64L);
            model.node("Add", List.of("x" + i, "w" + i), List.of("x" + (i + 1)));
        }
        Analysis analysis = model.output("x" + length).analysis();
        // one addition an element and node
        assertThat(analysis.totals().flops()).isEqualTo(N.times(64L * length));
        assertThat(analysis.parameters().trainable()).isEqualTo(64L * length);
        // two tensors of 64 * 4 bytes at a time
        assertThat(analysis.memory().unfused()).isEqualTo(N.times(512));
        assertThat(Structure.of(analysis.graph()).blocks()).hasSizeLessThanOrEqualTo(length);
    }

    /// Of two branches one cannot take the input: the other must be the one that runs.
    @Test
    void aBranchThatContradictsItselfIsNotTaken() {
        SmallModel model =
                new SmallModel()
                        .input("c", ElementType.BOOL)
                        .input("x", ElementType.FLOAT32, 2, 4)
                        .weight("fits", ElementType.FLOAT32, 4L, 8L)
                        .weight("doesNot", ElementType.FLOAT32, 5L, 6L)
                        .node(
                                Model.DEFAULT_DOMAIN,
                                "If",
                                List.of("c"),
                                List.of("y"),
                                Map.of(
                                        "then_branch", product("doesNot"),
                                        "else_branch", product("fits")))
                        .output("y");
        Analysis analysis = model.analysis();
        assertThat(analysis.graph().type("y")).hasToString("float32[2, 8]");
        // 2 x 8 outputs of 4 products
        assertThat(analysis.totals().coreMacs()).isEqualTo(Dim.of(64));
        assertThat(analysis.graph().conflicts()).isEmpty();
    }

    private static Attribute product(String weight) {
        return new Attribute.Subgraph(
                new SmallModel()
                        .node("MatMul", List.of("x", weight), List.of("r"))
                        .output("r")
                        .graph());
    }
}
