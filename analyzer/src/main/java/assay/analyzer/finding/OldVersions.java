package assay.analyzer.finding;

import assay.analyzer.finding.Finding.Severity;
import assay.analyzer.graph.Model;
import java.util.List;

/// Operator sets and formats from before 2019.
final class OldVersions implements Detector {

    private static final long OLD_OPSET = 9;
    private static final long OLD_IR = 4;

    @Override
    public List<Finding> find(Subject subject) {
        long opset = subject.model().opsets().getOrDefault(Model.DEFAULT_DOMAIN, OLD_OPSET);
        long ir = subject.model().irVersion();
        return opset >= OLD_OPSET && ir >= OLD_IR
                ? List.of()
                : List.of(
                        new Finding(
                                "old_version",
                                Severity.INFO,
                                "operator set %d, IR version %d".formatted(opset, ir),
                                "Convert to operator set 17 or newer: newer optimisations and"
                                        + " quantizers expect it.",
                                List.of()));
    }
}
