package assay.reports.section;

import assay.analyzer.finding.Structure;
import assay.benchmark.measurement.Measurement;
import assay.reports.reconcile.Paper;
import assay.reports.reconcile.Reconciliation;
import org.jspecify.annotations.Nullable;

/// All that a card is written from.
///
/// @param name what the model is called
/// @param paper the analysis and its estimates
/// @param structure blocks, architecture and findings
/// @param measurement null where nothing was measured
/// @param notMeasured why nothing was measured, one sentence; empty where something was
/// @param reconciliation both sides, row by row
/// @param command the exact command that makes this card again
/// @param version of Assay
/// @param time when the card was made, ISO 8601, UTC
public record Evidence(
        String name,
        Paper paper,
        Structure structure,
        @Nullable Measurement measurement,
        String notMeasured,
        Reconciliation reconciliation,
        String command,
        String version,
        String time) {}
