package assay.reports.graph;

import assay.reports.card.Diagram;
import assay.reports.card.Diagram.Edge;
import assay.reports.card.Diagram.Plan;
import assay.reports.card.Diagram.Point;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.eclipse.elk.alg.layered.LayeredLayoutProvider;
import org.eclipse.elk.alg.layered.options.LayerConstraint;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.options.PortConstraints;
import org.eclipse.elk.core.options.PortSide;
import org.eclipse.elk.core.util.NullElkProgressMonitor;
import org.eclipse.elk.graph.ElkBendPoint;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.ElkPort;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/// Lays boxes out in layers, top to bottom, with ELK. Lines leave and enter at the middle of a
/// side, and turn between layers only: so a box can be opened later by moving what lies beyond it.
final class Layered {

    /// A line between boxes by their numbers; -1 is outside.
    record Line(int from, int to) {}

    private static final int WIDTH = Diagram.WIDTH;
    private static final int HEIGHT = Diagram.HEIGHT;
    private static final double MARGIN = 6;
    private static final double BETWEEN = 22;
    private static final double LAYERS = 26;

    static {
        // Without it ELK cannot copy its own default values.
        LayoutMetaDataService.getInstance()
                .registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
    }

    private Layered() {}

    static Plan plan(int boxes, List<Line> lines) {
        ElkNode graph = ElkGraphUtil.createGraph();
        graph.setProperty(LayeredOptions.DIRECTION, Direction.DOWN);
        graph.setProperty(LayeredOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
        graph.setProperty(LayeredOptions.SPACING_NODE_NODE, BETWEEN);
        graph.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, LAYERS);
        graph.setProperty(LayeredOptions.SPACING_EDGE_NODE_BETWEEN_LAYERS, LAYERS / 2);
        graph.setProperty(LayeredOptions.SPACING_EDGE_EDGE_BETWEEN_LAYERS, 6.0);
        graph.setProperty(LayeredOptions.SEPARATE_CONNECTED_COMPONENTS, false);
        List<Box> drawn = new ArrayList<>();
        for (int i = 0; i < boxes; i++) {
            drawn.add(Box.in(graph, WIDTH, HEIGHT));
        }
        Box above =
                lines.stream().anyMatch(l -> l.from() < 0)
                        ? door(graph, LayerConstraint.FIRST)
                        : null;
        Box below =
                lines.stream().anyMatch(l -> l.to() < 0) ? door(graph, LayerConstraint.LAST) : null;
        List<ElkEdge> edges = new ArrayList<>();
        for (Line line : lines) {
            Box from = line.from() < 0 ? above : drawn.get(line.from());
            Box to = line.to() < 0 ? below : drawn.get(line.to());
            if (from == null || to == null) {
                throw new IllegalStateException("A line to outside has its door: " + line);
            }
            edges.add(ElkGraphUtil.createSimpleEdge(from.out(), to.in()));
        }
        new LayeredLayoutProvider().layout(graph, new NullElkProgressMonitor());
        List<Point> centres = drawn.stream().map(Box::centre).toList();
        List<Edge> routed = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            routed.add(routed(lines.get(i), edges.get(i)));
        }
        return trimmed(centres, routed);
    }

    /// ELK leaves room at the sides: the plan as wide and high as what is drawn, and a margin.
    private static Plan trimmed(List<Point> centres, List<Edge> edges) {
        List<Point> bends = edges.stream().flatMap(edge -> edge.bends().stream()).toList();
        double left = ends(centres, bends, Point::x, WIDTH / 2.0).getMin();
        double right = ends(centres, bends, Point::x, WIDTH / 2.0).getMax();
        double top = ends(centres, bends, Point::y, HEIGHT / 2.0).getMin();
        double bottom = ends(centres, bends, Point::y, HEIGHT / 2.0).getMax();
        UnaryOperator<Point> moved =
                point -> new Point(point.x() - left + MARGIN, point.y() - top + MARGIN);
        return new Plan(
                right - left + 2 * MARGIN,
                bottom - top + 2 * MARGIN,
                centres.stream().map(moved).toList(),
                edges.stream()
                        .map(e ->
                                new Edge(e.from(), e.to(), e.bends().stream().map(moved).toList()))
                        .toList());
    }

    private static DoubleSummaryStatistics ends(
            List<Point> centres, List<Point> bends, ToDoubleFunction<Point> at, double half) {
        DoubleSummaryStatistics ends = new DoubleSummaryStatistics();
        for (Point centre : centres) {
            ends.accept(at.applyAsDouble(centre) - half);
            ends.accept(at.applyAsDouble(centre) + half);
        }
        bends.forEach(bend -> ends.accept(at.applyAsDouble(bend)));
        return ends;
    }

    /// The bends, and where the line comes from or goes outside its end there.
    private static Edge routed(Line line, ElkEdge edge) {
        ElkEdgeSection section = edge.getSections().getFirst();
        List<Point> bends = new ArrayList<>();
        if (line.from() < 0) {
            bends.add(new Point(section.getStartX(), section.getStartY()));
        }
        for (ElkBendPoint bend : section.getBendPoints()) {
            bends.add(new Point(bend.getX(), bend.getY()));
        }
        if (line.to() < 0) {
            bends.add(new Point(section.getEndX(), section.getEndY()));
        }
        return new Edge(line.from(), line.to(), bends);
    }

    /// Where lines from or to the outside pass.
    private static Box door(ElkNode graph, LayerConstraint side) {
        Box door = Box.in(graph, 2, 2);
        door.node().setProperty(LayeredOptions.LAYERING_LAYER_CONSTRAINT, side);
        return door;
    }

    private record Box(ElkNode node, ElkPort in, ElkPort out) {
        static Box in(ElkNode graph, double width, double height) {
            ElkNode node = ElkGraphUtil.createNode(graph);
            node.setDimensions(width, height);
            node.setProperty(LayeredOptions.PORT_CONSTRAINTS, PortConstraints.FIXED_POS);
            return new Box(node, port(node, PortSide.NORTH, 0), port(node, PortSide.SOUTH, height));
        }

        private static ElkPort port(ElkNode node, PortSide side, double y) {
            ElkPort port = ElkGraphUtil.createPort(node);
            port.setProperty(LayeredOptions.PORT_SIDE, side);
            port.setLocation(node.getWidth() / 2, y);
            return port;
        }

        Point centre() {
            return new Point(node.getX() + node.getWidth() / 2, node.getY() + node.getHeight() / 2);
        }
    }
}
