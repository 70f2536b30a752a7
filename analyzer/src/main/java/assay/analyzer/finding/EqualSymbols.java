package assay.analyzer.finding;

import assay.analyzer.analysis.AllowedSizes;
import assay.analyzer.analysis.TypedGraph.Agreement;
import assay.analyzer.finding.Finding.Severity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Dims that the model leaves open and that only some numbers can stand for: those that must all
/// come to the same one, and those for which two computed sizes are equal.
final class EqualSymbols implements Detector {

    @Override
    public List<Finding> find(Subject subject) {
        Map<Agreement, AllowedSizes> allowed = AllowedSizes.of(subject.graph());
        Map<String, Finding> byCondition = new LinkedHashMap<>();
        for (Agreement each : subject.graph().agreements()) {
            if (byCondition.size() == Finding.MOST_NODES) {
                break;
            }
            AllowedSizes sizes = allowed.get(each);
            String condition =
                    sizes == null ? each.left() + " = " + each.right() : sizes.toString();
            byCondition.putIfAbsent(
                    condition,
                    new Finding(
                            "equal_symbols",
                            Severity.INFO,
                            "'%s' runs only where %s".formatted(each.node(), condition),
                            sizes != null
                                    ? "Bind it to such a number (--bind), or fix it when the model"
                                            + " is exported."
                                    : "Bind them to the same number (--bind), or give them one"
                                            + " name when the model is exported.",
                            List.of(each.node())));
        }
        return List.copyOf(byCondition.values());
    }
}
