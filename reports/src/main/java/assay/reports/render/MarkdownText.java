package assay.reports.render;

import assay.reports.card.Numbers;
import assay.reports.card.Printable;
import assay.reports.card.Provenance;
import assay.reports.card.Quantity;
import assay.reports.card.Span;
import assay.reports.card.Text;
import java.util.regex.Pattern;

/// Spans as GitHub-flavoured Markdown. Every string from outside passes [#escape] or [#code]: it
/// cannot open a tag, a link, a picture, a table cell, a formula, a mention, or a list.
final class MarkdownText {
    /// Longer names are cut.
    private static final int NAME_LENGTH = 120;

    private static final Pattern LIST = Pattern.compile("^(\\d{1,9})([.)])");
    private static final Pattern BULLET = Pattern.compile("^([-+=])");

    private MarkdownText() {}

    static String escape(String raw) {
        String line = Printable.line(raw);
        StringBuilder text = new StringBuilder(line.length() + 16);
        if (!raw.isEmpty() && Character.isWhitespace(raw.charAt(0)) && !line.isEmpty()) {
            text.append(' ');
        }
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            switch (c) {
                case '&' -> text.append("&amp;");
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '@' -> text.append("&#64;");
                case '\\', '`', '*', '[', ']', '|', '~', '$', '#', '!' ->
                        text.append('\\').append(c);
                case '_' -> text.append(inWord(line, i) ? "_" : "\\_");
                case ':' -> text.append(line.startsWith("://", i) ? "&#58;" : ":");
                case '.' -> text.append(webStart(line, i) ? "&#46;" : ".");
                default -> text.append(c);
            }
        }
        if (!raw.isEmpty() && Character.isWhitespace(raw.charAt(raw.length() - 1))) {
            text.append(' ');
        }
        return text.toString();
    }

    /// A name in a code span, whose fence is longer than any run of backticks in it. Pipes are
    /// escaped, as tables need it.
    static String code(String raw) {
        String name = Printable.clip(raw, NAME_LENGTH);
        if (name.isEmpty()) {
            return "(no name)";
        }
        String fence = "`".repeat(longestRun(name) + 1);
        String pad = name.startsWith("`") || name.endsWith("`") ? " " : "";
        return fence + pad + name.replace("|", "\\|") + pad + fence;
    }

    static int longestRun(String text) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    /// A paragraph's text, which must not begin a list or a heading by chance.
    static String paragraph(Text text) {
        String line = text(text).strip();
        line = LIST.matcher(line).replaceFirst("$1\\\\$2");
        return BULLET.matcher(line).replaceFirst("\\\\$1");
    }

    static String text(Text text) {
        StringBuilder markdown = new StringBuilder();
        text.spans().forEach(span -> markdown.append(span(span)));
        return markdown.toString();
    }

    static String span(Span span) {
        return switch (span) {
            case Span.Plain(String text) -> escape(text);
            case Span.Strong(String text) -> "**" + escape(text.strip()) + "**";
            case Span.Name(String text) -> code(text);
            case Span.Link(String text, String target) when Targets.safe(target) ->
                    "[" + escape(text) + "](" + target + ")";
            case Span.Link(String text, _) -> escape(text);
            case Span.Term(String text, _) -> escape(text);
            case Quantity.Known known -> known(known);
            case Quantity.Unknown(String reason) -> "– (" + escape(reason) + ")";
        };
    }

    private static String known(Quantity.Known known) {
        String number = escape(Numbers.text(known));
        String spread = escape(Numbers.spread(known));
        return switch (known.provenance()) {
            case MEASURED -> "**" + number + "**" + (spread.isEmpty() ? "" : " " + spread);
            case ESTIMATED -> "*≈ " + number + "*";
            case COUNTED, STATED -> number;
        };
    }

    /// What a reader is told once about the three looks.
    static String key() {
        return "**"
                + Provenance.MEASURED.word()
                + "** with ± its interval · *≈ "
                + Provenance.ESTIMATED.word()
                + "* · counted from the model file · – unknown, with the reason";
    }

    private static boolean inWord(String line, int i) {
        return i > 0
                && i + 1 < line.length()
                && Character.isLetterOrDigit(line.charAt(i - 1))
                && Character.isLetterOrDigit(line.charAt(i + 1));
    }

    private static boolean webStart(String line, int i) {
        return i >= 3 && line.regionMatches(true, i - 3, "www", 0, 3);
    }
}
