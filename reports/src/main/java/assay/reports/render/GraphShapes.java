package assay.reports.render;

import assay.reports.card.Diagram;
import assay.reports.card.Diagram.Group;
import assay.reports.card.Diagram.Item;
import assay.reports.card.Diagram.Leaf;
import assay.reports.card.Diagram.Measure;
import assay.reports.card.Diagram.Point;
import assay.reports.card.Numbers;
import assay.reports.card.Printable;
import assay.reports.card.Provenance;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/// The boxes and lines of a diagram as SVG elements, coloured by its first measure.
final class GraphShapes {
    /// Longer labels do not fit a box.
    static final int LABEL_LENGTH = 20;

    /// Steps of the colour scale above "nothing".
    static final int STEPS = 5;

    private GraphShapes() {}

    static String of(Diagram diagram, Unfolded unfolded) {
        double most =
                unfolded.boxes().stream()
                        .filter(box -> !box.open())
                        .mapToDouble(box -> value(diagram, box.item()).orElse(0))
                        .max()
                        .orElse(0);
        StringBuilder svg = new StringBuilder("<g class=\"lines\">\n");
        StringBuilder opened = new StringBuilder("<g class=\"opened\">\n");
        StringBuilder boxes = new StringBuilder("<g class=\"boxes\">\n");
        for (List<Point> line : unfolded.lines()) {
            svg.append("<path d=\"").append(path(line)).append("\"/>\n");
        }
        for (Unfolded.Box box : unfolded.boxes()) {
            if (box.open()) {
                opened.append(frame(box));
                boxes.append(head(diagram, box));
            } else {
                boxes.append(box(diagram, box, most));
            }
        }
        return opened.append("</g>\n")
                .append(svg)
                .append("</g>\n")
                .append(boxes)
                .append("</g>\n")
                .toString();
    }

    private static String path(List<Point> points) {
        StringBuilder path = new StringBuilder();
        for (Point point : points) {
            path.append(path.isEmpty() ? "M" : "L")
                    .append(number(point.x()))
                    .append(' ')
                    .append(number(point.y()));
        }
        return path.toString();
    }

    private static String frame(Unfolded.Box box) {
        return "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"4\"/>\n"
                .formatted(
                        number(box.x()),
                        number(box.y()),
                        number(box.width()),
                        number(box.height()));
    }

    /// The label of an opened group, over the lines that pass it.
    private static String head(Diagram diagram, Unfolded.Box box) {
        return "<text class=\"head\" x=\"%s\" y=\"%s\">%s</text>\n"
                .formatted(number(box.x() + 8), number(box.y() + 16), shown(diagram, box.item()));
    }

    private static String box(Diagram diagram, Unfolded.Box box, double most) {
        OptionalDouble value = value(diagram, box.item());
        return "<g class=\"%sh%s\" transform=\"translate(%s %s)\"><title>%s</title><rect width=\"%s\" height=\"%s\" rx=\"4\"/><text x=\"8\" y=\"16\">%s</text><text class=\"v\" x=\"8\" y=\"32\">%s</text></g>\n"
                .formatted(
                        box.item() instanceof Group ? "group " : "",
                        value.isEmpty() ? "x" : step(value.getAsDouble(), most),
                        number(box.x()),
                        number(box.y()),
                        HtmlText.attribute(title(diagram, box.item())),
                        number(box.width()),
                        number(box.height()),
                        shown(diagram, box.item()),
                        HtmlText.escape(print(diagram, value)));
    }

    private static String shown(Diagram diagram, Item item) {
        return HtmlText.escape(Printable.clip(label(diagram, item), LABEL_LENGTH));
    }

    static String label(Diagram diagram, Item item) {
        return switch (item) {
            case Leaf(int node) -> diagram.nodes().get(node).operator();
            case Group group -> group.label();
        };
    }

    private static String title(Diagram diagram, Item item) {
        return switch (item) {
            case Leaf(int node) ->
                    Printable.clip(diagram.nodes().get(node).name(), HtmlText.NAME_LENGTH)
                            + ": "
                            + Printable.clip(
                                    diagram.nodes().get(node).shape(), HtmlText.NAME_LENGTH);
            case Group group -> group.label() + ": " + group.leaves().size() + " nodes";
        };
    }

    private static String print(Diagram diagram, OptionalDouble value) {
        if (diagram.measures().isEmpty()) {
            return "";
        }
        Measure measure = diagram.measures().getFirst();
        return value.isEmpty()
                ? "–"
                : (measure.provenance() == Provenance.ESTIMATED ? "≈ " : "")
                        + Numbers.text(value.getAsDouble(), measure.unit());
    }

    /// The first measure of a node, or the sum over a group's; empty where none is known.
    static OptionalDouble value(Diagram diagram, Item item) {
        if (diagram.measures().isEmpty()) {
            return OptionalDouble.empty();
        }
        List<Double> values = diagram.measures().getFirst().values();
        List<Integer> nodes =
                switch (item) {
                    case Leaf(int node) -> List.of(node);
                    case Group group -> group.leaves();
                };
        boolean known = false;
        double sum = 0;
        for (int node : nodes) {
            Double value = values.get(node);
            if (value != null) {
                known = true;
                sum += value;
            }
        }
        return known ? OptionalDouble.of(sum) : OptionalDouble.empty();
    }

    /// 0 for nothing, then by the square root of the share of the largest, so that small ones
    /// differ too.
    static int step(double value, double most) {
        return value <= 0 || most <= 0
                ? 0
                : 1 + (int) Math.min(STEPS - 1, Math.floor(STEPS * Math.sqrt(value / most)));
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value).replaceFirst("\\.0$", "");
    }
}
