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
        List<String> inputs = new ArrayList<>();
        for (Graph.ValueInfo input : subject.model().graph().inputs()) {
            Set<String> seen = new HashSet<>();
            for (Dim dim : input.type().shape().dims()) {
                if (dim instanceof Dim.Symbol(String name) && !seen.add(name)) {
                    inputs.add("'" + input.name() + "' " + input.type().shape());
                    break;
                }
            }
        }
        return inputs.isEmpty()
                ? List.of()
                : List.of(
                        new Finding(
                                "repeated_symbol",
                                Severity.WARNING,
                                "%s one symbol on several axes: %s"
                                        .formatted(
                                                inputs.size() == 1
                                                        ? "1 input declares"
                                                        : inputs.size() + " inputs declare",
                                                String.join(
                                                        ", ",
                                                        inputs.subList(
                                                                0, Math.min(5, inputs.size())))),
                                "They are taken as different symbols; name each axis by what it"
                                        + " means.",
                                List.of()));
    }
}
