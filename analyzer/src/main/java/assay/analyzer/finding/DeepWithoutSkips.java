package assay.analyzer.finding;

import assay.analyzer.finding.Finding.Severity;
import assay.analyzer.structure.LearnedOperators;
import java.util.List;
import java.util.Set;

/// A long chain of convolutions without any shortcut.
final class DeepWithoutSkips implements Detector {

    private static final int DEEP = 24;

    private static final Set<String> JOINING = Set.of("Concat", "Add", "Sum", "Mul");

    @Override
    public List<Finding> find(Subject subject) {
        int convolutions = 0;
        boolean joins = false;
        for (int i = 0; i < subject.size(); i++) {
            convolutions += subject.links().is(i, LearnedOperators.CONVOLUTIONS) ? 1 : 0;
            joins |= subject.links().is(i, JOINING) && subject.links().flowing(i).size() > 1;
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
}
