package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// Convolutions and matrix products in other types and fusions than the plain ones: the MACs are
/// those of the plain operator on the same shapes.
///
/// @param convolves true for a convolution, false for a matrix product
/// @param left index of the data or left factor
/// @param right index of the weight or right factor
/// @param flops vector FLOPs for each output element, besides the products
/// @param type element type of the result
record Products(boolean convolves, int left, int right, Flops flops, Element type) implements Op {

    /// Clamping to both ends, rounding, scaling and a zero point: what making a quantized result
    /// takes for each element.
    static final long REQUANTIZE = 5;

    @FunctionalInterface
    interface Flops {
        long of(OpContext node);
    }

    @FunctionalInterface
    interface Element {
        ElementType of(OpContext node);
    }

    static final Op CONV_INTEGER = new Products(true, 0, 1, _ -> 0, _ -> ElementType.INT32);
    static final Op MAT_MUL_INTEGER = new Products(false, 0, 1, _ -> 0, _ -> ElementType.INT32);

    /// 16-bit factors: unsigned only where both are.
    static final Op MAT_MUL_INTEGER_16 =
            new Products(
                    false,
                    0,
                    1,
                    _ -> 0,
                    node ->
                            node.type(0) == ElementType.UINT16 && node.type(1) == ElementType.UINT16
                                    ? ElementType.UINT32
                                    : ElementType.INT32);

    static final Op QLINEAR_CONV =
            new Products(true, 0, 3, node -> REQUANTIZE + bias(node, 8), node -> node.type(7));
    static final Op QLINEAR_MAT_MUL =
            new Products(false, 0, 3, _ -> REQUANTIZE, node -> node.type(7));

    /// Bias, another addend, and an activation.
    static final Op FUSED_CONV =
            new Products(
                    true,
                    0,
                    1,
                    node -> bias(node, 2) + bias(node, 3) + activation(node),
                    node -> node.type(0));

    /// A scale, and an activation.
    static final Op FUSED_MAT_MUL =
            new Products(
                    false,
                    0,
                    1,
                    node -> (node.attribute("alpha", 1.0) == 1 ? 0 : 1) + activation(node),
                    node -> node.type(0));

    /// `SparseToDenseMatMul`: the factor that is not sparse gives the type.
    static final Op SPARSE_MAT_MUL =
            new Products(
                    false,
                    0,
                    1,
                    node -> node.attribute("alpha", 1.0) == 1 ? 0 : 1,
                    node -> node.type(1));

    /// A bias, and Gelu by a tangent (8).
    static final Op MAT_MUL_FAST_GELU =
            new Products(false, 0, 1, node -> 8 + bias(node, 2), node -> node.type(0));

    /// `FusedGemm`: Gemm and an activation.
    static final Op FUSED_GEMM = then(new Gemm(), node -> activated(node));

    /// `GemmFloat8`: a Gemm in 8-bit floats; `dtype` says what comes out.
    static final Op FLOAT8_GEMM =
            new Rule(
                    node ->
                            Outputs.of(
                                    node,
                                    ElementTypes.attribute(node, "dtype", ElementType.FLOAT32),
                                    new Gemm().infer(node).getFirst().shape()),
                    FUSED_GEMM::cost);

    /// The integer product, two scales, and a bias.
    static final Op MAT_MUL_INTEGER_TO_FLOAT =
            new Products(false, 0, 1, node -> 2 + bias(node, 6), node -> node.type(2));

    /// The same after quantizing the left factor, which takes 7 an element as
    /// [Quantization#DYNAMIC] counts.
    static final Op DYNAMIC_QUANTIZE_MAT_MUL =
            then(
                    new Products(false, 0, 1, node -> 2 + bias(node, 4), node -> node.type(0)),
                    node -> node.shape(0).elements().times(7));

    @Override
    public List<ValueType> infer(OpContext node) {
        Shape shape =
                convolves
                        ? Convolution.shape(node, node.shape(left), node.shape(right))
                        : MatrixProduct.shape(node, leftFactor(node), rightFactor(node));
        return Outputs.of(node, type.of(node), shape);
    }

    @Override
    public Cost cost(OpContext node) {
        Shape output = node.output(0).shape();
        Dim macs =
                convolves
                        ? output.elements().times(Convolution.perOutput(node.shape(right)))
                        : MatrixProduct.macs(output, leftFactor(node), rightFactor(node));
        return Traffic.matrix(node, macs, output.elements().times(flops.of(node)));
    }

    private Shape leftFactor(OpContext node) {
        return turned(
                node.shape(left), node.attribute("transA", 0L), node.attribute("transBatchA", 0L));
    }

    private Shape rightFactor(OpContext node) {
        return turned(
                node.shape(right), node.attribute("transB", 0L), node.attribute("transBatchB", 0L));
    }

    /// With the first dim put behind the batch, and the last two exchanged, where asked for.
    private static Shape turned(Shape shape, long swap, long swapBatch) {
        if ((swap == 0 && swapBatch == 0) || shape.rank() < 2) {
            return shape;
        }
        List<Dim> dims = new ArrayList<>(shape.dims());
        if (swapBatch != 0) {
            dims.add(dims.size() - 2, dims.removeFirst());
        }
        if (swap != 0) {
            dims.add(dims.size() - 2, dims.removeLast());
        }
        return Shape.of(dims);
    }

    private static Dim activated(OpContext node) {
        return node.output(0).shape().elements().times(activation(node));
    }

    /// An operator on quantized numbers whose results are scaled anew.
    static Op requantized(Op op) {
        return then(op, node -> node.output(0).shape().elements().times(REQUANTIZE));
    }

    /// An operator with more vector work.
    private static Op then(Op op, Function<OpContext, Dim> more) {
        return new Rule(
                op::infer,
                node -> {
                    Cost cost = op.cost(node);
                    return new Cost(
                            cost.macs(),
                            cost.vectorFlops().plus(more.apply(node)),
                            cost.bytesRead(),
                            cost.bytesWritten(),
                            cost.confidence(),
                            cost.why());
                });
    }

    static long bias(OpContext node, int index) {
        return node.hasInput(index) ? 1 : 0;
    }

    /// FLOPs of a fused activation for each element, as its own operator would count.
    static long activation(OpContext node) {
        return switch (node.attribute("activation", "").toLowerCase(Locale.ROOT)) {
            case "", "none" -> 0;
            case "relu", "tanh", "thresholdedrelu" -> 1;
            case "leakyrelu", "clip" -> 2;
            case "scaledtanh", "softplus", "softsign" -> 3;
            case "gelu", "hardswish", "mish", "selu", "softmax" -> 5;
            case "quickgelu", "silu", "swish" -> 6;
            case "fastgelu" -> 8;
            // Elu, HardSigmoid, Sigmoid
            default -> 4;
        };
    }
}
