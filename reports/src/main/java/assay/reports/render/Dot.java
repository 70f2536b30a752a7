package assay.reports.render;

import assay.reports.card.Diagram;
import assay.reports.card.Diagram.Group;
import assay.reports.card.Diagram.Item;
import assay.reports.card.Diagram.Leaf;
import assay.reports.card.Diagram.Link;
import assay.reports.card.Printable;
import java.util.List;

/// A diagram for Graphviz: every node, groups as clusters. Names are quoted strings, in which
/// nothing but a quote or a backslash means anything.
public final class Dot {
    private Dot() {}

    public static String text(Diagram diagram) {
        StringBuilder dot = new StringBuilder("digraph model {\n");
        dot.append(
                "  graph [rankdir=TB, fontname=\"sans-serif\", fontsize=11, color=\"#9aa1aa\"];\n");
        dot.append(
                "  node [shape=box, style=rounded, fontname=\"sans-serif\", fontsize=10, margin=\"0.1,0.05\"];\n");
        dot.append("  edge [arrowsize=0.6, color=\"#5b626c\"];\n");
        items(diagram, diagram.root().items(), "  ", dot, new int[1]);
        for (Link link : diagram.links()) {
            dot.append("  n").append(link.from()).append(" -> n").append(link.to()).append(";\n");
        }
        return dot.append("}\n").toString();
    }

    private static void items(
            Diagram diagram, List<Item> items, String indent, StringBuilder dot, int[] clusters) {
        for (Item item : items) {
            switch (item) {
                case Leaf(int node) -> dot.append(node(diagram.nodes().get(node), node, indent));
                case Group group -> {
                    dot.append(indent)
                            .append("subgraph cluster_")
                            .append(clusters[0]++)
                            .append(" {\n")
                            .append(indent)
                            .append("  label=")
                            .append(quoted(group.label()))
                            .append(";\n");
                    items(diagram, group.items(), indent + "  ", dot, clusters);
                    dot.append(indent).append("}\n");
                }
            }
        }
    }

    private static String node(Diagram.Node node, int at, String indent) {
        return indent
                + "n"
                + at
                + " [label="
                + quoted(Printable.clip(node.operator(), GraphShapes.LABEL_LENGTH))
                + ", tooltip="
                + quoted(
                        Printable.clip(node.name(), HtmlText.NAME_LENGTH)
                                + " "
                                + Printable.clip(node.shape(), HtmlText.NAME_LENGTH))
                + "];\n";
    }

    /// Line breaks and control characters are gone; a backslash would begin an escape, an ampersand
    /// an entity.
    static String quoted(String raw) {
        return "\""
                + Printable.line(raw)
                        .replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("&", "&amp;")
                + "\"";
    }
}
