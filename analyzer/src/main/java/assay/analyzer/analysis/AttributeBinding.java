package assay.analyzer.analysis;

import assay.analyzer.graph.Attribute;
import assay.analyzer.graph.Graph;
import assay.analyzer.graph.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Puts a caller's attributes in the place of a function's references to them.
final class AttributeBinding {

    private final Map<String, Attribute> given;

    AttributeBinding(Map<String, Attribute> given) {
        this.given = given;
    }

    List<Node> bind(List<Node> nodes) {
        return nodes.stream().map(this::bind).toList();
    }

    private Node bind(Node node) {
        Map<String, Attribute> bound = new HashMap<>();
        node.attributes()
                .forEach((name, attribute) -> {
                    if (attribute instanceof Attribute.Reference(String to)) {
                        Attribute value = given.get(to);
                        if (value != null) {
                            bound.put(name, value);
                        }
                    } else if (attribute instanceof Attribute.Subgraph(Graph graph)) {
                        bound.put(name, new Attribute.Subgraph(bind(graph)));
                    } else {
                        bound.put(name, attribute);
                    }
                });
        return new Node(
                node.name(),
                node.operator(),
                node.domain(),
                node.overload(),
                node.inputs(),
                node.outputs(),
                bound);
    }

    private Graph bind(Graph graph) {
        return new Graph(
                graph.name(),
                bind(graph.nodes()),
                graph.inputs(),
                graph.outputs(),
                graph.initializers(),
                graph.declared());
    }
}
