package assay.reports.render;

import assay.reports.card.Diagram;
import assay.reports.card.Diagram.Edge;
import assay.reports.card.Diagram.Group;
import assay.reports.card.Diagram.Leaf;
import assay.reports.card.Diagram.Link;
import assay.reports.card.Diagram.Measure;
import assay.reports.card.Diagram.Node;
import assay.reports.card.Diagram.Plan;
import assay.reports.card.Diagram.Point;
import assay.reports.card.Provenance;
import assay.reports.card.Unit;
import java.util.Arrays;
import java.util.List;

/// A chain of a node, a group of two, and a node; laid out by hand.
final class SampleDiagram {
    private SampleDiagram() {}

    /// Boxes are 156 by 40; those of the chain 66 from centre to centre, with a margin of 6.
    static final Plan CHAIN =
            new Plan(
                    168,
                    184,
                    List.of(new Point(84, 26), new Point(84, 92), new Point(84, 158)),
                    List.of(new Edge(0, 1, List.of()), new Edge(1, 2, List.of())));

    /// Two boxes side by side, both fed from outside.
    static final Plan PAIR =
            new Plan(
                    346,
                    80,
                    List.of(new Point(84, 40), new Point(262, 40)),
                    List.of(
                            new Edge(-1, 0, List.of(new Point(84, 6))),
                            new Edge(-1, 1, List.of(new Point(84, 6), new Point(262, 12))),
                            new Edge(0, -1, List.of(new Point(84, 74)))));

    static Diagram of(String name) {
        return new Diagram(
                "graph",
                "The graph",
                List.of(
                        new Node(name, "Conv", "[1, 8]", 0),
                        new Node("b" + name, name, "[1, 8]", 1),
                        new Node("c", "Relu", name, 2),
                        new Node("d", "Constant", "[]", 4),
                        new Node("e", "Softmax", "[1, 8]", 4)),
                List.of(new Link(0, 1), new Link(0, 2), new Link(1, 4)),
                List.of(
                        new Measure(
                                "measured time",
                                Unit.SECONDS,
                                Provenance.MEASURED,
                                Arrays.asList(4e-3, 1e-3, null, null, 0.0)),
                        new Measure(
                                "FLOPs",
                                Unit.FLOPS,
                                Provenance.COUNTED,
                                Arrays.asList(1000.0, 2000.0, 8.0, 0.0, 40.0))),
                List.of(CHAIN, PAIR),
                new Group(
                        "model",
                        0,
                        List.of(
                                new Leaf(0),
                                new Group("2 × block", 1, List.of(new Leaf(1), new Leaf(2))),
                                new Leaf(4))));
    }
}
