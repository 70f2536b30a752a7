package assay.analyzer.finding;

import assay.analyzer.finding.Finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Operators that are neither known nor defined by the model.
final class UnknownOperators implements Detector {

    @Override
    public List<Finding> find(Subject subject) {
        SortedMap<String, Integer> counts = new TreeMap<>();
        List<Integer> nodes = new ArrayList<>();
        for (int i = 0; i < subject.size(); i++) {
            if (subject.node(i).op() == null && subject.node(i).expansion().isEmpty()) {
                counts.merge(subject.node(i).node().qualifiedOperator(), 1, Integer::sum);
                nodes.add(i);
            }
        }
        return nodes.isEmpty()
                ? List.of()
                : List.of(
                        new Finding(
                                "unknown_operators",
                                Severity.WARNING,
                                "unknown operators in %s: %s"
                                        .formatted(
                                                Subject.count(nodes.size(), "node"),
                                                Subject.tally(counts)),
                                "Their cost is left out of all sums; the runtime needs a library"
                                        + " that brings them.",
                                subject.names(nodes)));
    }
}
