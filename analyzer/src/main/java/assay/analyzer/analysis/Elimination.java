package assay.analyzer.analysis;

import assay.analyzer.graph.Attribute;
import java.util.List;
import java.util.Set;

/// Nodes that the optimiser takes out: they hand on what they get.
final class Elimination {

    private static final Set<String> PLAIN = Set.of("Identity", "Dropout");

    private Elimination() {}

    static void apply(Links links, Grouping groups, int node) {
        if (!groups.isFree(node)) {
            return;
        }
        String input = links.input(node, 0);
        boolean between = links.producer(input) >= 0 || !links.isOutput(links.output(node));
        if (between && isIdle(links, node, input)) {
            groups.remove(node);
        }
    }

    private static boolean isIdle(Links links, int node, String input) {
        if (links.is(node, PLAIN)) {
            List<String> outputs = links.node(node).node().outputs();
            return outputs.size() < 2 || links.consumers(outputs.get(1)).isEmpty();
        }
        if (links.is(node, "Cast")) {
            return links.type(input).elementType() == links.type(links.output(node)).elementType()
                    && links.type(input).elementType().bits() > 0;
        }
        return links.is(node, "Transpose")
                && links.node(node).node().attributes().get("perm")
                        instanceof Attribute.Ints(List<Long> order)
                && isAscending(order);
    }

    private static boolean isAscending(List<Long> order) {
        for (int i = 0; i < order.size(); i++) {
            if (order.get(i) != i) {
                return false;
            }
        }
        return true;
    }
}
