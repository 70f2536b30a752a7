package assay.reports.render;

import assay.reports.card.Numbers;
import assay.reports.card.Quantity;
import assay.reports.card.Span;
import assay.reports.card.Table;
import assay.reports.card.Text;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// A table as HTML. `tables.js` makes long ones sortable, and those with a file filterable.
final class HtmlTable {
    /// Longer tables scroll inside themselves under a sticky head.
    private static final int TALL = 20;

    /// Shorter tables are read at a glance and need no sorting.
    private static final int SORTABLE = 8;

    /// Rows of a table with a file of its own that are printed; `card.css` says the same.
    private static final int PRINTED = 100;

    private final Table table;
    private final Footnotes footnotes = new Footnotes();

    /// For each column of a table with a file a number that all of it are alike to but for the
    /// value; empty for other tables.
    private final List<Optional<Quantity.Known>> alike;

    private HtmlTable(Table table) {
        this.table = table;
        this.alike =
                table.file().isEmpty()
                        ? List.of()
                        : IntStream.range(0, table.columns().size())
                                .mapToObj(this::alikeIn)
                                .toList();
    }

    static String of(Table table) {
        return new HtmlTable(table.shown()).html();
    }

    private String html() {
        boolean tall = table.rows().size() > TALL;
        String label = HtmlText.attribute(table.title().isEmpty() ? "table" : table.title());
        StringBuilder html = new StringBuilder();
        html.append("<div class=\"table")
                .append(tall ? " tall" : "")
                .append(table.file().isEmpty() ? "" : " wide")
                .append("\" role=\"group\" tabindex=\"0\" aria-label=\"")
                .append(label)
                .append("\"><table")
                .append(table.rows().size() > SORTABLE ? " class=\"sortable\"" : "")
                .append(table.file().isEmpty() ? "" : " data-file=\"" + table.file() + "\"")
                .append(">\n");
        if (!table.title().isEmpty()) {
            html.append("<caption>").append(HtmlText.escape(table.title())).append("</caption>\n");
        }
        head(html);
        for (Table.Row row : table.rows()) {
            html.append(row.marked() ? "<tr class=\"marked\">" : "<tr>");
            for (int i = 0; i < row.cells().size(); i++) {
                html.append("<td").append(kind(i)).append(">");
                html.append(cell(row.cells().get(i), i)).append("</td>");
            }
            html.append("</tr>\n");
        }
        return html.append("</tbody></table></div>\n").append(notes()).append(printed()).toString();
    }

    /// Thousands of rows are nothing to print.
    private String printed() {
        return table.file().isEmpty() || table.rows().size() <= PRINTED
                ? ""
                : "<p class=\"printed\">Printed are the first "
                        + PRINTED
                        + " rows of "
                        + Numbers.count(table.rows().size())
                        + "; all of them are in "
                        + table.file()
                        + ".csv beside this card.</p>\n";
    }

    private void head(StringBuilder html) {
        html.append("<thead><tr>");
        for (int i = 0; i < table.columns().size(); i++) {
            Table.Column column = table.columns().get(i);
            html.append("<th scope=\"col\"")
                    .append(kind(i))
                    .append(HtmlBlocks.hint(column.hint()))
                    .append(
                            column.key().isEmpty()
                                    ? ""
                                    : " data-key=\"" + HtmlText.attribute(column.key()) + "\"")
                    .append(about(i))
                    .append(">")
                    .append( // a slash stands at the end of a line, not alone on one
                            HtmlText.escape(column.title()).replace(" / ", "\u00A0/ "))
                    .append("</th>");
        }
        html.append("</tr></thead>\n<tbody>\n");
    }

    /// What the tooltips of a column's numbers have in common, once.
    private String about(int column) {
        Quantity.Known known = alike.isEmpty() ? null : alike.get(column).orElse(null);
        if (known == null) {
            return "";
        }
        return " data-unit=\""
                + HtmlText.attribute(known.unit().symbol())
                + "\" data-about=\""
                + HtmlText.attribute(QuantityWords.about(known))
                + "\"";
    }

    /// The first number of a column where all its numbers are alike but for their value.
    private Optional<Quantity.Known> alikeIn(int column) {
        Quantity.Known first = null;
        for (Table.Row row : table.rows()) {
            for (Span span : row.cells().get(column).spans()) {
                if (!(span instanceof Quantity.Known known)) {
                    continue;
                }
                if (first == null) {
                    first = known;
                } else if (!alike(first, known)) {
                    return Optional.empty();
                }
            }
        }
        return first == null || first.low() != null ? Optional.empty() : Optional.of(first);
    }

    private static boolean alike(Quantity.Known a, Quantity.Known b) {
        return b.low() == null
                && a.unit() == b.unit()
                && QuantityWords.about(a).equals(QuantityWords.about(b));
    }

    private String cell(Text cell, int column) {
        StringBuilder html = new StringBuilder();
        for (Span span : cell.spans()) {
            html.append(
                    switch (span) {
                        case Quantity.Unknown unknown -> HtmlText.unknown(unknown, footnotes);
                        case Quantity.Known known
                                when !alike.isEmpty() && alike.get(column).isPresent() ->
                                HtmlText.bare(known);
                        default -> HtmlText.span(span);
                    });
        }
        return html.toString();
    }

    private String notes() {
        StringBuilder html = new StringBuilder();
        for (String reason : footnotes.reasons()) {
            html.append(html.isEmpty() ? "<p class=\"notes\">" : "; ");
            html.append("<sup>")
                    .append(footnotes.number(reason))
                    .append("</sup> ")
                    .append(HtmlText.escape(reason));
        }
        return html.isEmpty() ? "" : html.append("</p>\n").toString();
    }

    private String kind(int column) {
        return table.columns().get(column).kind() == Table.Kind.NUMBER ? " class=\"n\"" : "";
    }
}
