package assay.reports.render;

import assay.reports.card.Diagram;

/// A diagram as an SVG file of its own, everything opened, in the colours of the viewer's theme.
public final class GraphSvg {
    private GraphSvg() {}

    public static String text(Diagram diagram) {
        Unfolded unfolded = Unfolded.of(diagram, _ -> true);
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %s %s\" width=\"%s\" height=\"%s\" class=\"graph\">\n<title>%s</title>\n<style>%s</style>\n%s</svg>\n"
                .formatted(
                        GraphShapes.number(unfolded.width()),
                        GraphShapes.number(unfolded.height()),
                        GraphShapes.number(unfolded.width()),
                        GraphShapes.number(unfolded.height()),
                        HtmlText.attribute(diagram.title()),
                        Resources.text("graph.css"),
                        GraphShapes.of(diagram, unfolded));
    }
}
