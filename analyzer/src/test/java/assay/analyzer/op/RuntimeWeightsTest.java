package assay.analyzer.op;

import static org.assertj.core.api.Assertions.assertThat;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tables and stacked weights of `com.microsoft`, of which a run takes a part; what is fused with
/// products; types that follow from several inputs.
class RuntimeWeightsTest {

    private static final ElementType FLOAT16 = ElementType.FLOAT16;
    private static final ElementType INT64 = ElementType.INT64;
    private static final ElementType UINT8 = ElementType.UINT8;

    /// Experts 64 → 256 → 64, 8 of them in 4 bits with a scale each column; 1 token to 2 experts,
    /// or 32 tokens, which can choose all.
    @ParameterizedTest
    @CsvSource({"1, 2", "32, 8"})
    void noMoreExpertsAreReadThanTokensCanChoose(int tokens, int experts) {
        OneNode node =
                OneNode.ofRuntime("QMoE")
                        .with("k", 2)
                        .with("activation_type", "silu")
                        .input(FLOAT16, tokens + " 64")
                        .input(FLOAT16, tokens + " 8")
                        .input(UINT8, "8 256 32")
                        .input(FLOAT16, "8 256")
                        .absent()
                        .input(UINT8, "8 64 128")
                        .input(FLOAT16, "8 64");
        Cost cost = node.cost();
        // two products of 64 x 256
        assertThat(cost.macs()).isEqualTo(Dim.of(tokens * 2 * 2 * 16_384L));
        // data and scores 2 B x (64 + 8); an expert 2 x 8,192 B and 2 B x (256 + 64)
        assertThat(cost.bytesRead()).isEqualTo(Dim.of(tokens * 144L + experts * (16_384L + 640)));
        // a run: SiLU 5 x 256, 2 x 64; softmax 5 a score
        assertThat(cost.vectorFlops()).isEqualTo(Dim.of(tokens * (2 * (1_280 + 128) + 40L)));
    }

    /// Weights in float8 are not packed, whatever the default of 4 bits says.
    @Test
    void float8ExpertsAreNotPacked() {
        OneNode node =
                OneNode.ofRuntime("QMoE")
                        .with("quant_type", "fp8")
                        .input(FLOAT16, "3 64")
                        .input(FLOAT16, "3 8")
                        .input(ElementType.FLOAT8E4M3FN, "8 256 64")
                        .absent()
                        .absent()
                        .input(ElementType.FLOAT8E4M3FN, "8 64 256");
        assertThat(node.cost().macs()).isEqualTo(Dim.of(3 * 2 * 16_384));
    }

    /// 5 tokens out of a table of 1,000 rows of 64: 32 B each, with 2 scales and a byte of zero
    /// points.
    @Test
    void aLookUpReadsItsRows() {
        OneNode node =
                OneNode.ofRuntime("GatherBlockQuantized")
                        .with("block_size", 32)
                        .input(UINT8, "1000 32")
                        .input(INT64, "5")
                        .input(FLOAT16, "1000 2")
                        .input(UINT8, "1000 1");
        assertThat(node.type()).isEqualTo("float16[5, 64]");
        assertThat(node.cost().bytesRead()).isEqualTo(Dim.of(5 * 8 + 5 * (32 + 4 + 1)));
        assertThat(node.cost().vectorFlops()).isEqualTo(Dim.of(5 * 64 * 2));
    }

    /// 2 sequences of 10 tokens, 4 heads of 64 of which 32 are turned; tables of 131,072 rows of
    /// 16.
    @Test
    void positionsReadARowOfTheTablesEach() {
        OneNode node =
                OneNode.ofRuntime("RotaryEmbedding")
                        .with("num_heads", 4)
                        .with("rotary_embedding_dim", 32)
                        .input(FLOAT16, "2 10 256")
                        .input(INT64, "2 10")
                        .input(FLOAT16, "131072 16")
                        .input(FLOAT16, "131072 16");
        assertThat(node.cost().bytesRead()).isEqualTo(Dim.of(2 * 5_120 + 8 * 20 + 2 * 2 * 20 * 16));
        assertThat(node.cost().vectorFlops()).isEqualTo(Dim.of(3 * 20 * 4 * 32));
    }

    /// 2 x 8 tokens, width 32, no segments: two tables; of 8 bits in the quantized form.
    @Test
    void embeddingsWithoutSegmentsAddTwoRows() {
        OneNode node =
                OneNode.ofRuntime("EmbedLayerNormalization")
                        .outputs(2)
                        .input(ElementType.INT32, "2 8")
                        .absent()
                        .input("1000 32")
                        .input("512 32")
                        .absent()
                        .input("32")
                        .input("32");
        assertThat(node.type(0)).isEqualTo("float32[2, 8, 32]");
        assertThat(node.type(1)).isEqualTo("int32[2]");
        // 512 elements: a sum and 7; 16 rows of 3
        assertThat(node.cost().vectorFlops()).isEqualTo(Dim.of(512 * 8 + 16 * 3));
        // ids 64, two rows a token 2 x 16 x 128, scale and bias 2 x 128
        assertThat(node.cost().bytesRead()).isEqualTo(Dim.of(64 + 4_096 + 256));
        OneNode quantized =
                OneNode.ofRuntime("QEmbedLayerNormalization")
                        .input(ElementType.INT32, "2 8")
                        .absent()
                        .input(UINT8, "1000 32")
                        .input(UINT8, "512 32")
                        .absent()
                        .input(UINT8, "32")
                        .input(UINT8, "32");
        assertThat(quantized.type()).isEqualTo("float32[2, 8, 32]");
        assertThat(quantized.cost().bytesRead()).isEqualTo(Dim.of(64 + 1_024 + 64));
    }

    /// `[10, 64] x [64, 32]`, 320 results; what each of them takes besides the product.
    @ParameterizedTest
    @CsvSource({
        "FusedGemm, '', 0",
        "FusedGemm, Relu, 1",
        "FusedGemm, HardSigmoid, 4",
        "FusedMatMul, '', 0",
        "FusedMatMulActivation, LeakyRelu, 2",
        "GemmFloat8, GELU, 5",
        "GemmFloat8, NONE, 0",
        "GemmFastGelu, '', 8"
    })
    void anActivationCountsAsItsOwnOperatorWould(String operator, String activation, int each) {
        OneNode node =
                OneNode.ofRuntime(operator)
                        .with("activation", activation)
                        .input("10 64")
                        .input("64 32");
        assertThat(node.cost().macs()).isEqualTo(Dim.of(320 * 64));
        assertThat(node.cost().vectorFlops()).isEqualTo(Dim.of(320L * each));
    }

    /// `[10, 64] x [64, 32]`: 640 numbers quantized (7), 320 results of two scales.
    @Test
    void quantizingOnTheWayIsWork() {
        assertThat(
                        OneNode.ofRuntime("DynamicQuantizeMatMul")
                                .input("10 64")
                                .input(ElementType.INT8, "64 32")
                                .input("")
                                .cost()
                                .vectorFlops())
                .isEqualTo(Dim.of(640 * 7 + 320 * 2));
    }

    /// Forward `[..., K]` to `[..., N]`; backward the same weights the other way round.
    @ParameterizedTest
    @CsvSource({"1, 64, 32", "0, 32, 64"})
    void bitsAndBytesGoBothWays(int transposed, int in, int out) {
        OneNode node =
                OneNode.ofRuntime("MatMulBnb4")
                        .with("K", 64)
                        .with("N", 32)
                        .with("transB", transposed)
                        .input("7 " + in)
                        .input(UINT8, "1024")
                        .input("32");
        assertThat(node.type()).isEqualTo("float32[7, " + out + "]");
        assertThat(node.cost().macs()).isEqualTo(Dim.of(7 * 2_048));
        assertThat(node.cost().vectorFlops()).isEqualTo(Dim.of(2_048));
    }

    /// By the type constraints of ContribOperators.md.
    @ParameterizedTest
    @CsvSource({
        "MatMulInteger16, UINT16, UINT16, uint32",
        "MatMulInteger16, UINT16, INT16, int32",
        "MatMulInteger16, INT16, INT16, int32",
        "SparseToDenseMatMul, FLOAT32, FLOAT64, float64"
    })
    void aProductsTypeFollowsFromBothFactors(
            String operator, ElementType left, ElementType right, String product) {
        assertThat(OneNode.ofRuntime(operator).input(left, "4 8").input(right, "8 2").type())
                .isEqualTo(product + "[4, 2]");
    }

    @ParameterizedTest
    @CsvSource({"INT8, int32", "UINT8, uint32"})
    void aSumOfBytesKeepsItsSign(ElementType type, String sum) {
        assertThat(
                        OneNode.ofRuntime("ReduceSumInteger")
                                .ints("axes", 1L)
                                .with("keepdims", 0)
                                .input(type, "N 8")
                                .type())
                .isEqualTo(sum + "[N]");
    }

    /// X is float32 and the scale float16: the result has the type of the scale.
    @Test
    void anRmsNormalizationTakesTheTypeOfItsScale() {
        assertThat(
                        new OneNode("SimplifiedLayerNormalization", 17)
                                .input("N 8 64")
                                .input(FLOAT16, "64")
                                .type())
                .isEqualTo("float16[N, 8, 64]");
    }

    /// 16 value heads of 32 over 4 heads of queries and keys of 16: an output for each of the 16,
    /// as a run of ONNX Runtime 1.29 gives it.
    @Test
    void moreKeyHeadsThanQueryHeadsAreAllRead() {
        OneNode node =
                OneNode.ofRuntime("LinearAttention")
                        .with("q_num_heads", 4)
                        .with("kv_num_heads", 16)
                        .outputs(2)
                        .input("N T 64")
                        .input("N T 64")
                        .input("N T 512");
        assertThat(node.type(0)).isEqualTo("float32[N, T, 512]");
        assertThat(node.type(1)).isEqualTo("float32[N, 16, 16, 32]");
    }

    @Test
    void aGateMayHandOnItsResultNormalized() {
        OneNode node = OneNode.ofRuntime("EngramGate").outputs(2).input("1 10 2 64");
        assertThat(node.type(1)).isEqualTo("float32[1, 10, 2, 64]");
        // 1,280 elements and 20 rows; RMS normalization 4 and 3 more
        assertThat(node.cost().vectorFlops()).isEqualTo(Dim.of(1_280 * 15 + 20 * 19));
    }

    /// 3 sequences (bounds of 4), orders 2 and 3 with 8 heads each.
    @Test
    void packedTokensAreHashedWithinTheirSequence() {
        OneNode node =
                OneNode.ofRuntime("VarlenNGramHashMapping")
                        .with("max_ngram_size", 3)
                        .with("n_head_per_ngram", 8)
                        .outputs(3)
                        .input(INT64, "T")
                        .input(INT64, "3")
                        .input(INT64, "16")
                        .input(ElementType.INT32, "4");
        assertThat(node.type(0)).isEqualTo("int64[T, 16]");
        assertThat(node.type(1)).isEqualTo("int64[3, 2]");
        assertThat(node.type(2)).isEqualTo("int32[3, 2]");
    }

    /// A 3 x 3 window over 8 x 8 places; weights in either order.
    @ParameterizedTest
    @CsvSource({
        "com.microsoft, NhwcConv, '32 16 3 3', 'N, 6, 6, 32', 165888",
        "com.microsoft, NhwcConv, '32 3 3 16', 'N, 6, 6, 32', 165888",
        "com.microsoft, NhwcFusedConv, '32 16 3 3', 'N, 6, 6, 32', 165888",
        "com.ms.internal.nhwc, Conv, '32 16 3 3', 'N, 6, 6, 32', 165888",
        "com.ms.internal.nhwc, ConvTranspose, '16 32 3 3', 'N, 10, 10, 32', 294912",
        "com.ms.internal.nhwc, DepthToSpace, '', 'N, 16, 16, 4', 0",
        "com.ms.internal.nhwc, GlobalLpPool, '', 'N, 1, 1, 16', 0",
        "com.ms.internal.nhwc, LRN, '', 'N, 8, 8, 16', 0"
    })
    void channelsMayStandLast(
            String domain, String operator, String weight, String shape, long macs) {
        OneNode node = OneNode.of(domain, operator).with("blocksize", 2).input("N 8 8 16");
        if (!weight.isEmpty()) {
            node.input(weight);
        }
        assertThat(node.type()).isEqualTo("float32[" + shape + "]");
        // Conv: 6 x 6 x 32 outputs of 144; ConvTranspose: 8 x 8 x 16 inputs of 32 x 9
        assertThat(node.cost().macs()).isEqualTo(Dim.symbol("N").times(macs));
    }

    @Test
    void aCopyBetweenHostAndDeviceKeepsTheType() {
        OneNode node = new OneNode("MemcpyFromHost", 17).input(FLOAT16, "N 8");
        assertThat(node.type()).isEqualTo("float16[N, 8]");
        assertThat(node.cost().bytesRead()).isEqualTo(Dim.symbol("N").times(16));
    }
}
