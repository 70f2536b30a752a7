package assay.reports.section;

import assay.analyzer.analysis.Analysis;
import assay.analyzer.device.DeviceIdentity;
import assay.analyzer.finding.Finding;
import assay.analyzer.structure.Structure;
import assay.benchmark.measurement.Measurement;
import assay.reports.reconcile.Paper;
import assay.reports.reconcile.Reconciliation;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// All that a card is written from.
///
/// @param name what the model is called
/// @param analysis the model as it is stored, symbolic; the paper may be in another precision
/// @param structure blocks, repetitions and architecture
/// @param findings risk signals, the gravest first
/// @param paper the estimates; null where there is no device to estimate for
/// @param notEstimated why nothing was estimated, one sentence; empty where something was
/// @param measurement null where nothing was measured
/// @param notMeasured why nothing was measured, one sentence; empty where something was
/// @param notCompared why estimate and measurement are not set against each other (another device
///   or precision), one sentence; empty where they are
/// @param detected what the driver says of the device that is there; null where none was asked
/// @param reconciliation both sides, row by row
/// @param detail how much of the model the card tells
/// @param narration who writes the summary in words
/// @param command the exact command that makes this card again
/// @param version of Assay
/// @param time when the card was made, ISO 8601, UTC
/// @param latencyLimit seconds that a run may take, where the user named a limit
public record Evidence(
        String name,
        Analysis analysis,
        Structure structure,
        List<Finding> findings,
        @Nullable Paper paper,
        String notEstimated,
        @Nullable Measurement measurement,
        String notMeasured,
        String notCompared,
        @Nullable DeviceIdentity detected,
        Reconciliation reconciliation,
        Detail detail,
        Narration narration,
        String command,
        String version,
        String time,
        OptionalDouble latencyLimit) {

    public Evidence {
        findings = List.copyOf(findings);
    }

    /// Evidence told in full, with the template's summary and without a limit on latency.
    public Evidence(
            String name,
            Analysis analysis,
            Structure structure,
            List<Finding> findings,
            @Nullable Paper paper,
            String notEstimated,
            @Nullable Measurement measurement,
            String notMeasured,
            String notCompared,
            @Nullable DeviceIdentity detected,
            Reconciliation reconciliation,
            String command,
            String version,
            String time) {
        this(
                name,
                analysis,
                structure,
                findings,
                paper,
                notEstimated,
                measurement,
                notMeasured,
                notCompared,
                detected,
                reconciliation,
                Detail.FULL,
                Narration.TEMPLATE,
                command,
                version,
                time,
                OptionalDouble.empty());
    }

    /// The same, told in less or more detail.
    public Evidence in(Detail detail) {
        return with(detail, narration, latencyLimit);
    }

    /// The same with another summary.
    public Evidence told(Narration narration) {
        return with(detail, narration, latencyLimit);
    }

    /// The same with a limit on latency, in seconds.
    public Evidence within(OptionalDouble limit) {
        return with(detail, narration, limit);
    }

    private Evidence with(Detail detail, Narration narration, OptionalDouble limit) {
        return new Evidence(
                name,
                analysis,
                structure,
                findings,
                paper,
                notEstimated,
                measurement,
                notMeasured,
                notCompared,
                detected,
                reconciliation,
                detail,
                narration,
                command,
                version,
                time,
                limit);
    }
}
