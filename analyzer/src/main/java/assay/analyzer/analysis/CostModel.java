package assay.analyzer.analysis;

import assay.analyzer.cost.Cost;
import assay.analyzer.op.Op;
import assay.analyzer.op.OpContext;
import java.util.ArrayList;
import java.util.List;

/// What each node costs, by its operator's own rule.
public final class CostModel {

    private CostModel() {}

    /// Cost of one run of the node: nothing when its outputs are settled before the first run, the
    /// sum of its parts when it calls a function of the model, unknown when the operator is not
    /// known.
    public static Cost cost(TypedNode node) {
        if (node.settled()) {
            return Cost.FREE;
        }
        if (!node.expansion().isEmpty()) {
            return Cost.sum(costs(node.expansion()));
        }
        if (node.op() == null) {
            return Cost.unknown(
                    "the operator " + node.node().qualifiedOperator() + " is not known");
        }
        return guarded(node.op(), node.context());
    }

    /// Cost by the operator's rule; unknown when the rule fails.
    static Cost guarded(Op op, OpContext context) {
        try {
            return op.cost(context);
        } catch (RuntimeException | StackOverflowError failure) {
            return Cost.unknown(RuleFailure.reason(context.node(), failure));
        }
    }

    /// Cost of each, in order.
    public static List<Cost> costs(List<TypedNode> nodes) {
        List<Cost> costs = new ArrayList<>(nodes.size());
        for (TypedNode node : nodes) {
            costs.add(cost(node));
        }
        return costs;
    }
}
