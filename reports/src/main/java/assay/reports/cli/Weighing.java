package assay.reports.cli;

import assay.analyzer.analysis.Analysis;
import assay.analyzer.analysis.Precision;
import assay.analyzer.estimate.EstimateSettings;
import assay.analyzer.finding.Detectors;
import assay.analyzer.finding.Subject;
import assay.benchmark.measurement.Measurement;
import assay.reports.reconcile.Paper;
import assay.reports.reconcile.Reconciliation;
import assay.reports.section.Evidence;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A model that was analysed and measured, weighed: what a card is written from.
///
/// @param precision to estimate in; empty for the model's own
/// @param targets finds the device to estimate for
/// @param profile named by the user; null for the device measured
/// @param command that makes the card again
record Weighing(
        Optional<Precision> precision,
        List<Long> batches,
        Targets targets,
        @Nullable String profile,
        String command) {

    /// Estimates and reconciles.
    ///
    /// @param name of the model, for the card
    Evidence evidence(String name, Analysis analysis, Measured measured) {
        Target target = targets.find(profile, measured);
        Paper paper = paper(analysis, target, targets.settings(target, measured));
        Measurement measurement = measured.measurement();
        String notCompared = paper == null ? "" : targets.notCompared(paper, measured);
        Subject subject = Subject.of(analysis, analysis.at(1));
        return new Evidence(
                name,
                analysis,
                subject.structure(),
                Detectors.findings(subject),
                paper,
                target.whyNot(),
                measurement,
                measured.whyNot(),
                notCompared,
                targets.detected(measured),
                reconcile(paper, measurement, notCompared.isEmpty()),
                command,
                Version.current(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    }

    private static Reconciliation reconcile(
            @Nullable Paper paper, @Nullable Measurement measurement, boolean compare) {
        if (measurement == null) {
            return paper == null
                    ? new Reconciliation(List.of(), List.of())
                    : Reconciliation.of(paper);
        }
        return paper == null
                ? Reconciliation.of(measurement)
                : Reconciliation.of(paper, measurement, compare);
    }

    /// The estimates in the precision asked for, else the model's own; null where there is no
    /// device.
    private @Nullable Paper paper(Analysis analysis, Target target, EstimateSettings settings) {
        if (target.device() == null) {
            return null;
        }
        Precision wanted = precision.orElse(analysis.precision());
        Analysis estimated = wanted == Precision.TF32 ? analysis : analysis.in(wanted);
        return Paper.of(estimated, target.device(), settings, batches);
    }
}
