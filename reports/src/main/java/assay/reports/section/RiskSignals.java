package assay.reports.section;

import assay.analyzer.finding.Finding;
import assay.reports.card.Block;
import assay.reports.card.Finding.Severity;
import assay.reports.card.Section;
import assay.reports.card.Span;
import assay.reports.card.Text;
import java.util.ArrayList;
import java.util.List;

/// What the model's structure and file give cause to say.
final class RiskSignals implements Chapter {

    private static final int NAMED = 3;

    @Override
    public Section write(Sheet sheet) {
        List<Block> blocks = new ArrayList<>();
        for (Finding finding : sheet.evidence.findings()) {
            blocks.add(
                    new assay.reports.card.Finding(
                            severity(finding.severity()),
                            finding.id(),
                            sheet.isOfAggregates() ? Text.of(finding.message()) : message(finding),
                            finding.advice().isEmpty() ? Text.EMPTY : Text.of(finding.advice())));
        }
        return new Section(
                "findings",
                "Findings and risk signals",
                lead(sheet.evidence.findings()),
                blocks,
                Section.Place.FRONT);
    }

    private static Text lead(List<Finding> findings) {
        if (findings.isEmpty()) {
            return Text.of("Every detector ran and none found anything.");
        }
        Text text = Text.EMPTY;
        for (Finding.Severity severity :
                List.of(Finding.Severity.ERROR, Finding.Severity.WARNING, Finding.Severity.INFO)) {
            long count = findings.stream().filter(f -> f.severity() == severity).count();
            if (count > 0) {
                text =
                        (text.isEmpty() ? text : text.and(", "))
                                .and(Sheet.count(count))
                                .and(
                                        " "
                                                + severity(severity).word()
                                                + (count == 1 || severity == Finding.Severity.ERROR
                                                        ? ""
                                                        : "s"));
            }
        }
        return text.and(".");
    }

    private static Severity severity(Finding.Severity severity) {
        return switch (severity) {
            case INFO -> Severity.INFO;
            case WARNING -> Severity.WARNING;
            case ERROR -> Severity.CRITICAL;
        };
    }

    private static Text message(Finding finding) {
        Text text = Text.of(finding.message());
        List<String> nodes = finding.nodes().subList(0, Math.min(NAMED, finding.nodes().size()));
        for (int i = 0; i < nodes.size(); i++) {
            text = text.and(i == 0 ? " At " : ", ").and(new Span.Name(nodes.get(i)));
        }
        int more = finding.nodes().size() - nodes.size();
        return nodes.isEmpty() ? text : text.and(more > 0 ? " and others." : ".");
    }
}
