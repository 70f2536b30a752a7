package assay.reports.section;

import assay.reports.card.Block;
import assay.reports.card.Bullets;
import assay.reports.card.Card;
import assay.reports.card.CodeBlock;
import assay.reports.card.Diagram;
import assay.reports.card.Facts;
import assay.reports.card.Figure;
import assay.reports.card.Figures;
import assay.reports.card.Finding;
import assay.reports.card.Fold;
import assay.reports.card.Meters;
import assay.reports.card.Paragraph;
import assay.reports.card.Quantity;
import assay.reports.card.Section;
import assay.reports.card.Subsection;
import assay.reports.card.Table;
import assay.reports.card.Text;
import java.util.ArrayList;
import java.util.List;

/// Every number that a card prints, with the words around it.
final class Quantities {

    /// One printed number.
    record Printed(Quantity.Known quantity, String where) {}

    final List<Printed> all = new ArrayList<>();

    static List<Printed> of(Card card) {
        Quantities quantities = new Quantities();
        quantities.text(card.subtitle(), "subtitle");
        quantities.text(card.conditions(), "conditions");
        card.verdict().forEach(line -> quantities.text(line, "verdict"));
        quantities.block(card.meters(), "meters");
        quantities.block(card.table(), "main table");
        for (Section section : card.sections()) {
            quantities.text(section.lead(), section.id());
            section.blocks().forEach(block -> quantities.block(block, section.id()));
        }
        return quantities.all;
    }

    private void text(Text text, String where) {
        text.spans()
                .forEach(span -> {
                    if (span instanceof Quantity.Known known) {
                        all.add(new Printed(known, where));
                    }
                });
    }

    private void block(Block block, String where) {
        switch (block) {
            case Paragraph(Text text) -> text(text, where);
            case Bullets(List<Text> points) -> points.forEach(p -> text(p, where));
            case Facts(List<Facts.Fact> facts) ->
                    facts.forEach(f -> text(f.value(), where + ": " + f.name()));
            case Table table ->
                    table.rows()
                            .forEach(row -> {
                                for (int i = 0; i < row.cells().size(); i++) {
                                    text(
                                            row.cells().get(i),
                                            where + ": " + table.columns().get(i).title());
                                }
                            });
            case Figure _, Figures _, Diagram _, CodeBlock _ -> {}
            case Finding finding -> text(finding.message(), where);
            case Meters(List<Meters.Meter> meters) ->
                    meters.forEach(m -> {
                        text(Text.of(m.share()), where + ": " + m.label());
                        text(m.detail(), where + ": " + m.label());
                    });
            case Subsection(String title, List<Block> inner) ->
                    inner.forEach(b -> block(b, where + ": " + title));
            case Fold(String title, List<Block> inner) ->
                    inner.forEach(b -> block(b, where + ": " + title));
        }
    }
}
