package assay.analyzer.op;

import static org.assertj.core.api.Assertions.assertThat;

import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.TensorValue;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Operators of ONNX Runtime's own domain, by its ContribOperators.md.
class RuntimeOperatorsTest {

    private static TensorValue int32(long value) {
        return new TensorValue.Integers(ElementType.INT32, List.of(1L), List.of(Dim.of(value)));
    }

    @Test
    void realFourierTransformsKeepHalfTheSpectrum() {
        OneNode forward = OneNode.ofRuntime("Rfft").with("signal_ndim", 1).input("N 16 400");
        // 400 / 2 + 1 = 201 pairs
        assertThat(forward.type()).isEqualTo("float32[N, 16, 201, 2]");
        // 5 n ceil(log2 400) = 5 x 400 x 9 = 18,000 for each of 16 signals
        assertThat(forward.cost().vectorFlops()).isEqualTo(Dim.symbol("N").times(16 * 18_000));
        assertThat(OneNode.ofRuntime("Irfft").with("signal_ndim", 1).input("N 201 2").type())
                .isEqualTo("float32[N, 400]");
    }

    @Test
    void packedAttentionWorksOnTokens() {
        OneNode node =
                OneNode.ofRuntime("PackedAttention")
                        .with("num_heads", 12)
                        .input("T 768")
                        .input("768 2304")
                        .input("2304")
                        .input(ElementType.INT32, "8 128")
                        .input(ElementType.INT32, "9");
        assertThat(node.type()).isEqualTo("float32[T, 768]");
        // projection T x 768 x 2304; attention 8 x 12 x 128 x 128 x (64 + 64)
        assertThat(node.cost().macs())
                .isEqualTo(Dim.symbol("T").times(768 * 2304).plus(8L * 12 * 128 * 128 * 128));
    }

    @Test
    void paddingGoesAndComesBack() {
        OneNode remove =
                OneNode.ofRuntime("RemovePadding")
                        .outputs(4)
                        .input("8 128 768")
                        .input(ElementType.INT32, "8");
        assertThat(remove.type(0)).isEqualTo("float32[?, 768]");
        assertThat(remove.type(1)).isEqualTo("int32[8, 128]");
        assertThat(remove.type(2)).isEqualTo("int32[9]");
        assertThat(
                        OneNode.ofRuntime("RestorePadding")
                                .input("T 768")
                                .input(ElementType.INT32, "8 128")
                                .type())
                .isEqualTo("float32[8, 128, 768]");
    }

    @Test
    void aMaskedDecoderAttendsToItsPastAndTheNewToken() {
        OneNode node =
                OneNode.ofRuntime("DecoderMaskedMultiHeadAttention")
                        .outputs(3)
                        .with("num_heads", 6)
                        .input("N 1 384")
                        .input("N 1 384")
                        .input("N 1 384")
                        .absent()
                        .absent()
                        .input("N 6 P 64")
                        .input("N 6 P 64");
        assertThat(node.type(0)).isEqualTo("float32[N, 1, 384]");
        assertThat(node.type(1)).isEqualTo("float32[N, 6, P + 1, 64]");
        // N x 6 x 1 x (P + 1) scores of 64 + 64 products
        assertThat(node.cost().macs())
                .isEqualTo(Dim.symbol("N").times(768).times(Dim.symbol("P").plus(1)));
    }

    @Test
    void packedQueryKeyValueOfMultiHeadAttention() {
        OneNode node =
                OneNode.ofRuntime("MultiHeadAttention").with("num_heads", 8).input("N 4096 8 3 40");
        assertThat(node.type()).isEqualTo("float32[N, 4096, 320]");
        // N x 8 heads x 4096^2 scores of 40 + 40 products
        assertThat(node.cost().macs()).isEqualTo(Dim.symbol("N").times(8L * 4096 * 4096 * 80));
    }

    @Test
    void positionBiases() {
        assertThat(
                        OneNode.ofRuntime("RelativePositionBias")
                                .with("max_distance", 128)
                                .input("32 8")
                                .integers("64")
                                .integers("80")
                                .type())
                .isEqualTo("float32[1, 8, 64, 80]");
        OneNode gated =
                OneNode.ofRuntime("GatedRelativePositionBias")
                        .with("num_heads", 12)
                        .input("N 64 768")
                        .input("768")
                        .input("1 12 64 64")
                        .input("64 8")
                        .input("8")
                        .input("1 12 1 1");
        assertThat(gated.type()).isEqualTo("float32[N, 12, 64, 64]");
        // N x 64 x 12 head queries of 64 products for each of 8 gates
        assertThat(gated.cost().macs()).isEqualTo(Dim.symbol("N").times(64 * 12 * 64 * 8));
    }

    @Test
    void aSearchFillsUpToItsLongestLength() {
        OneNode beam =
                OneNode.ofRuntime("BeamSearch")
                        .with("eos_token_id", 1)
                        .input(ElementType.INT32, "N S")
                        .value(int32(64))
                        .value(int32(1))
                        .value(int32(4))
                        .value(int32(2));
        assertThat(beam.type()).isEqualTo("int32[N, 2, 64]");
        assertThat(beam.cost().flops().isUnknown()).isTrue();
    }

    @Test
    void tablesInFourBitsUnpackAlongTheLastAxis() {
        OneNode node =
                OneNode.ofRuntime("GatherBlockQuantized")
                        .with("bits", 4)
                        .with("gather_axis", 0)
                        .input(ElementType.UINT8, "32000 1024")
                        .input(ElementType.INT64, "N S")
                        .input(ElementType.FLOAT16, "32000 64");
        // two numbers in a byte
        assertThat(node.type()).isEqualTo("float16[N, S, 2048]");
    }

    @Test
    void anLstmOfDynamicQuantizationDoesTheMacsOfTheFloatOne() {
        OneNode node =
                OneNode.ofRuntime("DynamicQuantizeLSTM")
                        .with("hidden_size", 128)
                        .with("direction", "bidirectional")
                        .input("50 N 64")
                        .input(ElementType.INT8, "2 64 512")
                        .input(ElementType.INT8, "2 128 512");
        assertThat(node.type()).isEqualTo("float32[50, 2, N, 128]");
        // 2 directions x 50 steps x N x 4 gates x 128 x (64 + 128)
        assertThat(node.cost().macs()).isEqualTo(Dim.symbol("N").times(2L * 50 * 4 * 128 * 192));
    }

    @Test
    void windowsCutFromASignal() {
        // (16000 - 400) / 160 + 1 = 98 windows
        assertThat(
                        OneNode.ofRuntime("UnfoldTensor")
                                .with("dim", -1)
                                .with("size", 400)
                                .with("step", 160)
                                .input("N 16000")
                                .type())
                .isEqualTo("float32[N, 98, 400]");
    }

    @Test
    void aChannelsLastQuantizedConvolution() {
        OneNode node =
                OneNode.ofRuntime("QLinearConv")
                        .with("channels_last", 1)
                        .ints("kernel_shape", 3L, 3L)
                        .input(ElementType.UINT8, "N 8 8 16")
                        .input("")
                        .input(ElementType.UINT8, "")
                        .input(ElementType.INT8, "32 16 3 3")
                        .input("32")
                        .input(ElementType.INT8, "32")
                        .input("")
                        .input(ElementType.UINT8, "");
        assertThat(node.type()).isEqualTo("uint8[N, 6, 6, 32]");
        // 6 x 6 x 32 outputs of 16 x 3 x 3 products
        assertThat(node.cost().macs()).isEqualTo(Dim.symbol("N").times(6 * 6 * 32 * 144));
    }

    @Test
    void whatOnnxRuntimeAddsToTheDomainOfOnnx() {
        assertThat(
                        new OneNode("SimplifiedLayerNormalization", 21)
                                .input(ElementType.FLOAT16, "N S 2048")
                                .input(ElementType.FLOAT16, "2048")
                                .type())
                .isEqualTo("float16[N, S, 2048]");
        // border is left, top, right, bottom: 100 - 3 - 7 rows, 100 - 2 - 5 columns
        assertThat(
                        new OneNode("Crop", 1)
                                .ints("border", 2L, 3L, 5L, 7L)
                                .input("N 3 100 100")
                                .type())
                .isEqualTo("float32[N, 3, 90, 93]");
    }

    @Test
    void aFactorTransposedOverItsBatch() {
        // [2, 3, 4, 5] turned to [3, 4, 2, 5], times [3, 4, 5, 6]
        assertThat(
                        OneNode.ofRuntime("FusedMatMul")
                                .with("transBatchA", 1)
                                .input("2 3 4 5")
                                .input("3 4 5 6")
                                .type())
                .isEqualTo("float32[3, 4, 2, 6]");
    }

    @Test
    void aRangeWithoutAStepGoesByOne() {
        assertThat(OneNode.ofRuntime("Range").integers("2").integers("9").type())
                .isEqualTo("int64[7]");
    }

    @Test
    void aTransposedConvolutionPaddedByAnInput() {
        // 2 * (5 - 1) + 3 - 1 - 0 = 10
        assertThat(
                        OneNode.ofRuntime("ConvTransposeWithDynamicPads")
                                .ints("strides", 2L)
                                .input("N 2 5")
                                .input("2 3 3")
                                .integers("1 0")
                                .type())
                .isEqualTo("float32[N, 3, 10]");
    }

    @Test
    void aStateKeepsWhatADilatedKernelLooksBackOn() {
        OneNode node =
                OneNode.ofRuntime("CausalConvWithState")
                        .outputs(2)
                        .with("dilation", 2)
                        .input("N 64 L")
                        .input("64 1 4");
        // (4 - 1) * 2 = 6 places
        assertThat(node.type(1)).isEqualTo("float32[N, 64, 6]");
    }

    @Test
    void wordsAreEmbeddedByTheirCharacters() {
        OneNode node =
                OneNode.ofRuntime("WordConvEmbedding")
                        .input(ElementType.INT32, "N 16")
                        .input("100 1 3 25")
                        .input("100")
                        .input("70 25");
        assertThat(node.type()).isEqualTo("float32[N, 100]");
        // 16 - 3 + 1 = 14 windows of 100 x 3 x 25 products
        assertThat(node.cost().macs()).isEqualTo(Dim.symbol("N").times(14 * 7500));
    }
}
