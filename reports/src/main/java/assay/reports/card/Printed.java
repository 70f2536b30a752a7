package assay.reports.card;

import java.util.ArrayList;
import java.util.List;

/// Everything that a card prints, in document order: its lines of text, each with where it stands.
/// Alternative texts of pictures and code are not among them.
public final class Printed {

    /// One line of text.
    ///
    /// @param where section, subsection and column or name, separated by colons
    public record Line(String where, Text text) {}

    /// One number.
    public record Amount(String where, Quantity.Known quantity) {}

    private final List<Line> lines = new ArrayList<>();

    private Printed() {}

    /// The lines of the whole card.
    public static List<Line> lines(Card card) {
        Printed printed = new Printed();
        printed.add("subtitle", card.subtitle());
        printed.add("conditions", card.conditions());
        card.verdict().forEach(line -> printed.add("verdict", line));
        printed.block("meters", card.meters());
        printed.block("main table", card.table());
        for (Section section : card.sections()) {
            printed.add(section.id(), section.lead());
            section.blocks().forEach(block -> printed.block(section.id(), block));
        }
        return List.copyOf(printed.lines);
    }

    /// The numbers of the whole card.
    public static List<Amount> numbers(Card card) {
        List<Amount> numbers = new ArrayList<>();
        for (Line line : lines(card)) {
            for (Span span : line.text().spans()) {
                if (span instanceof Quantity.Known known) {
                    numbers.add(new Amount(line.where(), known));
                }
            }
        }
        return numbers;
    }

    private void add(String where, Text text) {
        if (!text.isEmpty()) {
            lines.add(new Line(where, text));
        }
    }

    private void block(String where, Block block) {
        switch (block) {
            case Paragraph(Text text) -> add(where, text);
            case Bullets(List<Text> points) -> points.forEach(point -> add(where, point));
            case Facts(List<Facts.Fact> facts) ->
                    facts.forEach(fact -> add(where + ": " + fact.name(), fact.value()));
            case Table table -> table(where, table);
            case Figure _, Figures _, Diagram _, CodeBlock _ -> {}
            case Finding finding -> {
                add(where, finding.message());
                add(where, finding.advice());
            }
            case Meters(List<Meters.Meter> meters) ->
                    meters.forEach(meter -> {
                        add(where + ": " + meter.label(), Text.of(meter.share()));
                        add(where + ": " + meter.label(), meter.detail());
                    });
            case Subsection(String title, List<Block> inner) ->
                    inner.forEach(each -> block(where + ": " + title, each));
            case Fold(String title, List<Block> inner) ->
                    inner.forEach(each -> block(where + ": " + title, each));
        }
    }

    private void table(String where, Table table) {
        for (Table.Row row : table.rows()) {
            for (int i = 0; i < row.cells().size(); i++) {
                add(where + ": " + table.columns().get(i).title(), row.cells().get(i));
            }
        }
    }
}
