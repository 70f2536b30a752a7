package assay.analyzer.finding;

import assay.analyzer.analysis.TypedNode;
import assay.analyzer.finding.Finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Nodes for which the CUDA provider has no kernel: they run on the CPU, with copies there and
/// back. What is settled before the first run, and arithmetic on shapes, which the runtime leaves
/// on the CPU anyway, do not count.
final class CudaGaps implements Detector {

    @Override
    public List<Finding> find(Subject subject) {
        SortedMap<String, Integer> counts = new TreeMap<>();
        List<Integer> nodes = new ArrayList<>();
        for (int i = 0; i < subject.size(); i++) {
            TypedNode node = subject.links().node(i);
            Optional<String> gap =
                    node.settled() || isShapeArithmetic(subject, node)
                            ? Optional.empty()
                            : CudaKernels.gap(node);
            if (gap.isPresent()) {
                counts.merge(gap.get(), 1, Integer::sum);
                nodes.add(i);
            }
        }
        return nodes.isEmpty()
                ? List.of()
                : List.of(
                        new Finding(
                                "cuda_unsupported_operators",
                                Severity.WARNING,
                                "%s no CUDA kernel: %s"
                                        .formatted(
                                                nodes.size() == 1
                                                        ? "1 node has"
                                                        : nodes.size() + " nodes have",
                                                Subject.tally(counts)),
                                "On a GPU they run on the CPU with a copy before and after; replace"
                                        + " them, or keep the model on the CPU.",
                                subject.names(nodes)));
    }

    private static boolean isShapeArithmetic(Subject subject, TypedNode node) {
        return !node.node().outputs().isEmpty()
                && subject.graph().values().containsKey(node.node().outputs().getFirst());
    }
}
