package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.List;

/// Matrix products whose weights are packed or whose factors are given transposed.
final class QuantizedWeights {

    /// `MatMulNBits`: A `[..., K]` times `[K, N]` packed to a few bits each; every weight is scaled
    /// and shifted once (2 FLOPs).
    static final Op N_BITS = new Rule(QuantizedWeights::rows, QuantizedWeights::unpacking);

    /// `QGemm`: A (0), B (3), C (6) with scales and zero points; quantized where it is given a zero
    /// point (8).
    static final Op Q_GEMM = new Rule(QuantizedWeights::gemm, QuantizedWeights::gemmCost);

    /// `MatMulFpQ4`: the packed factor's shape `[K, N]` is input 2.
    static final Op FP_Q4 =
            new Rule(
                    node ->
                            Outputs.of(
                                    node,
                                    node.type(0),
                                    node.shape(0).rank() == 0
                                            ? node.shape(0)
                                            : Slices.resized(node.shape(0), -1, columns(node))),
                    node ->
                            Traffic.matrix(
                                    node,
                                    node.shape(0).elements().times(columns(node)),
                                    node.shape(0).dim(-1).times(columns(node)).times(2)));

    /// `MatMulBnb4`: as `MatMulNBits`, each weight looked up and scaled (1 FLOP); with `transB` 0
    /// the same weights turned: `[..., N]` to `[..., K]`.
    static final Op BNB4 =
            new Rule(
                    node ->
                            Outputs.of(
                                    node,
                                    node.type(0),
                                    node.shape(0).rank() == 0
                                            ? node.shape(0)
                                            : Slices.resized(node.shape(0), -1, wide(node))),
                    node -> {
                        Dim weights = attribute(node, "K").times(attribute(node, "N"));
                        Dim rows =
                                AttentionCore.part(node.output(0).shape().elements(), wide(node));
                        return Traffic.matrix(node, rows.times(weights), weights);
                    });

    private QuantizedWeights() {}

    private static Dim wide(OpContext node) {
        return attribute(node, node.attribute("transB", 1L) != 0 ? "N" : "K");
    }

    private static Dim columns(OpContext node) {
        List<Dim> shape = node.integers(2).orElse(List.of());
        return shape.size() == 2 ? shape.get(1) : Dim.unknown("B's shape depends on data");
    }

    private static Dim attribute(OpContext node, String name) {
        long value = node.attribute(name, -1L);
        return value < 0 ? Dim.unknown(name + " is not given") : Dim.of(value);
    }

    private static List<ValueType> rows(OpContext node) {
        Shape data = node.shape(0);
        Dim inner = attribute(node, "K");
        if (data.isRanked()
                && data.dim(-1).isKnown()
                && inner.isKnown()
                && !data.dim(-1).equals(inner)) {
            node.conflict("A has " + data.dim(-1) + " columns, B has " + inner + " rows");
        }
        return Outputs.of(
                node,
                node.type(0),
                data.rank() == 0 ? data : Slices.resized(data, -1, attribute(node, "N")));
    }

    private static Cost unpacking(OpContext node) {
        Dim weights = attribute(node, "K").times(attribute(node, "N"));
        Dim outputs = node.output(0).shape().elements();
        Dim bias = node.hasInput(5) ? outputs : Dim.of(0);
        return Traffic.matrix(
                node, outputs.times(attribute(node, "K")), weights.times(2).plus(bias));
    }

    private static List<ValueType> gemm(OpContext node) {
        boolean turnA = node.attribute("transA", 0L) != 0;
        boolean turnB = node.attribute("transB", 0L) != 0;
        ElementType type = node.hasInput(8) ? node.type(8) : ElementType.FLOAT32;
        return Outputs.of(
                node,
                type,
                Shape.of(node.shape(0).dim(turnA ? 1 : 0), node.shape(3).dim(turnB ? 0 : 1)));
    }

    private static Cost gemmCost(OpContext node) {
        Dim outputs = node.output(0).shape().elements();
        Dim inner = node.shape(0).dim(node.attribute("transA", 0L) != 0 ? 0 : 1);
        long each = Products.REQUANTIZE + Products.bias(node, 6);
        return Traffic.matrix(node, outputs.times(inner), outputs.times(each));
    }
}
