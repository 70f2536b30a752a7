package assay.analyzer.finding;

import assay.analyzer.analysis.FusedGroup;
import assay.analyzer.analysis.Links;
import assay.analyzer.finding.Finding.Severity;
import java.util.ArrayList;
import java.util.List;

/// Patterns that the runtime fuses, but here cannot.
final class UnfusedPatterns implements Detector {

    @Override
    public List<Finding> find(Subject subject) {
        Links links = subject.links();
        List<Integer> nodes = new ArrayList<>();
        for (FusedGroup group : subject.groups()) {
            int node = group.main();
            if (group.nodes().size() == 1
                    && links.is(node, "BatchNormalization")
                    && links.is(links.producer(node, 0), "Conv")) {
                nodes.add(node);
            }
        }
        return nodes.isEmpty()
                ? List.of()
                : List.of(
                        new Finding(
                                "unfused_pattern",
                                Severity.WARNING,
                                "%s not to be folded into the convolution before"
                                        .formatted(
                                                Subject.count(nodes.size(), "BatchNormalization")),
                                "Something else reads the convolution's output, or the weights are"
                                        + " not stored; export in inference mode.",
                                subject.names(nodes)));
    }
}
