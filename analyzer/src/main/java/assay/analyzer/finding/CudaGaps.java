package assay.analyzer.finding;

import assay.analyzer.finding.Finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Operators for which the CUDA provider of ONNX Runtime 1.29 has no kernel: they run on the CPU,
/// with copies there and back.
final class CudaGaps implements Detector {

    /// Operators that have a kernel on the CPU and none on CUDA in the runtime's table of kernels
    /// (docs/OperatorKernels.md of its repository). Those that neither has are written out as their
    /// functions say, and are not here.
    private static final Set<String> LACKING =
            Set.of(
                    "Acos",
                    "Acosh",
                    "AffineGrid",
                    "Asin",
                    "Asinh",
                    "Atan",
                    "Atanh",
                    "Bernoulli",
                    "BitShift",
                    "BitwiseAnd",
                    "BitwiseNot",
                    "BitwiseOr",
                    "BitwiseXor",
                    "BlackmanWindow",
                    "Celu",
                    "Col2Im",
                    "ConvInteger",
                    "Cosh",
                    "DFT",
                    "Det",
                    "DynamicQuantizeLinear",
                    "GlobalLpPool",
                    "HammingWindow",
                    "HannWindow",
                    "Hardmax",
                    "LpNormalization",
                    "LpPool",
                    "MaxRoiPool",
                    "MaxUnpool",
                    "Mean",
                    "MeanVarianceNormalization",
                    "MelWeightMatrix",
                    "Multinomial",
                    "QLinearConv",
                    "QLinearMatMul",
                    "RegexFullMatch",
                    "STFT",
                    "Sinh",
                    "SplitToSequence",
                    "StringConcat",
                    "StringNormalizer",
                    "StringSplit",
                    "Tan",
                    "TfIdfVectorizer",
                    "Unique",
                    "com.microsoft.DynamicQuantizeLSTM",
                    "com.microsoft.DynamicQuantizeMatMul",
                    "com.microsoft.FusedGemm",
                    "com.microsoft.MatMulIntegerToFloat",
                    "com.microsoft.QEmbedLayerNormalization",
                    "com.microsoft.QGemm",
                    "com.microsoft.QLinearAdd",
                    "com.microsoft.QLinearAveragePool",
                    "com.microsoft.QLinearConcat",
                    "com.microsoft.QLinearConv",
                    "com.microsoft.QLinearGlobalAveragePool",
                    "com.microsoft.QLinearLeakyRelu",
                    "com.microsoft.QLinearMul",
                    "com.microsoft.QLinearReduceMean",
                    "com.microsoft.QLinearSigmoid",
                    "com.microsoft.QLinearSoftmax",
                    "com.microsoft.QLinearWhere");

    @Override
    public List<Finding> find(Subject subject) {
        SortedMap<String, Integer> counts = new TreeMap<>();
        List<Integer> nodes = new ArrayList<>();
        for (int i = 0; i < subject.size(); i++) {
            String operator = subject.links().operator(i);
            if (LACKING.contains(operator) || operator.startsWith("ai.onnx.ml.")) {
                counts.merge(operator, 1, Integer::sum);
                nodes.add(i);
            }
        }
        return nodes.isEmpty()
                ? List.of()
                : List.of(
                        new Finding(
                                "cuda_unsupported_operators",
                                Severity.WARNING,
                                "%s no CUDA kernel: %s"
                                        .formatted(
                                                nodes.size() == 1
                                                        ? "1 node has"
                                                        : nodes.size() + " nodes have",
                                                counts),
                                "On a GPU they run on the CPU with a copy before and after; replace"
                                        + " them, or keep the model on the CPU.",
                                subject.names(nodes)));
    }
}
