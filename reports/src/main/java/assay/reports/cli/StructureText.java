package assay.reports.cli;

import assay.analyzer.finding.Detectors;
import assay.analyzer.finding.Finding;
import assay.analyzer.finding.Subject;
import assay.analyzer.structure.Architecture;
import assay.analyzer.structure.Repetition;
import assay.analyzer.structure.Structure;
import assay.reports.card.Printable;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// What a graph is made of, and what its user should know of it, as lines for a terminal.
final class StructureText {

    /// Kinds of blocks that are named; the others are counted.
    private static final int MOST_KINDS = 6;

    private StructureText() {}

    /// @param more findings that were made elsewhere, as by reading the weights
    static void print(Subject subject, List<Finding> more, PrintWriter out) {
        Structure structure = subject.structure();
        Architecture architecture = structure.architecture();
        AnalysisText.line(out, "architecture", kind(architecture));
        AnalysisText.line(out, "", Printable.clip(architecture.why(), 200));
        if (!structure.repetitions().isEmpty()) {
            AnalysisText.line(
                    out,
                    "repeats",
                    Printable.clip(
                            structure.repetitions().stream()
                                    .map(Repetition::text)
                                    .collect(Collectors.joining("; ")),
                            200));
        }
        if (!structure.blocks().isEmpty()) {
            AnalysisText.line(out, "blocks", blocks(structure.blockCounts()));
        }
        List<Finding> findings = new ArrayList<>(more);
        findings.addAll(Detectors.findings(subject));
        for (Finding finding : findings) {
            AnalysisText.line(
                    out,
                    finding.severity().name().toLowerCase(Locale.ROOT),
                    Printable.clip(finding.message(), 240));
            AnalysisText.line(out, "", Printable.clip(finding.advice(), 240));
        }
    }

    private static String kind(Architecture architecture) {
        List<String> parts = new ArrayList<>();
        parts.add(architecture.type());
        if (architecture.family() != null) {
            parts.add(architecture.family());
        }
        if (architecture.task() != null) {
            parts.add(architecture.task());
        }
        if (architecture.classes() != null) {
            parts.add(architecture.classes() + " classes");
        }
        return Printable.clip(String.join(", ", parts), 160);
    }

    private static String blocks(Map<String, Integer> counts) {
        String named =
                counts.entrySet().stream()
                        .sorted(
                                Map.Entry.<String, Integer>comparingByValue()
                                        .reversed()
                                        .thenComparing(Map.Entry.comparingByKey()))
                        .limit(MOST_KINDS)
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining(", "));
        return counts.size() > MOST_KINDS ? named + ", ..." : named;
    }
}
