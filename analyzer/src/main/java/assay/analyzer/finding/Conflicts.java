package assay.analyzer.finding;

import assay.analyzer.finding.Finding.Severity;
import java.util.List;

/// What the model contradicts itself in.
final class Conflicts implements Detector {

    @Override
    public List<Finding> find(Subject subject) {
        return subject.graph().conflicts().stream()
                .map(conflict ->
                        new Finding(
                                "conflict",
                                Severity.WARNING,
                                "'%s': %s".formatted(conflict.node(), conflict.what()),
                                "The runtime may refuse the model; export it again or fix"
                                        + " the node.",
                                List.of(conflict.node())))
                .limit(Finding.MOST_NODES)
                .toList();
    }
}
