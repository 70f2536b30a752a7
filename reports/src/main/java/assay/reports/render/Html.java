package assay.reports.render;

import assay.reports.card.Card;
import assay.reports.card.Figure;
import assay.reports.card.Figures;
import assay.reports.card.Printable;
import assay.reports.card.Section;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/// The card as one page that needs nothing else: style, script and charts are inside it, and its
/// content-security policy allows exactly these by their hashes and nothing from any network.
public final class Html {
    /// Pictures on the first screen; the others follow the main table.
    private static final int FIRST = 2;

    private static final List<String> SCRIPTS =
            List.of("card.js", "numbers.js", "tips.js", "tables.js", "map.js", "graph.js");

    private static final String KEY =
            """
            <p class="key"><span class="q measured">measured</span> solid, with ± its interval \
            <span class="q estimated">≈&#8239;estimated</span> thin, with a band \
            <span class="q counted">counted</span> from the model file \
            <span class="q unknown">–</span> unknown, with the reason. \
            Full precision and source: point at a number.</p>
            """;

    private Html() {}

    /// The whole page.
    public static String page(Card card) {
        String style = Resources.text("card.css") + Resources.text("graph.css");
        String script = SCRIPTS.stream().map(Resources::text).collect(Collectors.joining("\n"));
        StringBuilder html =
                new StringBuilder(
                        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.append(
                        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src ")
                .append(hash(style))
                .append("; script-src ")
                .append(hash(script))
                .append("; base-uri 'none'; form-action 'none'\">\n");
        html.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.append(
                "<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n");
        html.append("<title>").append(title(card)).append("</title>\n");
        html.append("<style>").append(style).append("</style>\n</head>\n<body>\n");
        html.append(firstScreen(card));
        html.append("<main id=\"card\">\n").append(KEY);
        html.append(HtmlTable.of(card.table()));
        if (card.figures().size() > FIRST) {
            html.append(beside(card.figures().subList(FIRST, card.figures().size())));
        }
        card.sections().forEach(s -> html.append(section(s)));
        html.append("</main>\n");
        if (!card.footer().isEmpty()) {
            html.append("<footer><p>")
                    .append(HtmlText.text(card.footer()))
                    .append("</p></footer>\n");
        }
        return html.append("<script>")
                .append(script)
                .append("</script>\n</body>\n</html>\n")
                .toString();
    }

    private static String title(Card card) {
        return HtmlText.attribute(Printable.clip(card.title(), Card.TITLE_LENGTH));
    }

    private static String firstScreen(Card card) {
        StringBuilder html =
                new StringBuilder(
                        "<a class=\"skip\" href=\"#card\">to the evidence</a>\n<header>\n<div class=\"head\"><h1>");
        html.append(title(card)).append("</h1><p class=\"conditions\">");
        html.append(HtmlText.text(card.conditions())).append("</p>");
        html.append("<button id=\"theme\" type=\"button\" hidden>dark</button></div>\n");
        html.append("<p class=\"subtitle\">")
                .append(HtmlText.text(card.subtitle()))
                .append("</p>\n");
        html.append("<section class=\"verdict\" aria-label=\"verdict\">\n");
        card.verdict()
                .forEach(line -> html.append("<p>").append(HtmlText.text(line)).append("</p>\n"));
        html.append("</section>\n");
        html.append(beside(card.figures().subList(0, Math.min(FIRST, card.figures().size()))));
        html.append(HtmlBlocks.meters(card.meters().meters()));
        html.append("<nav aria-label=\"sections\"><ul>\n");
        card.sections()
                .forEach(s ->
                        html.append("<li><a href=\"#")
                                .append(s.id())
                                .append("\">")
                                .append(HtmlText.escape(s.title()))
                                .append("</a></li>\n"));
        return html.append("</ul></nav>\n</header>\n").toString();
    }

    private static String beside(List<Figure> figures) {
        return figures.isEmpty() ? "" : HtmlBlocks.figures(Figures.Layout.SIDE_BY_SIDE, figures);
    }

    private static String section(Section section) {
        String open = section.place() == Section.Place.BACK ? "" : " open";
        String lead =
                section.lead().isEmpty()
                        ? ""
                        : "<p class=\"lead\">" + HtmlText.text(section.lead()) + "</p>\n";
        return "<details class=\"section\" id=\""
                + section.id()
                + "\""
                + open
                + "><summary><h2>"
                + HtmlText.escape(section.title())
                + "</h2></summary>\n"
                + lead
                + HtmlBlocks.blocks(section.blocks())
                + "</details>\n";
    }

    private static String hash(String inline) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(inline.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
