package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.List;

/// `MoE`, `QMoE`: each token passes `k` of the experts, whose weights are stacked on their first
/// dim: `tokens x k x weights of one expert` MACs. The router's scores are an input.
///
/// @param weights indices of the stacked weights
/// @param packed true where several weights share a byte, as `expert_weight_bits` says
record MixtureOfExperts(List<Integer> weights, boolean packed) implements Op {

    @Override
    public List<ValueType> infer(OpContext node) {
        return Outputs.of(node, node.input(0));
    }

    @Override
    public Cost cost(OpContext node) {
        Dim tokens = node.shape(1).dim(0);
        Dim chosen = Dim.of(Math.max(0, node.attribute("k", 1L)));
        Dim macs = Dim.of(0);
        for (int weight : weights) {
            if (node.hasInput(weight)) {
                Shape shape = node.shape(weight);
                macs = macs.plus(AttentionCore.part(shape.elements(), shape.dim(0)));
            }
        }
        if (packed) {
            long bits = node.attribute("expert_weight_bits", 4L);
            macs = bits > 0 && bits <= 8 ? macs.times(8 / bits) : Dim.unknown("bits " + bits);
        }
        Dim runs = tokens.times(chosen);
        return Traffic.matrix(node, runs.times(macs), runs.times(node.shape(0).dim(-1)));
    }
}
