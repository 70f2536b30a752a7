package assay.analyzer.finding;

import assay.analyzer.analysis.Analysis;
import assay.analyzer.analysis.Assumptions;
import assay.analyzer.graph.Model;
import assay.analyzer.op.SmallModel;
import java.util.List;
import java.util.Optional;

/// The findings of small models.
final class Found {

    private Found() {}

    static Optional<Finding> in(SmallModel model, String id) {
        return in(model.model(), id);
    }

    /// The finding of that id, at batch 1; the first where there are several.
    static Optional<Finding> in(Model model, String id) {
        return all(model).stream().filter(finding -> finding.id().equals(id)).findFirst();
    }

    static List<Finding> all(Model model) {
        Analysis analysis = Analysis.of(model, Assumptions.NONE);
        return Detectors.findings(Subject.of(analysis, analysis.at(1)));
    }
}
