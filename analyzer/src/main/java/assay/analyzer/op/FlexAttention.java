package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Attention with bodies that change the scores and the probabilities, all of rank 4.
record FlexAttention() implements Op {

    @Override
    public List<ValueType> infer(OpContext node) {
        Shape query = node.shape(0);
        return Outputs.of(
                node,
                node.type(0),
                AttentionCore.heads(
                        query.dim(0), query.dim(1), query.dim(2), node.shape(2).dim(3)));
    }

    @Override
    public Cost cost(OpContext node) {
        Shape query = node.shape(0);
        AttentionCore core =
                new AttentionCore(
                        query.dim(0),
                        query.dim(1),
                        query.dim(2),
                        node.shape(1).dim(2),
                        query.dim(3),
                        node.shape(2).dim(3));
        ElementType precise =
                node.type(0) == ElementType.FLOAT64 ? ElementType.FLOAT64 : ElementType.FLOAT32;
        ValueType scores =
                ValueType.tensor(
                        ElementTypes.attribute(node, "softmax_precision", precise),
                        AttentionCore.heads(
                                core.batch(), core.heads(), core.queries(), core.keys()));
        List<Cost> costs = new ArrayList<>();
        costs.add(core.cost(node, 0));
        for (String body : List.of("score_mod", "prob_mod")) {
            if (node.hasAttribute(body)) {
                costs.add(node.body(body, List.of(scores), List.of(Optional.empty())).cost());
            }
        }
        return Cost.sum(costs);
    }
}
