package assay.reports.section;

import assay.analyzer.analysis.Analysis;
import assay.analyzer.finding.Finding;
import assay.analyzer.structure.Architecture;
import assay.analyzer.structure.Repetition;
import assay.reports.card.Block;
import assay.reports.card.Paragraph;
import assay.reports.card.Quantity;
import assay.reports.card.Section;
import assay.reports.card.Span;
import assay.reports.card.Text;
import assay.reports.card.Unit;
import assay.reports.reconcile.BatchEstimate;
import assay.reports.reconcile.Paper;
import java.util.ArrayList;
import java.util.List;

/// The card in one paragraph, from a template over its own numbers.
final class ExecutiveSummary implements Chapter {

    @Override
    public Section write(Sheet sheet) {
        Narration narration = sheet.evidence.narration();
        List<Block> blocks = new ArrayList<>();
        if (narration.isTemplate()) {
            paragraphs(sheet).forEach(text -> blocks.add(new Paragraph(text)));
        } else {
            blocks.add(Paragraph.of(narration.text()));
        }
        blocks.add(new Paragraph(writer(narration)));
        return new Section(
                "summary",
                "Executive summary",
                Text.of(new Span.Strong("TL;DR:")).and(" ").and(short1(sheet)),
                blocks,
                Section.Place.BODY);
    }

    /// What the template writes.
    static List<Text> paragraphs(Sheet sheet) {
        return List.of(model(sheet), deployment(sheet));
    }

    private static Text writer(Narration narration) {
        if (!narration.isTemplate()) {
            return Text.of("Written by " + narration.writer())
                    .and(
                            " from this card's figures. Each number in it was found on the card, digit for digit; what it says of them was not checked.");
        }
        return Text.of(
                narration.whyTemplate().isEmpty()
                        ? "Written by Assay from the card's figures."
                        : "Written by Assay from the card's figures, in the place of a language model: "
                                + Verdict.sentence(narration.whyTemplate()));
    }

    private static Text short1(Sheet sheet) {
        Analysis analysis = sheet.evidence.analysis();
        Architecture architecture = sheet.evidence.structure().architecture();
        String family = architecture.family();
        Text text =
                Text.name(sheet.evidence.name())
                        .and(
                                " is a "
                                        + Heading.kind(architecture)
                                        + (family == null ? "" : ", specifically " + family)
                                        + ", with ")
                        .and(
                                Quantity.counted(
                                        (double) analysis.parameters().trainable(), Unit.COUNT))
                        .and(" trainable parameters and ")
                        .and(Quantity.counted((double) analysis.parameters().bytes(), Unit.BYTES))
                        .and(" of stored tensors");
        String task = architecture.task();
        return task == null ? text.and(".") : text.and(", for " + task + ".");
    }

    private static Text model(Sheet sheet) {
        Analysis analysis = sheet.evidence.analysis();
        long batch = sheet.focus.batch();
        Text text = Text.of("One run at batch ").and(Sheet.count(batch)).and(" takes ");
        Analysis told = sheet.told(batch);
        text = text.and(Sheet.least(told));
        text = text.and(Sheet.bound(told.totals().flops(), analysis.at(batch), Unit.FLOPS));
        List<Repetition> repetitions = sheet.evidence.structure().repetitions();
        text =
                text.and(" over ")
                        .and(Sheet.count(analysis.graph().nodes().size(), "node"))
                        .and(
                                repetitions.isEmpty()
                                        ? ""
                                        : ", built of " + repetitions.getFirst().text());
        return text.and(". Beside the weights it needs ")
                .and(Sheet.counted(told.memoryAt(analysis.at(batch)).unfused(), Unit.BYTES))
                .and(" of activations at their peak, ")
                .and(Sheet.counted(told.memoryAt(analysis.at(batch)).fused(), Unit.BYTES))
                .and(" with fusion.");
    }

    private static Text deployment(Sheet sheet) {
        Cells cells = new Cells(sheet, sheet.focus);
        Paper paper = sheet.evidence.paper();
        BatchEstimate estimate = Sheet.estimate(sheet.focus);
        Text text;
        if (paper == null || estimate == null) {
            text = Text.of("Nothing is estimated: " + Verdict.sentence(cells.whyNotEstimated()));
        } else {
            text =
                    Text.of("On ")
                            .and(new Span.Name(paper.device().name()))
                            .and(" in " + paper.precision().label() + " it is estimated at ")
                            .and(cells.estimated())
                            .and(" and is ")
                            .and(TimeParts.largest(estimate.latency()).term())
                            .and(".");
        }
        text =
                sheet.focus.p50().isPresent()
                        ? text.and(" Measured: ")
                                .and(cells.measured())
                                .and(", ")
                                .and(cells.measuredThroughput())
                                .and(".")
                        : text.and(" " + Verdict.notMeasured(cells.whyNotMeasured()));
        for (Finding finding : sheet.evidence.findings()) {
            if (finding.severity() != Finding.Severity.INFO) {
                return text.and(" Of note: " + Verdict.sentence(finding.message()));
            }
        }
        return text;
    }
}
