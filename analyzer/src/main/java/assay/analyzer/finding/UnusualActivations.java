package assay.analyzer.finding;

import assay.analyzer.finding.Finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Activations that few kernels fuse.
final class UnusualActivations implements Detector {

    private static final Set<String> UNUSUAL =
            Set.of(
                    "Celu",
                    "Elu",
                    "Mish",
                    "Selu",
                    "Shrink",
                    "Softplus",
                    "Softsign",
                    "ThresholdedRelu");
    private static final int FEW = 3;

    @Override
    public List<Finding> find(Subject subject) {
        SortedMap<String, Integer> counts = new TreeMap<>();
        List<Integer> nodes = new ArrayList<>();
        for (int i = 0; i < subject.size(); i++) {
            if (subject.links().is(i, UNUSUAL)) {
                counts.merge(subject.links().operator(i), 1, Integer::sum);
                nodes.add(i);
            }
        }
        return nodes.size() < FEW
                ? List.of()
                : List.of(
                        new Finding(
                                "unusual_activations",
                                Severity.INFO,
                                "%d activations that no kernel applies in passing: %s"
                                        .formatted(nodes.size(), Subject.tally(counts)),
                                "Each is a pass over memory of its own; ReLU, or SiLU where it is"
                                        + " fused, costs less.",
                                subject.names(nodes)));
    }
}
