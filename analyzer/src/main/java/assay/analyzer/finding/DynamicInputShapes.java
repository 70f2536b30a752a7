package assay.analyzer.finding;

import assay.analyzer.finding.Finding.Severity;
import assay.analyzer.graph.Graph;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import assay.analyzer.tensor.ValueType.TensorType;
import java.util.ArrayList;
import java.util.List;

/// Tensor inputs with open dims. Lists and optionals have no one shape that could be fixed.
final class DynamicInputShapes implements Detector {

    @Override
    public List<Finding> find(Subject subject) {
        List<String> open = new ArrayList<>();
        for (Graph.ValueInfo input : subject.graph().graph().inputs()) {
            ValueType type = subject.graph().type(input.name());
            Shape shape = type.shape();
            if (type instanceof TensorType
                    && (!shape.isRanked() || !shape.dims().stream().allMatch(Dim::isKnown))) {
                open.add(input.name() + " " + shape);
            }
        }
        return open.isEmpty()
                ? List.of()
                : List.of(
                        new Finding(
                                "dynamic_input_shapes",
                                Severity.INFO,
                                "%s open dims: %s"
                                        .formatted(
                                                open.size() == 1
                                                        ? "1 input has"
                                                        : open.size() + " inputs have",
                                                String.join(
                                                        ", ",
                                                        open.subList(0, Math.min(5, open.size())))),
                                batchOnly(subject)
                                        ? "Only the batch is open, as is usual; a fixed one lets"
                                                + " memory be planned and CUDA graphs be used."
                                        : "Fix them where they are known: memory can then be"
                                                + " planned and CUDA graphs used.",
                                List.of()));
    }

    /// True when no dim but the first of an input is open.
    private static boolean batchOnly(Subject subject) {
        return subject.graph().graph().inputs().stream()
                .map(input -> subject.graph().type(input.name()))
                .filter(TensorType.class::isInstance)
                .map(ValueType::shape)
                .allMatch(shape ->
                        shape.isRanked() && shape.dims().stream().skip(1).allMatch(Dim::isKnown));
    }
}
