package assay.analyzer.op;

import static org.assertj.core.api.Assertions.assertThat;

import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import org.junit.jupiter.api.Test;

/// Operators that ONNX Runtime 1.30 has and earlier ones had not, by their schemas' text.
class RecentRuntimeOperatorsTest {

    private static final ElementType INT32 = ElementType.INT32;
    private static final ElementType UINT8 = ElementType.UINT8;

    /// Orders 2 and 3 with 8 heads each: 16 hashes a token; the last 2 tokens are handed on.
    @Test
    void tokensBecomeHashesOfTheirPredecessors() {
        OneNode node =
                OneNode.ofRuntime("NGramHashMapping")
                        .with("max_ngram_size", 3)
                        .with("n_head_per_ngram", 8)
                        .outputs(2)
                        .input(INT32, "N 128")
                        .input(INT32, "3")
                        .input(INT32, "16");
        assertThat(node.type(0)).isEqualTo("int32[N, 128, 16]");
        assertThat(node.type(1)).isEqualTo("int32[N, 2]");
        // a product, twice a product and an exclusive or, 16 remainders: 21
        assertThat(node.cost().vectorFlops()).isEqualTo(Dim.symbol("N").times(128 * 21));
    }

    /// 10 tokens, 2 streams of width 64: 1,280 elements of 11, 20 rows of 16.
    @Test
    void aGateWeighsWhatWasFound() {
        OneNode node =
                OneNode.ofRuntime("EngramGate")
                        .input("1 10 2 64")
                        .input("1 10 2 64")
                        .input("1 10 64")
                        .input("2 64")
                        .input("2 64");
        assertThat(node.type()).isEqualTo("float32[1, 10, 2, 64]");
        assertThat(node.cost().vectorFlops()).isEqualTo(Dim.of(1_280 * 11 + 20 * 16));
    }

    /// 4 key and 8 value heads of 16 and 32: a state of 8 x 32 x 16 a sequence, 4 sequences. A
    /// transition takes 8 decays, 4 x 16 key and 8 x 32 delta elements: 328, and 3 of them 984.
    @Test
    void packedTokensUpdateOneStateASequence() {
        OneNode node =
                OneNode.ofRuntime("GatedDeltaNet")
                        .with("state_update_capacity", 3)
                        .outputs(3)
                        .input("T 4 16")
                        .input("T 4 16")
                        .input("T 8 32")
                        .input(INT32, "5");
        assertThat(node.type(0)).isEqualTo("float32[T, 8, 32]");
        assertThat(node.type(1)).isEqualTo("float32[4, 8, 32, 16]");
        assertThat(node.type(2)).isEqualTo("float32[4, 984]");
        // read, update and difference: 3 x 8 x 32 x 16 a token
        assertThat(node.cost().macs()).isEqualTo(Dim.symbol("T").times(3 * 8 * 32 * 16));
    }

    /// Kernel 4, dilation 2: (4 - 1) x 2 = 6 tokens are kept.
    @Test
    void convolutionsKeepAStateASequence() {
        OneNode packed =
                OneNode.ofRuntime("VarlenCausalConvWithState")
                        .with("dilation", 2)
                        .outputs(2)
                        .input("T 512")
                        .input("512 1 4")
                        .input(INT32, "B")
                        .absent()
                        .input("3 512 6");
        assertThat(packed.type(0)).isEqualTo("float32[T, 512]");
        assertThat(packed.type(1)).isEqualTo("float32[3, 512, 6]");
        assertThat(packed.cost().macs()).isEqualTo(Dim.symbol("T").times(512 * 4));
        OneNode last =
                OneNode.ofRuntime("CausalConvWithState")
                        .with("channels_last", 1)
                        .with("state_window", 5)
                        .outputs(2)
                        .input("2 10 8 64")
                        .input("512 1 4");
        assertThat(last.type(1)).isEqualTo("float32[5, 2, 3, 8, 64]");
    }

    /// `[N, 1, 2048]` by two matrices `[2048, 8192]` of 4 bits.
    @Test
    void aGatedLayerIsTwoProducts() {
        OneNode node =
                OneNode.ofRuntime("MatMulNBitsMlp")
                        .with("K", 2048)
                        .with("N", 8192)
                        .with("activation", "silu")
                        .outputs(2)
                        .input("N 1 2048")
                        .input("N 1 2048")
                        .input("2048")
                        .input(UINT8, "8192 64 16")
                        .input("524288")
                        .absent()
                        .input(UINT8, "8192 64 16")
                        .input("524288");
        assertThat(node.type(0)).isEqualTo("float32[N, 1, 8192]");
        assertThat(node.type(1)).isEqualTo("float32[N, 1, 2048]");
        assertThat(node.cost().macs()).isEqualTo(Dim.symbol("N").times(2L * 2048 * 8192));
        // weights 2 x 2 x 2048 x 8192; a row: normalization 4 x 2048 + 3, skip 2048, gate 6 x 8192
        assertThat(node.cost().vectorFlops())
                .isEqualTo(
                        Dim.of(4L * 2048 * 8192)
                                .plus(Dim.symbol("N").times(5 * 2048 + 3 + 6 * 8192)));
    }

    @Test
    void oneNormalizationServesThreeProducts() {
        OneNode node =
                OneNode.ofRuntime("MatMulNBitsQkv")
                        .with("K", 64)
                        .with("Nq", 64)
                        .with("Nkv", 16)
                        .outputs(3)
                        .input("N 64")
                        .absent()
                        .input("64");
        assertThat(node.type(0)).isEqualTo("float32[N, 64]");
        assertThat(node.type(2)).isEqualTo("float32[N, 16]");
        // 64 x (64 + 16 + 16)
        assertThat(node.cost().macs()).isEqualTo(Dim.symbol("N").times(64 * 96));
    }

    /// Weights `[N, K]` of 8 bits, and `[N, K / 2]` bytes of two times 4 bits.
    @Test
    void smallFloatsAreScaledByTheBlock() {
        assertThat(
                        OneNode.ofRuntime("MatMulBlockQuantizedFp8Weight")
                                .input(ElementType.FLOAT16, "N 7 256")
                                .input(ElementType.FLOAT8E4M3FN, "512 256")
                                .type())
                .isEqualTo("float16[N, 7, 512]");
        OneNode four =
                OneNode.ofRuntime("MatMulBlockQuantizedFp4Weight")
                        .input(ElementType.FLOAT16, "7 256")
                        .input(UINT8, "512 128");
        assertThat(four.type()).isEqualTo("float16[7, 512]");
        assertThat(four.cost().macs()).isEqualTo(Dim.of(7 * 256 * 512));
    }

    /// Batch 1, 1,024 tokens, 12 heads of 64, 256 tokens to either side: 513 keys a query.
    @Test
    void aWindowOfKeysAroundEachQuery() {
        OneNode node =
                OneNode.ofRuntime("LongformerAttention")
                        .with("num_heads", 12)
                        .with("window", 256)
                        .input("1 1024 768")
                        .input("768 2304")
                        .input("2304");
        // projections 1024 x 768 x 2304, scores 12 x 1024 x 513 of 128 MACs
        assertThat(node.cost().macs())
                .isEqualTo(Dim.of(1024L * 768 * 2304 + 12L * 1024 * 513 * 128));
    }

    /// MurmurHash3 of 8 bytes: two blocks of 7 operations and 9 at the end.
    @Test
    void aHashTakesWhatItsBlocksTake() {
        OneNode node = OneNode.ofRuntime("MurmurHash3").input(ElementType.INT64, "N 3");
        assertThat(node.type()).isEqualTo("uint32[N, 3]");
        assertThat(node.cost().vectorFlops()).isEqualTo(Dim.symbol("N").times(3 * 23));
    }

    @Test
    void theShapeOfBlockFloatsIsToldBesideThem() {
        OneNode quantized = OneNode.ofRuntime("QuantizeBFP").outputs(3).input("N 64");
        assertThat(quantized.type(0)).isEqualTo("uint8[?]");
        assertThat(quantized.type(1)).isEqualTo("int64[2]");
        assertThat(OneNode.ofRuntime("DequantizeBFP").input(UINT8, "B").integers("N 64").type())
                .isEqualTo("float32[N, 64]");
    }
}
