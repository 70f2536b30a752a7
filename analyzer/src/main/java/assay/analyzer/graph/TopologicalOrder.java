package assay.analyzer.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Nodes in an order in which each stands after those that it reads from, bodies included. ONNX
/// asks files for such an order; not all have it, and runtimes sort.
///
/// Nodes move only where they must. Those of a cycle stay where the walk meets them, and some of
/// them before what they read.
public final class TopologicalOrder {

    private static final int OPEN = 1;
    private static final int DONE = 2;

    private final List<Node> nodes;
    private final Map<String, Integer> producers = new HashMap<>();

    private TopologicalOrder(List<Node> nodes) {
        this.nodes = nodes;
        for (int i = 0; i < nodes.size(); i++) {
            for (String output : nodes.get(i).outputs()) {
                if (!output.isEmpty()) {
                    producers.putIfAbsent(output, i);
                }
            }
        }
    }

    /// The same list where it is in order.
    public static List<Node> of(List<Node> nodes) {
        TopologicalOrder order = new TopologicalOrder(nodes);
        for (int i = 0; i < nodes.size(); i++) {
            for (int source : order.sources(i)) {
                if (source >= i) {
                    return order.sorted();
                }
            }
        }
        return nodes;
    }

    private List<Node> sorted() {
        List<Node> sorted = new ArrayList<>(nodes.size());
        int[] state = new int[nodes.size()];
        for (int first = 0; first < nodes.size(); first++) {
            Deque<Integer> path = new ArrayDeque<>(List.of(first));
            while (!path.isEmpty()) {
                int at = path.peek();
                if (state[at] == DONE) {
                    path.pop();
                    continue;
                }
                boolean entered = state[at] == OPEN;
                state[at] = OPEN;
                int waiting = path.size();
                if (!entered) {
                    for (int source : sources(at)) {
                        if (state[source] == 0) {
                            path.push(source);
                        }
                    }
                }
                if (path.size() == waiting) {
                    path.pop();
                    state[at] = DONE;
                    sorted.add(nodes.get(at));
                }
            }
        }
        return sorted;
    }

    /// Nodes of this list that a node, or a body that it holds, reads from.
    private List<Integer> sources(int node) {
        List<Integer> sources = new ArrayList<>();
        add(nodes.get(node).inputs(), sources);
        Deque<Graph> bodies = new ArrayDeque<>();
        push(nodes.get(node), bodies);
        while (!bodies.isEmpty()) {
            Graph body = bodies.pop();
            for (Node inner : body.nodes()) {
                add(inner.inputs(), sources);
                push(inner, bodies);
            }
            for (Graph.ValueInfo output : body.outputs()) {
                add(List.of(output.name()), sources);
            }
        }
        return sources;
    }

    private void add(List<String> names, List<Integer> sources) {
        for (String name : names) {
            Integer producer = producers.get(name);
            if (producer != null) {
                sources.add(producer);
            }
        }
    }

    private static void push(Node node, Deque<Graph> bodies) {
        for (Attribute attribute : node.attributes().values()) {
            if (attribute instanceof Attribute.Subgraph(Graph body)) {
                bodies.push(body);
            } else if (attribute instanceof Attribute.Subgraphs(List<Graph> several)) {
                several.forEach(bodies::push);
            }
        }
    }
}
