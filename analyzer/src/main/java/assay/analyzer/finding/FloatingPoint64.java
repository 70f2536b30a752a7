package assay.analyzer.finding;

import assay.analyzer.finding.Finding.Severity;
import assay.analyzer.tensor.ElementType;
import java.util.ArrayList;
import java.util.List;

/// Arithmetic in float64, which GPUs for graphics and inference do at 1/32 to 1/64 of the rate.
final class FloatingPoint64 implements Detector {

    @Override
    public List<Finding> find(Subject subject) {
        List<Integer> nodes = new ArrayList<>();
        for (int i = 0; i < subject.size(); i++) {
            if (subject.runs(i)
                    && subject.flops().of(i) > 0
                    && subject.links().type(subject.links().output(i)).elementType()
                            == ElementType.FLOAT64) {
                nodes.add(i);
            }
        }
        return nodes.isEmpty()
                ? List.of()
                : List.of(
                        new Finding(
                                "float64",
                                Severity.WARNING,
                                "float64 arithmetic in " + Subject.count(nodes.size(), "node"),
                                "Export in float32: float64 runs at a small part of the speed on"
                                        + " most GPUs and takes twice the memory.",
                                subject.names(nodes)));
    }
}
