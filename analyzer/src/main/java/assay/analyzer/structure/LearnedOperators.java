package assay.analyzer.structure;

import assay.analyzer.analysis.Links;
import assay.analyzer.graph.Attribute;
import java.util.Set;

/// Operators that hold what a network has learned, by their qualified names.
public final class LearnedOperators {

    /// Convolutions of every kind.
    public static final Set<String> CONVOLUTIONS =
            Set.of(
                    "Conv",
                    "ConvTranspose",
                    "ConvInteger",
                    "QLinearConv",
                    "com.microsoft.FusedConv",
                    "com.microsoft.NhwcConv",
                    "com.microsoft.NhwcFusedConv",
                    "com.microsoft.QLinearConv",
                    "com.microsoft.nchwc.Conv",
                    "com.ms.internal.nhwc.Conv",
                    "com.ms.internal.nhwc.ConvTranspose",
                    "com.ms.internal.nhwc.QLinearConv");

    /// Matrix products, with learned factors or without.
    public static final Set<String> PRODUCTS =
            Set.of(
                    "MatMul",
                    "Gemm",
                    "MatMulInteger",
                    "QLinearMatMul",
                    "com.microsoft.FusedMatMul",
                    "com.microsoft.FusedGemm",
                    "com.microsoft.FusedMatMulActivation",
                    "com.microsoft.GemmFastGelu",
                    "com.microsoft.MatMulBnb4",
                    "com.microsoft.TransposeMatMul",
                    "com.microsoft.QGemm",
                    "com.microsoft.MatMulNBits",
                    "com.microsoft.MatMulIntegerToFloat",
                    "com.microsoft.DynamicQuantizeMatMul");

    /// Recurrent layers.
    static final Set<String> RECURRENT =
            Set.of("LSTM", "GRU", "RNN", "com.microsoft.DynamicQuantizeLSTM");

    /// Their weights come after the scale and the zero point of their data.
    private static final Set<String> QUANTIZED =
            Set.of(
                    "QLinearConv",
                    "QLinearMatMul",
                    "com.microsoft.QGemm",
                    "com.microsoft.QLinearConv",
                    "com.ms.internal.nhwc.QLinearConv");

    private LearnedOperators() {}

    /// Name of the second factor of a convolution or product: its weights, where they are stored.
    public static String weights(Links links, int node) {
        return links.input(node, links.is(node, QUANTIZED) ? 3 : 1);
    }

    /// True for a convolution each of whose groups reads one channel.
    public static boolean isDepthwise(Links links, int conv) {
        return links.is(conv, CONVOLUTIONS)
                && links.node(conv).node().attributes().get("group")
                        instanceof Attribute.Int(long groups)
                && groups > 1
                && links.type(weights(links, conv)).shape().dim(1).is(1);
    }
}
