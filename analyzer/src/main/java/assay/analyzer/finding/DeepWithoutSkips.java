package assay.analyzer.finding;

import assay.analyzer.analysis.Links;
import assay.analyzer.finding.Finding.Severity;
import assay.analyzer.structure.LearnedOperators;
import java.util.List;
import java.util.Set;

/// A long chain of convolutions without any shortcut.
final class DeepWithoutSkips implements Detector {

    private static final int DEEP = 24;

    /// Operators that join two paths.
    private static final Set<String> JOINING =
            Set.of(
                    "Concat",
                    "Add",
                    "Sum",
                    "Mul",
                    "com.microsoft.QLinearAdd",
                    "com.microsoft.QLinearConcat",
                    "com.microsoft.QLinearMul");

    /// Convolutions that add their input 3 to what they make.
    private static final Set<String> ADDING =
            Set.of(
                    "com.microsoft.FusedConv",
                    "com.microsoft.NhwcFusedConv",
                    "com.microsoft.nchwc.Conv");

    @Override
    public List<Finding> find(Subject subject) {
        int convolutions = 0;
        boolean joins = false;
        for (int i = 0; i < subject.size(); i++) {
            convolutions += subject.links().is(i, LearnedOperators.CONVOLUTIONS) ? 1 : 0;
            joins |= joins(subject.links(), i);
        }
        return joins || convolutions < DEEP
                ? List.of()
                : List.of(
                        new Finding(
                                "no_skip_connections",
                                Severity.INFO,
                                "%d convolutions in a chain without a shortcut"
                                        .formatted(convolutions),
                                "Deep chains train badly; networks of this depth mostly have"
                                        + " residual connections.",
                                List.of()));
    }

    private static boolean joins(Links links, int node) {
        return links.is(node, JOINING)
                ? links.flowing(node).size() > 1
                : links.is(node, ADDING) && links.node(node).context().hasInput(3);
    }
}
