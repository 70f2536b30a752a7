package assay.analyzer.finding;

import assay.analyzer.analysis.TypedNode;
import assay.analyzer.graph.Attribute;
import assay.analyzer.op.OpContext;
import assay.analyzer.tensor.ElementType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the CUDA provider of ONNX Runtime 1.29.0 has no kernel for though the CPU provider has one.
///
/// Found by asking: for each operator, each version of it and each element type of its first input,
/// a model of that node alone was opened with both providers, and the runtime said on which it put
/// the node. Operators on strings, which no GPU holds, are taken from its table of kernels
/// (docs/OperatorKernels.md). Operators that neither provider has are written out as their
/// functions say, and are not here.
final class CudaKernels {

    /// Operators that it never has a kernel for.
    private static final Set<String> LACKING =
            words(
                    "",
                    """
                    Acos Acosh AffineGrid Asin Asinh Atan Atanh BitCast BitShift
                    BitwiseAnd BitwiseNot BitwiseOr BitwiseXor BlackmanWindow Celu Col2Im
                    ConvInteger Cosh CumProd DFT Det DynamicQuantizeLinear GlobalLpPool
                    HammingWindow HannWindow Hardmax LpPool MaxRoiPool MaxUnpool Mean
                    MeanVarianceNormalization MelWeightMatrix Multinomial
                    OptionalGetElement QLinearConv QLinearMatMul RegexFullMatch STFT Sinh
                    SplitToSequence StringConcat StringNormalizer StringSplit Tan
                    TfIdfVectorizer Unique
                    """);

    /// The same of `com.microsoft`.
    private static final Set<String> LACKING_OF_RUNTIME =
            words(
                    "com.microsoft.",
                    """
                    AttnLSTM BifurcationDetector CDist CropAndResize DynamicQuantizeLSTM
                    DynamicQuantizeMatMul ExpandDims FusedGemm GatherND MatMulFpQ4
                    MatMulInteger16 MatMulIntegerToFloat MaxpoolWithMask MurmurHash3
                    NhwcMaxPool Pad QEmbedLayerNormalization QGemm QLinearAdd
                    QLinearAveragePool QLinearConcat QLinearConv QLinearGlobalAveragePool
                    QLinearLeakyRelu QLinearMul QLinearReduceMean QLinearSigmoid
                    QLinearSoftmax QLinearWhere Range SampleOp Tokenizer Unique
                    WordConvEmbedding
                    """);

    /// Operators whose version of operator set 22 has no kernel, though earlier ones have.
    private static final Set<String> LACKING_FROM_22 =
            words("", "Elu EyeLike InstanceNormalization MaxPool Selu ThresholdedRelu");

    /// Operators, and types of their first input that there is no kernel for.
    private static final Map<String, Set<ElementType>> LACKING_TYPES =
            types(
                    """
                    ArgMax ArgMin: int8 int32 int64 uint8
                    Clip: int32 uint32
                    DepthToSpace Max Min SpaceToDepth: int8 uint8
                    DequantizeLinear: int16 int32 uint16
                    Einsum: int32 int64
                    Equal Greater GreaterOrEqual Less LessOrEqual Mod: int8 int16 uint8 uint16
                    GatherND: int8 int16 int32 uint8 uint16 uint32 uint64
                    GridSample: float16 float64
                    LpNormalization: float64
                    MatMul: int32 int64 uint32 uint64
                    MatMulInteger: uint8
                    Pad: int8 int32 int64 uint8 uint32 uint64
                    ReduceL1 ReduceL2 ReduceMean ReduceProd: int64
                    ReduceLogSum ReduceLogSumExp ReduceSumSquare: int32 int64
                    ReduceMax ReduceMin: bool
                    Relu: int8 int32
                    Resize Upsample: int8
                    Tile: bool int8 int16 uint8 uint16 uint32 uint64
                    com.microsoft.ConvTransposeWithDynamicPads: float16
                    com.microsoft.FusedConv com.microsoft.GridSample: float16
                    com.microsoft.GroupQueryAttention com.microsoft.QMoE: float32
                    com.microsoft.SparseAttention com.microsoft.QuantizeLinear: float32
                    com.microsoft.QAttention: uint8
                    """);

    /// Activations that the recurrent kernels compute.
    private static final Map<String, List<String>> GATES =
            Map.of("GRU", List.of("sigmoid", "tanh"), "LSTM", List.of("sigmoid", "tanh", "tanh"));

    private CudaKernels() {}

    /// What there is no kernel for: the operator, or it under a condition (`ArgMax of int64`);
    /// empty where nothing is known to be lacking.
    static Optional<String> gap(TypedNode node) {
        String operator = node.node().qualifiedOperator();
        if (LACKING.contains(operator)
                || LACKING_OF_RUNTIME.contains(operator)
                || operator.startsWith("ai.onnx.ml.")
                || operator.startsWith("com.microsoft.nchwc.")) {
            return Optional.of(operator);
        }
        if (LACKING_FROM_22.contains(operator) && node.context().opset() >= 22) {
            return Optional.of(operator + " of set 22");
        }
        Set<ElementType> lacking = LACKING_TYPES.getOrDefault(operator, Set.of());
        int factors = operator.equals("MatMulInteger") ? 2 : 1;
        for (int i = 0; i < factors; i++) {
            ElementType type = node.context().type(i);
            if (lacking.contains(type)) {
                return Optional.of(operator + " of " + type.numpyName());
            }
        }
        return recurrent(operator, node.context());
    }

    private static Optional<String> recurrent(String operator, OpContext node) {
        List<String> gates = GATES.get(operator);
        if (gates == null) {
            return Optional.empty();
        }
        if (operator.equals("GRU") && node.attribute("linear_before_reset", 0L) == 0) {
            return Optional.of("GRU without linear_before_reset");
        }
        if (operator.equals("LSTM") && node.hasInput(7)) {
            return Optional.of("LSTM with peepholes");
        }
        if (node.attribute("clip", 0.0) > 0) {
            return Optional.of(operator + " with clip");
        }
        if (node.node().attributes().get("activations") instanceof Attribute.Texts(var names)) {
            for (int i = 0; i < names.size(); i++) {
                if (!names.get(i).toLowerCase(Locale.ROOT).equals(gates.get(i % gates.size()))) {
                    return Optional.of(operator + " with other activations");
                }
            }
        }
        return Optional.empty();
    }

    private static Set<String> words(String prefix, String text) {
        Set<String> words = new HashSet<>();
        for (String word : text.strip().split("\\s+", -1)) {
            words.add(prefix + word);
        }
        return Set.copyOf(words);
    }

    private static Map<String, Set<ElementType>> types(String lines) {
        Map<String, Set<ElementType>> types = new HashMap<>();
        for (String line : lines.lines().toList()) {
            int colon = line.indexOf(':');
            Set<ElementType> named = new HashSet<>();
            for (String name : words("", line.substring(colon + 1))) {
                named.add(ElementType.ofName(name));
            }
            words("", line.substring(0, colon)).forEach(operator -> types.put(operator, named));
        }
        return Map.copyOf(types);
    }
}
