package assay.analyzer.finding;

import assay.analyzer.finding.Finding.Severity;
import assay.analyzer.graph.Attribute;
import assay.analyzer.graph.Graph;
import assay.analyzer.graph.Initializer;
import assay.analyzer.graph.Model;
import assay.analyzer.graph.Node;
import assay.analyzer.onnx.ExternalData;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// External data that is not there, too short, or outside the model's folder.
final class ExternalDataState implements Detector {

    @Override
    public List<Finding> find(Subject subject) {
        Map<String, Long> needed = new LinkedHashMap<>();
        for (Initializer initializer : stored(subject.model())) {
            if (initializer.data()
                    instanceof
                    Initializer.Data.External(String location, long offset, long length)) {
                long bytes = length >= 0 ? length : (long) subject.number(initializer.bytes());
                long end = offset > Long.MAX_VALUE - bytes ? Long.MAX_VALUE : offset + bytes;
                needed.merge(location, end, Math::max);
            }
        }
        List<Finding> findings = new ArrayList<>();
        needed.forEach((location, end) -> {
            if (findings.size() < Finding.MOST_NODES) {
                state(ExternalData.resolve(subject.model().path(), location), location, end)
                        .ifPresent(findings::add);
            }
        });
        return findings;
    }

    /// Tensors of the main graph, of all bodies, of functions and of Constant nodes.
    private static List<Initializer> stored(Model model) {
        List<Initializer> stored = new ArrayList<>(model.graph().initializers().values());
        Deque<Node> open = new ArrayDeque<>(model.graph().nodes());
        model.functions().forEach(function -> open.addAll(function.nodes()));
        while (!open.isEmpty()) {
            for (Attribute attribute : open.pop().attributes().values()) {
                if (attribute instanceof Attribute.Tensor(Initializer value)) {
                    stored.add(value);
                } else if (attribute instanceof Attribute.Subgraph(Graph body)) {
                    stored.addAll(body.initializers().values());
                    open.addAll(body.nodes());
                } else if (attribute instanceof Attribute.Subgraphs(List<Graph> bodies)) {
                    for (Graph body : bodies) {
                        stored.addAll(body.initializers().values());
                        open.addAll(body.nodes());
                    }
                }
            }
        }
        return stored;
    }

    private static Optional<Finding> state(ExternalData data, String location, long end) {
        return switch (data) {
            case ExternalData.Found(var _, long bytes) ->
                    bytes >= end
                            ? Optional.empty()
                            : Optional.of(
                                    finding(
                                            "external_data_short",
                                            "the external data '%s' holds %d bytes, the model needs %d"
                                                    .formatted(location, bytes, end)));
            case ExternalData.Missing _ ->
                    Optional.of(
                            finding(
                                    "external_data_missing",
                                    "the external data '%s' is not there".formatted(location)));
            case ExternalData.Outside(var _, String why) ->
                    Optional.of(
                            finding(
                                    "external_data_outside",
                                    "the external data '%s' is refused: %s"
                                            .formatted(location, why)));
        };
    }

    private static Finding finding(String id, String message) {
        return new Finding(
                id,
                Severity.ERROR,
                message,
                "The model can be analysed but not run; put the file beside the model.",
                List.of());
    }
}
