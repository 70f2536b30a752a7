package assay.analyzer.finding;

import assay.analyzer.finding.Finding.Severity;
import java.util.List;

/// Dims that the model leaves open and that must all the same come to one number.
final class EqualSymbols implements Detector {

    @Override
    public List<Finding> find(Subject subject) {
        return subject.graph().agreements().stream()
                .map(each ->
                        new Finding(
                                "equal_symbols",
                                Severity.INFO,
                                "'%s' runs only where %s = %s"
                                        .formatted(each.node(), each.left(), each.right()),
                                "Bind them to the same number (--bind), or give them one name when"
                                        + " the model is exported.",
                                List.of(each.node())))
                .limit(Finding.MOST_NODES)
                .toList();
    }
}
