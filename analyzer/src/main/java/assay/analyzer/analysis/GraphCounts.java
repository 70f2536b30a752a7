package assay.analyzer.analysis;

import assay.analyzer.graph.Attribute;
import assay.analyzer.graph.Graph;
import assay.analyzer.graph.Model;
import assay.analyzer.graph.Node;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How many nodes a model has, and of which operators.
///
/// @param nodesWithSubgraphs nodes of the main graph and of all bodies inside it
/// @param operators nodes of the main graph by operator, most frequent first
public record GraphCounts(int nodesWithSubgraphs, Map<String, Integer> operators) {

    public static GraphCounts of(Model model) {
        Map<String, Integer> counts = new HashMap<>();
        for (Node node : model.graph().nodes()) {
            counts.merge(node.qualifiedOperator(), 1, Integer::sum);
        }
        Map<String, Integer> sorted = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(
                        Map.Entry.<String, Integer>comparingByValue()
                                .reversed()
                                .thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return new GraphCounts(deep(model.graph()), Collections.unmodifiableMap(sorted));
    }

    private static int deep(Graph graph) {
        int nodes = graph.nodes().size();
        for (Node node : graph.nodes()) {
            for (Attribute attribute : node.attributes().values()) {
                if (attribute instanceof Attribute.Subgraph(Graph body)) {
                    nodes += deep(body);
                } else if (attribute instanceof Attribute.Subgraphs(List<Graph> bodies)) {
                    nodes += bodies.stream().mapToInt(GraphCounts::deep).sum();
                }
            }
        }
        return nodes;
    }
}
