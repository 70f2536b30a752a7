package assay.reports.render;

import assay.reports.card.Diagram;
import assay.reports.card.Diagram.Edge;
import assay.reports.card.Diagram.Group;
import assay.reports.card.Diagram.Item;
import assay.reports.card.Diagram.Leaf;
import assay.reports.card.Diagram.Measure;
import assay.reports.card.Diagram.Plan;
import assay.reports.card.Diagram.Point;
import assay.reports.card.Numbers;
import assay.reports.card.Printable;

/// A diagram on a page: folded as an SVG that needs no script, and what `graph.js` opens, colours
/// and searches as data beside it.
final class HtmlGraph {
    private HtmlGraph() {}

    static String of(Diagram diagram) {
        Unfolded folded = Unfolded.of(diagram, _ -> false);
        return """
        <div class="graph" id="%1$s-box">
        <div class="tools" hidden>
        <label>colour by <select class="measure">%2$s</select></label>
        <label>find <input type="search" class="find" placeholder="name or operator" autocomplete="off" spellcheck="false"></label>
        <output class="found" aria-live="polite"></output>
        <span class="buttons"><button type="button" data-do="in" aria-label="zoom in">+</button><button type="button" data-do="out" aria-label="zoom out">−</button><button type="button" data-do="fit">whole</button><button type="button" data-do="unfold">unfold all</button><button type="button" data-do="fold">fold all</button></span>
        </div>
        <div class="work">
        <div class="stage"><svg class="graph" viewBox="0 0 %3$s %4$s" role="group" aria-label="%5$s">
        %6$s</svg></div>
        <div class="about" aria-live="polite" hidden></div>
        </div>
        <p class="scale" hidden></p>
        <script type="application/json">%7$s</script>
        </div>
        """
                .formatted(
                        diagram.id(),
                        measures(diagram),
                        GraphShapes.number(folded.width()),
                        GraphShapes.number(folded.height()),
                        HtmlText.attribute(
                                diagram.title()
                                        + ", "
                                        + Numbers.count(diagram.nodes().size(), "node")),
                        GraphShapes.of(diagram, folded),
                        data(diagram));
    }

    private static String measures(Diagram diagram) {
        StringBuilder options = new StringBuilder();
        for (int i = 0; i < diagram.measures().size(); i++) {
            options.append("<option value=\"")
                    .append(i)
                    .append("\">")
                    .append(HtmlText.escape(diagram.measures().get(i).label()))
                    .append("</option>");
        }
        return options.toString();
    }

    private static String data(Diagram diagram) {
        StringBuilder json = new StringBuilder("{\"size\":[");
        json.append(Diagram.WIDTH).append(',').append(Diagram.HEIGHT);
        json.append("],\"head\":").append(Unfolded.HEAD).append(",\"pad\":").append(Unfolded.PAD);
        json.append(",\"steps\":").append(GraphShapes.STEPS);
        json.append(",\"label\":").append(GraphShapes.LABEL_LENGTH).append(",\n\"nodes\":[");
        for (Diagram.Node node : diagram.nodes()) {
            comma(json, '[');
            json.append('[')
                    .append(string(node.name()))
                    .append(',')
                    .append(string(node.operator()))
                    .append(',')
                    .append(string(node.shape()))
                    .append(',')
                    .append(node.host())
                    .append(']');
        }
        json.append("],\n\"measures\":[");
        for (Measure measure : diagram.measures()) {
            comma(json, '[');
            measure(measure, json);
        }
        json.append("],\n\"plans\":[");
        for (Plan plan : diagram.plans()) {
            comma(json, '[');
            plan(plan, json);
        }
        json.append("],\n\"root\":");
        group(diagram.root(), json);
        return json.append('}').toString();
    }

    private static void measure(Measure measure, StringBuilder json) {
        json.append("{\"label\":")
                .append(string(measure.label()))
                .append(",\"unit\":")
                .append(string(measure.unit().symbol()))
                .append(",\"kind\":")
                .append(string(measure.provenance().word()))
                .append(",\"values\":[");
        for (Double value : measure.values()) {
            comma(json, '[');
            json.append(value == null ? "null" : Numbers.raw(value));
        }
        json.append("]}");
    }

    private static void plan(Plan plan, StringBuilder json) {
        json.append("{\"w\":")
                .append(GraphShapes.number(plan.width()))
                .append(",\"h\":")
                .append(GraphShapes.number(plan.height()))
                .append(",\"c\":[");
        for (Point centre : plan.centres()) {
            comma(json, '[');
            point(centre, json);
        }
        json.append("],\"e\":[");
        for (Edge edge : plan.edges()) {
            comma(json, '[');
            json.append('[').append(edge.from()).append(',').append(edge.to());
            for (Point bend : edge.bends()) {
                json.append(',');
                point(bend, json);
            }
            json.append(']');
        }
        json.append("]}");
    }

    private static void point(Point point, StringBuilder json) {
        json.append(GraphShapes.number(point.x()))
                .append(',')
                .append(GraphShapes.number(point.y()));
    }

    private static void group(Group group, StringBuilder json) {
        json.append("{\"l\":")
                .append(string(group.label()))
                .append(",\"p\":")
                .append(group.plan())
                .append(",\"i\":[");
        for (Item item : group.items()) {
            comma(json, '[');
            switch (item) {
                case Leaf(int node) -> json.append(node);
                case Group inner -> group(inner, json);
            }
        }
        json.append("]}");
    }

    private static void comma(StringBuilder json, char opening) {
        if (json.charAt(json.length() - 1) != opening) {
            json.append(',');
        }
    }

    /// A JSON string that cannot end the element it stands in.
    private static String string(String raw) {
        StringBuilder json = new StringBuilder("\"");
        for (char c : Printable.clip(raw, HtmlText.NAME_LENGTH).toCharArray()) {
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '<', '>', '&', '\u2028', '\u2029' -> json.append("\\u%04x".formatted((int) c));
                default -> json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
