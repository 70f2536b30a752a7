package assay.reports.card;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A graph of nodes, laid out and folded: what repeats is one box until it is opened.
///
/// Lengths are pixels at natural size. Every box that is closed, node or group, is [#WIDTH] by
/// [#HEIGHT]; an opened group takes the room of its plan, and what lies beyond it moves away.
///
/// @param id unique on the card and a file name: lower case, digits and hyphens
/// @param title what it shows, one line
/// @param nodes in execution order
/// @param links which node's output which other node reads, each pair once
/// @param measures what the nodes can be coloured by; the first one is the one to begin with
/// @param plans layouts; groups of one structure share one
/// @param root the whole
public record Diagram(
        String id,
        String title,
        List<Node> nodes,
        List<Link> links,
        List<Measure> measures,
        List<Plan> plans,
        Group root)
        implements Block {

    public static final int WIDTH = 156;
    public static final int HEIGHT = 40;

    public Diagram {
        nodes = List.copyOf(nodes);
        links = List.copyOf(links);
        measures = List.copyOf(measures);
        plans = List.copyOf(plans);
    }

    /// One node of the model.
    ///
    /// @param name raw, as the model has it
    /// @param operator raw
    /// @param shape of its outputs, raw
    /// @param host the node in whose box it is shown: itself, or the reader of a constant
    public record Node(String name, String operator, String shape, int host) {}

    /// An edge between two nodes, by their positions.
    public record Link(int from, int to) {}

    /// A figure of every node.
    ///
    /// @param label "measured time", "FLOPs"
    /// @param values by node, in the unit's base; null where unknown. What is fused into another
    ///   node has its figure there
    public record Measure(
            String label, Unit unit, Provenance provenance, List<@Nullable Double> values) {}

    /// A box.
    public sealed interface Item permits Leaf, Group {}

    /// A node, by its position.
    public record Leaf(int node) implements Item {}

    /// Boxes in a box.
    ///
    /// @param label "12 × encoder layer", "encoder layer 3"
    /// @param plan position of its layout in [Diagram#plans]
    /// @param items in execution order
    public record Group(String label, int plan, List<Item> items) implements Item {
        public Group {
            items = List.copyOf(items);
        }

        /// Positions of all nodes in it.
        public List<Integer> leaves() {
            return items.stream()
                    .flatMap(item ->
                            switch (item) {
                                case Leaf(int node) -> java.util.stream.Stream.of(node);
                                case Group group -> group.leaves().stream();
                            })
                    .toList();
        }
    }

    /// Where the items of a group lie, all of them closed.
    ///
    /// @param width of the whole
    /// @param height of the whole
    /// @param centres one for each item
    /// @param edges between items
    public record Plan(double width, double height, List<Point> centres, List<Edge> edges) {
        public Plan {
            centres = List.copyOf(centres);
            edges = List.copyOf(edges);
        }
    }

    public record Point(double x, double y) {}

    /// A line from the middle of the lower side of an item to the middle of the upper side of
    /// another.
    ///
    /// @param from position of the item that it leaves; -1 where it comes from outside
    /// @param to position of the item that it enters; -1 where it goes outside
    /// @param bends where it turns
    public record Edge(int from, int to, List<Point> bends) {
        public Edge {
            bends = List.copyOf(bends);
        }
    }
}
