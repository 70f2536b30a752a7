package assay.reports.section;

import assay.benchmark.measurement.Measurement;
import assay.reports.card.Block;
import assay.reports.card.CodeBlock;
import assay.reports.card.Facts;
import assay.reports.card.Facts.Fact;
import assay.reports.card.Quantity;
import assay.reports.card.Section;
import assay.reports.card.Text;
import java.util.ArrayList;
import java.util.List;

/// The exact command, and what must be the same for the same figures.
final class Reproduce implements Chapter {

    @Override
    public Section write(Sheet sheet) {
        Measurement measurement = sheet.measurement();
        List<Block> blocks = new ArrayList<>();
        blocks.add(new CodeBlock("sh", sheet.evidence.command()));
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Assay", sheet.evidence.version()));
        facts.add(
                new Fact(
                        "Model file",
                        Text.name(
                                String.valueOf(
                                        sheet.evidence.analysis().model().path().getFileName()))));
        if (measurement == null) {
            facts.add(new Fact("Measurement", Quantity.unknown(sheet.evidence.notMeasured())));
        } else {
            facts.add(new Fact("SHA-256 of the model", Text.name(measurement.model().sha256())));
            facts.add(new Fact("Seed", Sheet.count(measurement.method().seed())));
            facts.add(new Fact("Budget", measurement.method().budget()));
        }
        blocks.add(new Facts(facts));
        return new Section(
                "reproduce",
                "Reproduce",
                Text.of("This command makes the card again; the raw figures are in ")
                        .and(new assay.reports.card.Span.Link("card.json", "card.json"))
                        .and("."),
                blocks,
                Section.Place.BODY);
    }
}
