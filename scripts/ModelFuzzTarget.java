package assay.analyzer.onnx;

import assay.analyzer.finding.Subject;
import assay.analyzer.analysis.Analysis;
import assay.analyzer.analysis.Assumptions;
import assay.analyzer.analysis.Fusion;
import assay.analyzer.analysis.FusionRules;
import assay.analyzer.analysis.Liveness;
import assay.analyzer.analysis.RuleFailure;
import assay.analyzer.finding.Detectors;
import assay.analyzer.graph.Model;
import assay.analyzer.graph.ModelFormatException;
import assay.analyzer.json.AnalysisJson;
import java.nio.file.Path;
import java.util.List;

/// What `scripts/fuzz` feeds: reads the bytes as a model and does all that an analysis does. Only
/// the exception for unreadable models may come out, and no rule of an operator may fail behind its
/// barrier.
public final class ModelFuzzTarget {

    private ModelFuzzTarget() {}

    /// Called by Jazzer for each input.
    public static void fuzzerTestOneInput(byte[] bytes) {
        Model model;
        try {
            model = OnnxReader.read(Path.of("fuzz.onnx"), ByteWindow.over(bytes));
        } catch (ModelFormatException _) {
            return;
        }
        Analysis analysis = Analysis.of(model, Assumptions.NONE);
        analysis.graph().conflicts().forEach(conflict -> check(conflict.what()));
        analysis.totals().unknown().forEach(unknown -> check(unknown.why()));
        Detectors.findings(Subject.of(analysis, analysis.at(2))).stream()
                .filter(finding -> finding.id().equals(Detectors.FAULT))
                .forEach(finding -> {
                    throw new IllegalStateException(finding.message());
                });
        AnalysisJson.of(analysis, List.of(analysis.at(1), analysis.at(3)));
        Liveness.of(analysis.graph(), Fusion.of(analysis.graph(), FusionRules.cuda()))
                .at(analysis.at(1));
    }

    private static void check(String reason) {
        if (RuleFailure.is(reason)) {
            throw new IllegalStateException(reason);
        }
    }
}
