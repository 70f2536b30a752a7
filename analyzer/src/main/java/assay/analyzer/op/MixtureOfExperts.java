package assay.analyzer.op;

import assay.analyzer.cost.Confidence;
import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.List;

/// `MoE`, `QMoE` of `com.microsoft`: each token passes `k` of the experts, whose weights (and
/// scales, zero points and biases) are stacked on their first dim: `tokens x k x weights of one
/// expert` MACs. The router's scores (1) are an input.
///
/// @param first index of the weights of the first layer
/// @param apart distance of the weights of one layer to those of the next; a layer's bias stands
///   just before the next layer's weights
/// @param quantized true where weights may be packed, several to a byte
record MixtureOfExperts(int first, int apart, boolean quantized) implements Op {

    static final Op PLAIN = new MixtureOfExperts(2, 2, false);
    static final Op QUANTIZED = new MixtureOfExperts(2, 3, true);

    private static final String CHOICE = "which experts the tokens choose depends on data";

    @Override
    public List<ValueType> infer(OpContext node) {
        return Outputs.of(node, node.input(0));
    }

    /// Of vector work softmax of the scores (5), and for each token and expert the biases, the
    /// activation, the gate's product where gate and value come apart, and the weighing and summing
    /// of the result (2 a number). Experts are read that tokens can choose: no more than `tokens x
    /// k`.
    @Override
    public Cost cost(OpContext node) {
        Dim hidden = node.shape(0).dim(-1);
        Dim tokens = node.shape(1).dim(0);
        Dim experts = node.shape(1).dim(1);
        Dim runs = tokens.times(Math.max(0, node.attribute("k", 1L)));
        Dim into = weights(node, 0);
        Dim outOf = weights(node, 1);
        boolean gated = node.hasInput(layer(2));
        Dim gate = gated ? weights(node, 2) : Dim.of(0);
        Dim wide = AttentionCore.part(into, hidden);
        Dim inner = AttentionCore.part(outOf, hidden);
        Dim vector =
                bias(node, 0, wide)
                        .plus(bias(node, 1, hidden))
                        .plus(gated ? bias(node, 2, inner) : Dim.of(0))
                        .plus(gated && !isSwiGlu(node) ? inner : Dim.of(0))
                        .plus(inner.times(activation(node)))
                        .plus(hidden.times(2));
        return Cost.exact(
                        runs.times(into.plus(outOf).plus(gate)),
                        runs.times(vector).plus(node.shape(1).elements().times(5)),
                        read(node, runs.min(experts)),
                        node.outputBytes())
                .less(Confidence.MODELLED, CHOICE + "; as many taken as there can be");
    }

    private int layer(int index) {
        return first + index * apart;
    }

    /// Weights of one expert's layer.
    private Dim weights(OpContext node, int index) {
        Shape stacked = node.shape(layer(index));
        Dim stored = AttentionCore.part(stacked.elements(), stacked.dim(0));
        if (!quantized || node.type(layer(index)) != ElementType.UINT8) {
            return stored;
        }
        long bits =
                node.attribute("quant_type", "int").contains("fp4")
                        ? 4
                        : node.attribute("expert_weight_bits", 4L);
        return bits > 0 && bits <= 8 ? stored.times(8 / bits) : Dim.unknown("bits " + bits);
    }

    private Dim bias(OpContext node, int index, Dim width) {
        return node.hasInput(layer(index) + apart - 1) ? width : Dim.of(0);
    }

    private static boolean isSwiGlu(OpContext node) {
        return node.attribute("activation_type", "relu").equals("swiglu");
    }

    /// SwiGLU holds the product of gate and value.
    private static long activation(OpContext node) {
        return switch (node.attribute("activation_type", "relu")) {
            case "identity" -> 0;
            case "relu" -> 1;
            case "swiglu" -> 7;
            // Gelu, SiLU
            default -> 5;
        };
    }

    private Dim read(OpContext node, Dim chosen) {
        Dim bytes = node.input(0).bytes().plus(node.input(1).bytes());
        for (int i = 2; i < node.inputCount(); i++) {
            // QMoE: the weights that results are summed with, one for each token and expert
            if (quantized && i == 14 && node.hasInput(i)) {
                bytes = bytes.plus(node.input(i).bytes());
            } else {
                bytes = bytes.plus(Traffic.slices(node, i, 0, chosen));
            }
        }
        return bytes;
    }
}
