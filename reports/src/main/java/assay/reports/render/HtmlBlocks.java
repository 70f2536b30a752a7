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
import assay.reports.card.Quantity;
import assay.reports.card.Subsection;
import assay.reports.card.Table;
import assay.reports.card.Text;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;

/// Blocks as HTML.
final class HtmlBlocks {
    private HtmlBlocks() {}

    static String blocks(List<Block> blocks) {
        StringBuilder html = new StringBuilder();
        blocks.forEach(block -> html.append(block(block)));
        return html.toString();
    }

    static String block(Block block) {
        return switch (block) {
            case Paragraph(Text text) -> "<p>" + HtmlText.text(text) + "</p>\n";
            case Bullets(List<Text> points) -> bullets(points);
            case Facts(List<Facts.Fact> facts) -> facts(facts);
            case Table table -> HtmlTable.of(table);
            case Figure figure -> figure(figure);
            case Figures(Figures.Layout layout, List<Figure> figures) -> figures(layout, figures);
            case Diagram diagram -> HtmlGraph.of(diagram);
            case Finding finding -> finding(finding);
            case Meters(List<Meters.Meter> meters) -> meters(meters);
            case CodeBlock(_, String text) ->
                    "<pre tabindex=\"0\"><code>" + HtmlText.verbatim(text) + "</code></pre>\n";
            case Subsection(String title, List<Block> inner) ->
                    "<h3>" + HtmlText.escape(title) + "</h3>\n" + blocks(inner);
            case Fold(String title, List<Block> inner) ->
                    "<details class=\"fold\"><summary>"
                            + HtmlText.escape(title)
                            + "</summary>\n"
                            + blocks(inner)
                            + "</details>\n";
        };
    }

    private static String bullets(List<Text> points) {
        StringBuilder html = new StringBuilder("<ul>\n");
        points.forEach(p -> html.append("<li>").append(HtmlText.text(p)).append("</li>\n"));
        return html.append("</ul>\n").toString();
    }

    private static String facts(List<Facts.Fact> facts) {
        StringBuilder html = new StringBuilder("<dl>\n");
        for (Facts.Fact fact : facts) {
            html.append("<div><dt>").append(HtmlText.escape(fact.name())).append("</dt><dd>");
            html.append(HtmlText.text(fact.value()));
            if (!fact.note().isEmpty()) {
                html.append(" <small>(").append(HtmlText.escape(fact.note())).append(")</small>");
            }
            html.append("</dd></div>\n");
        }
        return html.append("</dl>\n").toString();
    }

    static String hint(String hint) {
        return hint.isEmpty() ? "" : " title=\"" + HtmlText.attribute(hint) + "\"";
    }

    static String figures(Figures.Layout layout, List<Figure> figures) {
        String kind = layout == Figures.Layout.STACKED ? "stacked" : "beside";
        StringBuilder html = new StringBuilder("<div class=\"figures " + kind + "\">\n");
        figures.forEach(f -> html.append(figure(f)));
        return html.append("</div>\n").toString();
    }

    static String figure(Figure figure) {
        String caption =
                figure.caption().isEmpty()
                        ? ""
                        : "<p>" + HtmlText.escape(figure.caption()) + "</p>";
        return "<figure><figcaption>"
                + HtmlText.escape(figure.title())
                + "</figcaption>"
                + drawing(figure)
                + caption
                + "</figure>\n";
    }

    /// For a wide page and for a narrow one, of which the style shows one.
    private static String drawing(Figure figure) {
        return drawing(figure, figure.picture().svg(), "broad")
                + drawing(figure, figure.picture().narrowSvg(), "narrow");
    }

    private static String drawing(Figure figure, Drawing drawing, String width) {
        String alt = HtmlText.attribute(figure.alt());
        return switch (drawing) {
            case Drawing.Svg(String element) ->
                    element.replaceFirst(
                            "<svg ",
                            Matcher.quoteReplacement(
                                    "<svg class=\"chart "
                                            + width
                                            + "\" role=\"img\" aria-label=\""
                                            + alt
                                            + "\" "));
            case Drawing.Png png ->
                    "<img class=\""
                            + width
                            + "\" alt=\""
                            + alt
                            + "\" src=\"data:image/png;base64,"
                            + Base64.getEncoder().encodeToString(png.bytes())
                            + "\">";
            case Drawing.Missing(String reason) ->
                    "<p class=\"missing "
                            + width
                            + "\">"
                            + HtmlText.escape(reason)
                            + " "
                            + alt
                            + "</p>";
        };
    }

    private static String finding(Finding finding) {
        String word = finding.severity().word();
        String advice =
                finding.advice().isEmpty()
                        ? ""
                        : "<p class=\"advice\">" + HtmlText.text(finding.advice()) + "</p>";
        return "<div class=\"finding "
                + word
                + "\"><p><strong>"
                + word
                + "</strong> "
                + HtmlText.text(finding.message())
                + " <code>"
                + HtmlText.escape(finding.id())
                + "</code></p>"
                + advice
                + "</div>\n";
    }

    static String meters(List<Meters.Meter> meters) {
        StringBuilder html = new StringBuilder("<ul class=\"meters\">\n");
        for (Meters.Meter meter : meters) {
            html.append("<li")
                    .append(hint(meter.hint()))
                    .append("><span>")
                    .append(HtmlText.escape(meter.label()))
                    .append("</span>");
            if (meter.share() instanceof Quantity.Known known) {
                double share = Math.clamp(known.value(), 0, 1) * 100;
                html.append("<svg class=\"bar ").append(known.provenance().word());
                html.append(
                        "\" viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect class=\"track\" width=\"100\" height=\"8\"/>");
                html.append("<rect class=\"fill\" width=\"")
                        .append(Math.round(share * 10) / 10.0)
                        .append("\" height=\"8\"/></svg>");
            }
            html.append("<span>")
                    .append(
                            HtmlText.text(
                                    meter.detail().isEmpty()
                                            ? Text.of(meter.share())
                                            : meter.detail()));
            html.append("</span></li>\n");
        }
        return html.append("</ul>\n").toString();
    }
}
