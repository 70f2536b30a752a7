package assay.reports.graph;

import assay.analyzer.analysis.TypedGraph;
import assay.analyzer.structure.Structure;
import assay.reports.card.Diagram;
import assay.reports.card.Diagram.Group;
import assay.reports.card.Diagram.Item;
import assay.reports.card.Diagram.Leaf;
import assay.reports.card.Diagram.Link;
import assay.reports.card.Diagram.Measure;
import assay.reports.card.Diagram.Plan;
import assay.reports.graph.Layered.Line;
import assay.reports.graph.Part.One;
import assay.reports.graph.Part.Several;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Makes the diagram of a model: folds what repeats and lays every box out once.
public final class ModelDiagram {

    private final Wiring wiring;
    private final Map<Integer, Integer> planOf = new HashMap<>();
    private final List<Plan> plans = new ArrayList<>();

    private ModelDiagram(Wiring wiring) {
        this.wiring = wiring;
    }

    /// The diagram of `graph`, everything laid out.
    ///
    /// @param shapes of each node's outputs, by position in the graph
    /// @param measures by position in the graph
    public static Diagram of(
            TypedGraph graph, Structure structure, List<String> shapes, List<Measure> measures) {
        Wiring wiring = Wiring.of(graph);
        ModelDiagram diagram = new ModelDiagram(wiring);
        Several folded = Folding.of(wiring, UnitNames.of(structure, wiring));
        Group root = diagram.group(folded);
        List<Diagram.Node> nodes = new ArrayList<>();
        for (int i = 0; i < graph.nodes().size(); i++) {
            var node = graph.nodes().get(i).node();
            nodes.add(
                    new Diagram.Node(
                            node.name(),
                            node.qualifiedOperator(),
                            shapes.get(i),
                            wiring.hosts().get(i)));
        }
        List<Link> links = new ArrayList<>();
        for (int i = 0; i < wiring.size(); i++) {
            for (int made : wiring.producers().get(i)) {
                links.add(new Link(wiring.nodes().get(made), wiring.nodes().get(i)));
            }
        }
        return new Diagram("graph", "The graph", nodes, links, measures, diagram.plans, root);
    }

    private Group group(Several several) {
        List<Item> items = new ArrayList<>();
        for (Part part : several.parts()) {
            items.add(
                    switch (part) {
                        case One(int at) -> new Leaf(wiring.nodes().get(at));
                        case Several inner -> group(inner);
                    });
        }
        Integer plan = planOf.get(several.plan());
        if (plan == null) {
            plan = plans.size();
            plans.add(Layered.plan(items.size(), lines(several)));
            planOf.put(several.plan(), plan);
        }
        return new Group(several.label(), plan, items);
    }

    /// Lines between the parts, and to the outside of them, each once.
    private List<Line> lines(Several several) {
        int from = several.from();
        int to = several.to();
        int[] partOf = new int[to - from];
        for (int i = 0; i < several.parts().size(); i++) {
            Part part = several.parts().get(i);
            Arrays.fill(partOf, part.from() - from, part.to() - from, i);
        }
        Set<Line> lines = new LinkedHashSet<>();
        for (int node = from; node < to; node++) {
            int here = partOf[node - from];
            for (int made : wiring.producers().get(node)) {
                int there = made < from ? -1 : made < to ? partOf[made - from] : here;
                if (there != here) {
                    lines.add(new Line(there, here));
                }
            }
            if (wiring.readers().get(node).stream().anyMatch(reader -> reader >= to)) {
                lines.add(new Line(here, -1));
            }
        }
        return List.copyOf(lines);
    }
}
