package assay.reports.render;

import assay.reports.card.Diagram;
import assay.reports.card.Diagram.Edge;
import assay.reports.card.Diagram.Group;
import assay.reports.card.Diagram.Item;
import assay.reports.card.Diagram.Leaf;
import assay.reports.card.Diagram.Plan;
import assay.reports.card.Diagram.Point;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/// A diagram with some of its groups opened: where each box and line lies then. An opened group
/// pushes what lies right of it and below it away; `graph.js` does the same on the page.
///
/// @param boxes outer ones first
/// @param lines each at least two points
record Unfolded(List<Box> boxes, List<List<Point>> lines, double width, double height) {

    /// @param x left
    /// @param y top
    record Box(Item item, double x, double y, double width, double height, boolean open) {}

    /// Room around the plan of an opened group; above it stands its label.
    static final int HEAD = 34;

    static final int PAD = 12;

    static Unfolded of(Diagram diagram, Predicate<Group> open) {
        Placement placement = new Placement(diagram, open);
        Stretch stretch = placement.stretch(diagram.root());
        placement.place(diagram.root(), stretch, 0, 0);
        return new Unfolded(placement.boxes, placement.lines, stretch.width(), stretch.height());
    }

    /// How much the opened items of a group add at each centre of a column and of a row.
    private record Stretch(
            Plan plan, NavigableMap<Double, Double> columns, NavigableMap<Double, Double> rows) {

        static double at(NavigableMap<Double, Double> added, double value) {
            double sum = value;
            for (double each : added.headMap(value, false).values()) {
                sum += each;
            }
            return sum + added.getOrDefault(value, 0.0) / 2;
        }

        Point at(Point point) {
            return new Point(at(columns, point.x()), at(rows, point.y()));
        }

        double width() {
            return plan.width() + columns.values().stream().mapToDouble(v -> v).sum();
        }

        double height() {
            return plan.height() + rows.values().stream().mapToDouble(v -> v).sum();
        }
    }

    private static final class Placement {
        final Diagram diagram;
        final Predicate<Group> open;
        final List<Box> boxes = new ArrayList<>();
        final List<List<Point>> lines = new ArrayList<>();
        final IdentityHashMap<Group, Stretch> stretches = new IdentityHashMap<>();

        Placement(Diagram diagram, Predicate<Group> open) {
            this.diagram = diagram;
            this.open = open;
        }

        Stretch stretch(Group group) {
            Stretch known = stretches.get(group);
            if (known != null) {
                return known;
            }
            Plan plan = diagram.plans().get(group.plan());
            NavigableMap<Double, Double> columns = new TreeMap<>();
            NavigableMap<Double, Double> rows = new TreeMap<>();
            for (int i = 0; i < group.items().size(); i++) {
                if (group.items().get(i) instanceof Group inner && open.test(inner)) {
                    Stretch within = stretch(inner);
                    Point centre = plan.centres().get(i);
                    columns.merge(
                            centre.x(),
                            Math.max(0, within.width() + 2 * PAD - Diagram.WIDTH),
                            Math::max);
                    rows.merge(
                            centre.y(), within.height() + HEAD + PAD - Diagram.HEIGHT, Math::max);
                }
            }
            Stretch stretch = new Stretch(plan, columns, rows);
            stretches.put(group, stretch);
            return stretch;
        }

        void place(Group group, Stretch stretch, double left, double top) {
            List<Box> placed = new ArrayList<>();
            for (int i = 0; i < group.items().size(); i++) {
                Point centre = stretch.at(stretch.plan().centres().get(i));
                placed.add(box(group.items().get(i), left + centre.x(), top + centre.y()));
            }
            for (Edge edge : stretch.plan().edges()) {
                lines.add(line(edge, stretch, placed, left, top));
            }
            for (Box box : placed) {
                boxes.add(box);
                if (box.open() && box.item() instanceof Group inner) {
                    Stretch within = stretch(inner);
                    place(
                            inner,
                            within,
                            box.x() + (box.width() - within.width()) / 2,
                            box.y() + HEAD);
                }
            }
        }

        private Box box(Item item, double x, double y) {
            double width = Diagram.WIDTH;
            double height = Diagram.HEIGHT;
            boolean opened = false;
            switch (item) {
                case Leaf _ -> {}
                case Group group when open.test(group) -> {
                    Stretch within = stretch(group);
                    width = Math.max(width, within.width() + 2 * PAD);
                    height = within.height() + HEAD + PAD;
                    opened = true;
                }
                case Group _ -> {}
            }
            return new Box(item, x - width / 2, y - height / 2, width, height, opened);
        }

        private static List<Point> line(
                Edge edge, Stretch stretch, List<Box> placed, double left, double top) {
            List<Point> points = new ArrayList<>();
            List<Point> bends =
                    edge.bends().stream()
                            .map(stretch::at)
                            .map(p -> new Point(left + p.x(), top + p.y()))
                            .toList();
            if (edge.from() >= 0) {
                Box from = placed.get(edge.from());
                points.add(new Point(from.x() + from.width() / 2, from.y() + from.height()));
            } else {
                // from the middle of the group's upper side, under its label, to where it enters
                double middle = left + stretch.width() / 2;
                points.add(new Point(middle, top - HEAD));
                points.add(new Point(middle, top - 4));
                points.add(new Point(bends.getFirst().x(), top - 4));
            }
            points.addAll(bends);
            if (edge.to() >= 0) {
                Box to = placed.get(edge.to());
                points.add(new Point(to.x() + to.width() / 2, to.y()));
            } else {
                double end = top + stretch.height() + 4;
                points.add(new Point(bends.getLast().x(), end));
                points.add(new Point(left + stretch.width() / 2, end));
                points.add(new Point(left + stretch.width() / 2, top + stretch.height() + PAD));
            }
            return points;
        }
    }
}
