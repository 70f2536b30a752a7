package assay.reports.render;

import assay.reports.card.Numbers;
import assay.reports.card.Printable;
import assay.reports.card.Quantity;
import assay.reports.card.Span;
import assay.reports.card.Table;
import assay.reports.card.Text;
import java.util.ArrayList;
import java.util.List;

/// A table as CSV (RFC 4180): numbers in base units with every digit, unknown ones blank. What a
/// spreadsheet would take for a formula is made text by an apostrophe.
public final class Csv {
    private static final String FORMULAS = "=+-@";

    private Csv() {}

    public static String text(Table table) {
        List<String> lines = new ArrayList<>();
        lines.add(
                line(
                        table.columns().stream()
                                .map(c -> quoted(c.key().isEmpty() ? c.title() : c.key()))
                                .toList()));
        for (Table.Row row : table.rows()) {
            lines.add(line(row.cells().stream().map(Csv::cell).toList()));
        }
        return String.join("", lines);
    }

    private static String line(List<String> cells) {
        return String.join(",", cells) + "\r\n";
    }

    /// A cell of one quantity is its number; any other its words.
    static String cell(Text cell) {
        if (cell.spans().size() == 1 && cell.spans().getFirst() instanceof Quantity quantity) {
            return switch (quantity) {
                case Quantity.Known known -> Numbers.raw(known.value());
                case Quantity.Unknown _ -> "";
            };
        }
        StringBuilder words = new StringBuilder();
        for (Span span : cell.spans()) {
            words.append(
                    switch (span) {
                        case Span.Plain(String text) -> text;
                        case Span.Strong(String text) -> text;
                        case Span.Name(String text) -> Printable.clip(text, HtmlText.NAME_LENGTH);
                        case Span.Link(String text, _) -> text;
                        case Span.Term(String text, _) -> text;
                        case Quantity.Known known -> Numbers.text(known);
                        case Quantity.Unknown _ -> "";
                    });
        }
        return quoted(Printable.line(words.toString()));
    }

    static String quoted(String words) {
        String safe =
                !words.isEmpty() && FORMULAS.indexOf(words.charAt(0)) >= 0 ? "'" + words : words;
        return safe.contains(",") || safe.contains("\"")
                ? "\"" + safe.replace("\"", "\"\"") + "\""
                : safe;
    }
}
