package assay.analyzer.finding;

import assay.analyzer.analysis.Links;
import assay.analyzer.finding.Finding.Severity;
import assay.analyzer.graph.Graph;
import assay.analyzer.graph.Initializer;
import assay.analyzer.graph.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Weights that no node reads, where they are worth removing: leftovers of constant folding, a few
/// numbers each, make no file larger.
final class UnusedInitializers implements Detector {

    private static final int LEAST_BYTES = 4096;

    @Override
    public List<Finding> find(Subject subject) {
        Graph graph = subject.graph().graph();
        if (graph.initializers().isEmpty()) {
            return List.of();
        }
        Set<String> read = new HashSet<>();
        for (Node node : graph.nodes()) {
            read.addAll(Links.reads(node));
        }
        for (Graph.ValueInfo output : graph.outputs()) {
            read.add(output.name());
        }
        List<String> unused = new ArrayList<>();
        double bytes = 0;
        for (Initializer initializer : graph.initializers().values()) {
            if (!read.contains(initializer.name())) {
                unused.add(initializer.name());
                bytes += subject.number(initializer.bytes());
            }
        }
        return bytes < LEAST_BYTES
                ? List.of()
                : List.of(
                        new Finding(
                                "unused_initializers",
                                Severity.INFO,
                                "%s (%s) read by no node, the first is '%s'"
                                        .formatted(
                                                Subject.count(unused.size(), "initializer"),
                                                Subject.size(bytes),
                                                unused.getFirst()),
                                "Remove them: they only make the file larger.",
                                List.of()));
    }
}
