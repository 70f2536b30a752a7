package assay.analyzer.finding;

import assay.analyzer.finding.Finding.Severity;
import assay.analyzer.graph.Graph;
import assay.analyzer.tensor.Dim;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// One symbol on several axes of an input.
final class RepeatedSymbol implements Detector {

    @Override
    public List<Finding> find(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        for (Graph.ValueInfo input : subject.model().graph().inputs()) {
            Set<String> seen = new HashSet<>();
            for (Dim dim : input.type().shape().dims()) {
                if (dim instanceof Dim.Symbol(String name) && !seen.add(name)) {
                    findings.add(
                            new Finding(
                                    "repeated_symbol",
                                    Severity.WARNING,
                                    "the input '%s' declares '%s' on several axes: %s"
                                            .formatted(input.name(), name, input.type().shape()),
                                    "They are taken as different symbols; name each axis by what"
                                            + " it means.",
                                    List.of()));
                    break;
                }
            }
        }
        return findings;
    }
}
