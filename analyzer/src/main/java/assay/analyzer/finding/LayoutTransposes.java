package assay.analyzer.finding;

import assay.analyzer.finding.Finding.Severity;
import assay.analyzer.graph.Attribute;
import assay.analyzer.structure.LearnedOperators;
import assay.analyzer.tensor.Dim;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Transposes between channels-first and channels-last beside convolutions.
final class LayoutTransposes implements Detector {

    private static final Set<List<Long>> LAYOUTS =
            Set.of(List.of(0L, 2L, 3L, 1L), List.of(0L, 3L, 1L, 2L));

    @Override
    public List<Finding> find(Subject subject) {
        List<Integer> nodes = new ArrayList<>();
        Dim bytes = Dim.of(0);
        boolean convolves = false;
        for (int i = 0; i < subject.size(); i++) {
            convolves |= subject.links().is(i, LearnedOperators.CONVOLUTIONS);
            if (subject.links().is(i, "Transpose")
                    && subject.node(i).node().attributes().get("perm")
                            instanceof Attribute.Ints(List<Long> order)
                    && LAYOUTS.contains(order)) {
                nodes.add(i);
                bytes = bytes.plus(subject.costs().get(i).bytesWritten());
            }
        }
        return nodes.size() < 3 || !convolves
                ? List.of()
                : List.of(
                        new Finding(
                                "layout_transposes",
                                Severity.INFO,
                                "%d transposes between channels-first and channels-last write %s"
                                        .formatted(nodes.size(), subject.size(bytes)),
                                "They come from converters; export with one layout throughout.",
                                subject.names(nodes)));
    }
}
