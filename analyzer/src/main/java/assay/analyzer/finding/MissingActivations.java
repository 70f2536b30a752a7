package assay.analyzer.finding;

import assay.analyzer.finding.Finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Layers stacked without anything non-linear between them: they are one linear map.
final class MissingActivations implements Detector {

    private static final Set<String> LINEAR =
            Set.of(
                    "Conv",
                    "Gemm",
                    "MatMul",
                    "Add",
                    "Sub",
                    "Reshape",
                    "Flatten",
                    "Transpose",
                    "BatchNormalization",
                    "Identity",
                    "Dropout",
                    "Squeeze",
                    "Unsqueeze",
                    "Concat",
                    "Slice",
                    "Cast",
                    "Pad",
                    "AveragePool",
                    "GlobalAveragePool",
                    "ReduceMean");

    private static final Set<String> LEARNED = Set.of("Conv", "Gemm", "MatMul");

    @Override
    public List<Finding> find(Subject subject) {
        List<Integer> layers = new ArrayList<>();
        for (int i = 0; i < subject.size(); i++) {
            if (!subject.runs(i)) {
                continue;
            }
            if (!subject.links().is(i, LINEAR)
                    || (subject.links().is(i, "MatMul") && subject.links().flowing(i).size() > 1)) {
                return List.of();
            }
            if (subject.links().is(i, LEARNED)) {
                layers.add(i);
            }
        }
        return layers.size() < 2
                ? List.of()
                : List.of(
                        new Finding(
                                "no_activations",
                                Severity.WARNING,
                                "%d layers and no activation".formatted(layers.size()),
                                "Together they are one linear map: one layer does the same, or the"
                                        + " export lost the activations.",
                                subject.names(layers)));
    }
}
