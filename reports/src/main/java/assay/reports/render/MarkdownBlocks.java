package assay.reports.render;

import assay.reports.card.Block;
import assay.reports.card.Bullets;
import assay.reports.card.CodeBlock;
import assay.reports.card.Diagram;
import assay.reports.card.Drawing;
import assay.reports.card.Facts;
import assay.reports.card.Figure;
import assay.reports.card.Figures;
import assay.reports.card.Finding;
import assay.reports.card.Fold;
import assay.reports.card.Meters;
import assay.reports.card.Paragraph;
import assay.reports.card.Printable;
import assay.reports.card.Quantity;
import assay.reports.card.Subsection;
import assay.reports.card.Table;
import assay.reports.card.Text;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Blocks as Markdown; collects the pictures that the text links to.
final class MarkdownBlocks {
    private static final int BAR = 10;

    /// Rows of a table that has a file of its own; the file has all.
    private static final int ROWS = 100;

    private final Map<String, Drawing.Png> pictures = new LinkedHashMap<>();

    Map<String, Drawing.Png> pictures() {
        return pictures;
    }

    private static String files(String title, String file, String... endings) {
        return MarkdownText.escape(title)
                + ": "
                + Arrays.stream(endings)
                        .map(ending -> "[%1$s.%2$s](%1$s.%2$s)".formatted(file, ending))
                        .collect(Collectors.joining(", "))
                + "\n";
    }

    String blocks(List<Block> blocks) {
        return blocks.stream().map(this::block).collect(Collectors.joining("\n"));
    }

    String block(Block block) {
        return switch (block) {
            case Paragraph(Text text) -> MarkdownText.paragraph(text) + "\n";
            case Bullets(List<Text> points) ->
                    points.stream()
                            .map(p -> "- " + MarkdownText.paragraph(p) + "\n")
                            .collect(Collectors.joining());
            case Facts(List<Facts.Fact> facts) -> facts(facts);
            case Table table when table.rows().size() > ROWS && !table.file().isEmpty() ->
                    table(new Table(table.title(), table.columns(), table.rows().subList(0, ROWS)))
                            + "\nThe first "
                            + ROWS
                            + " of "
                            + table.rows().size()
                            + " rows. "
                            + files("All of them", table.file(), "csv");
            case Table table -> table(table);
            case Figure figure ->
                    "**"
                            + MarkdownText.escape(figure.title())
                            + "**\n\n"
                            + picture(figure)
                            + "\n"
                            + caption(figure);
            case Figures(_, List<Figure> figures) -> blocks(List.copyOf(figures));
            case Diagram diagram -> files(diagram.title(), diagram.id(), "svg", "dot");
            case Finding finding -> finding(finding);
            case Meters(List<Meters.Meter> meters) -> meters(meters);
            case CodeBlock(String language, String text) -> code(language, text);
            case Subsection(String title, List<Block> inner) ->
                    "#### " + MarkdownText.escape(title) + "\n\n" + blocks(inner);
            case Fold(String title, List<Block> inner) -> details(title, blocks(inner));
        };
    }

    static String details(String title, String inner) {
        return "<details><summary>"
                + HtmlText.escape(title)
                + "</summary>\n\n"
                + inner
                + "\n</details>\n";
    }

    String picture(Figure figure) {
        String alt = MarkdownText.escape(figure.alt());
        return switch (figure.picture().png()) {
            case Drawing.Png png -> {
                pictures.put("charts/" + figure.id() + ".png", png);
                yield "![" + alt + "](charts/" + figure.id() + ".png)";
            }
            case Drawing.Svg _ -> alt;
            case Drawing.Missing(String reason) -> "*" + MarkdownText.escape(reason) + "* " + alt;
        };
    }

    /// Two pictures in a row under their titles.
    String gallery(List<Figure> figures) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < figures.size(); i += 2) {
            Figure left = figures.get(i);
            if (i + 1 == figures.size()) {
                text.append(block(left)).append('\n');
                break;
            }
            Figure right = figures.get(i + 1);
            text.append("| ")
                    .append(MarkdownText.escape(left.title()))
                    .append(" | ")
                    .append(MarkdownText.escape(right.title()));
            text.append(" |\n|:--|:--|\n| ")
                    .append(picture(left))
                    .append(" | ")
                    .append(picture(right))
                    .append(" |\n\n");
        }
        return text.toString();
    }

    private static String caption(Figure figure) {
        return figure.caption().isEmpty()
                ? ""
                : "\n" + MarkdownText.paragraph(Text.of(figure.caption())) + "\n";
    }

    private static String facts(List<Facts.Fact> facts) {
        StringBuilder text = new StringBuilder("| | |\n|:--|:--|\n");
        for (Facts.Fact fact : facts) {
            text.append("| ")
                    .append(MarkdownText.escape(fact.name()))
                    .append(" | ")
                    .append(MarkdownText.text(fact.value()));
            text.append(fact.note().isEmpty() ? "" : " (" + MarkdownText.escape(fact.note()) + ")")
                    .append(" |\n");
        }
        return text.toString();
    }

    static String table(Table whole) {
        Table table = whole.shown();
        Footnotes footnotes = new Footnotes();
        StringBuilder text = new StringBuilder();
        if (!table.title().isEmpty()) {
            text.append("**").append(MarkdownText.escape(table.title())).append("**\n\n");
        }
        text.append('|');
        table.columns()
                .forEach(c -> text.append(' ').append(MarkdownText.escape(c.title())).append(" |"));
        text.append("\n|");
        table.columns().forEach(c -> text.append(c.kind() == Table.Kind.NUMBER ? "--:|" : ":--|"));
        text.append('\n');
        for (Table.Row row : table.rows()) {
            text.append('|');
            for (int i = 0; i < row.cells().size(); i++) {
                text.append(i == 0 && row.marked() ? " → " : " ")
                        .append(cell(row.cells().get(i), footnotes))
                        .append(" |");
            }
            text.append('\n');
        }
        if (!footnotes.reasons().isEmpty()) {
            text.append("\n");
            text.append(
                    footnotes.reasons().stream()
                            .map(r ->
                                    "<sup>"
                                            + footnotes.number(r)
                                            + "</sup> "
                                            + MarkdownText.escape(r))
                            .collect(Collectors.joining("; ")));
            text.append('\n');
        }
        return text.toString();
    }

    private static String cell(Text cell, Footnotes footnotes) {
        StringBuilder text = new StringBuilder();
        cell.spans()
                .forEach(span ->
                        text.append(
                                span instanceof Quantity.Unknown(String reason)
                                        ? "–<sup>" + footnotes.number(reason) + "</sup>"
                                        : MarkdownText.span(span)));
        return text.toString();
    }

    private static String finding(Finding finding) {
        String alert =
                switch (finding.severity()) {
                    case INFO -> "NOTE";
                    case WARNING -> "WARNING";
                    case CRITICAL -> "CAUTION";
                };
        String advice =
                finding.advice().isEmpty()
                        ? ""
                        : ">\n> " + MarkdownText.paragraph(finding.advice()) + "\n";
        return "> [!"
                + alert
                + "]\n> "
                + MarkdownText.paragraph(finding.message())
                + " ("
                + MarkdownText.code(finding.id())
                + ")\n"
                + advice;
    }

    static String meters(List<Meters.Meter> meters) {
        if (meters.isEmpty()) {
            return "";
        }
        StringBuilder text =
                new StringBuilder("| of what the device can do | | |\n|:--|:--|--:|\n");
        for (Meters.Meter meter : meters) {
            int full =
                    meter.share() instanceof Quantity.Known known
                            ? (int) Math.round(Math.clamp(known.value(), 0, 1) * BAR)
                            : 0;
            String bar =
                    meter.share() instanceof Quantity.Known
                            ? "▰".repeat(full) + "▱".repeat(BAR - full)
                            : "";
            Text words = meter.detail().isEmpty() ? Text.of(meter.share()) : meter.detail();
            text.append("| ")
                    .append(MarkdownText.escape(meter.label()))
                    .append(" | ")
                    .append(bar)
                    .append(" | ");
            text.append(MarkdownText.text(words)).append(" |\n");
        }
        return text.toString();
    }

    private static String code(String language, String raw) {
        String text = Printable.lines(raw);
        String fence = "`".repeat(Math.max(3, MarkdownText.longestRun(text) + 1));
        String name = language.matches("[a-z0-9]{1,16}") ? language : "";
        return fence + name + "\n" + text.stripTrailing() + "\n" + fence + "\n";
    }
}
