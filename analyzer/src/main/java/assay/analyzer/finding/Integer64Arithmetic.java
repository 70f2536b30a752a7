package assay.analyzer.finding;

import assay.analyzer.finding.Finding.Severity;
import assay.analyzer.tensor.ElementType;
import java.util.ArrayList;
import java.util.List;

/// Arithmetic on large int64 tensors on the path of the data.
final class Integer64Arithmetic implements Detector {

    private static final double LARGE = 1e5;

    @Override
    public List<Finding> find(Subject subject) {
        List<Integer> nodes = new ArrayList<>();
        for (int i = 0; i < subject.size(); i++) {
            var type = subject.links().type(subject.links().output(i));
            if (subject.runs(i)
                    && type.elementType() == ElementType.INT64
                    && subject.flops().of(i) >= LARGE
                    && subject.number(type.shape().elements()) >= LARGE) {
                nodes.add(i);
            }
        }
        return nodes.isEmpty()
                ? List.of()
                : List.of(
                        new Finding(
                                "int64_arithmetic",
                                Severity.INFO,
                                "int64 arithmetic in %s, on %.0f elements or more"
                                        .formatted(Subject.count(nodes.size(), "node"), LARGE),
                                "GPUs emulate 64-bit integers; int32 is enough for indices below"
                                        + " two thousand million.",
                                subject.names(nodes)));
    }
}
