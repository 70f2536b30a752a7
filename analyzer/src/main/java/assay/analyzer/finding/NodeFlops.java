package assay.analyzer.finding;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Bindings;
import assay.analyzer.tensor.Dim;
import java.util.List;

/// FLOPs of each node of a graph with numbers for its symbols, worked out once for all detectors.
public final class NodeFlops {

    private final double[] each;
    private final double total;
    private final boolean known;

    private NodeFlops(List<Cost> costs, Bindings bindings) {
        each = new double[costs.size()];
        double sum = 0;
        boolean all = true;
        for (int i = 0; i < each.length; i++) {
            Dim flops = costs.get(i).flops();
            each[i] = (double) flops.bind(bindings).number().orElse(0);
            sum += each[i];
            all &= costs.get(i).isKnown();
        }
        total = sum;
        known = all;
    }

    static NodeFlops of(List<Cost> costs, Bindings bindings) {
        return new NodeFlops(costs, bindings);
    }

    /// FLOPs of a node, to be held against a threshold; 0 where they are not known.
    double of(int node) {
        return each[node];
    }

    /// Sum over the nodes whose FLOPs are known.
    double total() {
        return total;
    }

    /// True when nothing of any node's cost is unknown: then shares of the total can be told.
    boolean areKnown() {
        return known;
    }
}
