package assay.reports.render;

import assay.reports.card.Numbers;
import assay.reports.card.Printable;
import assay.reports.card.Provenance;
import assay.reports.card.Quantity;
import assay.reports.card.Span;
import assay.reports.card.Text;

/// Spans as HTML. Every string from outside passes [#escape] or [#attribute].
final class HtmlText {
    /// Longer names are cut; the tooltip holds more.
    static final int NAME_LENGTH = 120;

    private static final int TOOLTIP_LENGTH = 1_000;

    private HtmlText() {}

    static String escape(String raw) {
        return escaped(Printable.line(raw), raw);
    }

    static String attribute(String raw) {
        return escaped(Printable.clip(raw, TOOLTIP_LENGTH), "");
    }

    /// Escapes characters alone, keeping line breaks.
    static String verbatim(String raw) {
        return escaped(Printable.lines(raw), "");
    }

    static String text(Text text) {
        StringBuilder html = new StringBuilder();
        text.spans().forEach(span -> html.append(span(span)));
        return html.toString();
    }

    static String span(Span span) {
        return switch (span) {
            case Span.Plain(String text) -> escape(text);
            case Span.Strong(String text) -> "<strong>" + escape(text) + "</strong>";
            case Span.Name(String text) -> name(text);
            case Span.Link(String text, String target) when Targets.safe(target) ->
                    "<a href=\""
                            + attribute(target)
                            + "\" rel=\"noreferrer\">"
                            + escape(text)
                            + "</a>";
            case Span.Link(String text, _) -> escape(text);
            case Span.Term(String text, String definition) ->
                    "<dfn title=\"" + attribute(definition) + "\">" + escape(text) + "</dfn>";
            case Quantity.Known known -> known(known);
            case Quantity.Unknown(String reason) ->
                    "<span class=\"q unknown\">– <small>(" + escape(reason) + ")</small></span>";
        };
    }

    /// A dash with the number of its footnote: for cells, where the reason has no room.
    static String unknown(Quantity.Unknown unknown, Footnotes footnotes) {
        return "<span class=\"q unknown\">–<sup>"
                + footnotes.number(unknown.reason())
                + "</sup></span>";
    }

    private static String name(String raw) {
        String shown = Printable.clip(raw, NAME_LENGTH);
        String title = shown.equals(raw) ? "" : " title=\"" + attribute(raw) + "\"";
        return "<code" + title + ">" + escape(shown) + "</code>";
    }

    private static String known(Quantity.Known known) {
        String spread = known.provenance() == Provenance.MEASURED ? Numbers.spread(known) : "";
        return "<data class=\"q "
                + known.provenance().word()
                + "\" value=\""
                + Numbers.raw(known.value())
                + "\" title=\""
                + attribute(QuantityWords.tooltip(known))
                + "\">"
                + print(known)
                + (spread.isEmpty() ? "" : " <small>" + unbroken(spread) + "</small>")
                + "</data>";
    }

    /// A number whose column says the rest.
    static String bare(Quantity.Known known) {
        String kind =
                switch (known.provenance()) {
                    case MEASURED -> " class=\"q measured\"";
                    case ESTIMATED -> " class=\"q estimated\"";
                    case COUNTED, STATED -> "";
                };
        return "<data"
                + kind
                + " value=\""
                + Numbers.raw(known.value())
                + "\">"
                + print(known)
                + "</data>";
    }

    private static String print(Quantity.Known known) {
        return (known.provenance() == Provenance.ESTIMATED ? "≈&#8239;" : "")
                + unbroken(Numbers.text(known));
    }

    private static String unbroken(String number) {
        return escape(number).replace(" ", "&nbsp;");
    }

    /// Words keep the space that parts them from their neighbours.
    private static String escaped(String line, String raw) {
        StringBuilder html = new StringBuilder(line.length() + 16);
        if (!raw.isEmpty() && Character.isWhitespace(raw.charAt(0)) && !line.isEmpty()) {
            html.append(' ');
        }
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            switch (c) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                default -> html.append(c);
            }
        }
        if (!raw.isEmpty() && Character.isWhitespace(raw.charAt(raw.length() - 1))) {
            html.append(' ');
        }
        return html.toString();
    }
}
