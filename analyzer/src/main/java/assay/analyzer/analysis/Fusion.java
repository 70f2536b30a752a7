package assay.analyzer.analysis;

import java.util.List;

/// Groups the nodes that ONNX Runtime runs as one kernel, as its optimiser (1.29, all optimisations
/// on) would. Names are those of the operators that it puts in their place.
///
/// Every running node is in exactly one group, alone if need be; settled nodes are in none. A value
/// disappears into a group only when nothing else reads it and the graph does not hand it out. Time
/// is linear in the nodes.
public final class Fusion {

    private final Links links;
    private final FusionRules rules;
    private final Grouping groups;

    private Fusion(Links links, FusionRules rules) {
        this.links = links;
        this.rules = rules;
        this.groups = new Grouping(links);
    }

    /// Groups as the CPU provider runs them.
    public static List<FusedGroup> of(TypedGraph graph) {
        return of(graph, FusionRules.cpu());
    }

    public static List<FusedGroup> of(TypedGraph graph, FusionRules rules) {
        return of(Links.of(graph), rules);
    }

    /// Groups by rules, from edges that are there already.
    public static List<FusedGroup> of(Links links, FusionRules rules) {
        return new Fusion(links, rules).run();
    }

    /// Every running node by itself.
    public static List<FusedGroup> none(TypedGraph graph) {
        return none(Links.of(graph));
    }

    /// The same, from edges that are there already.
    public static List<FusedGroup> none(Links links) {
        return new Grouping(links).groups();
    }

    private List<FusedGroup> run() {
        for (int i = 0; i < links.size(); i++) {
            Elimination.apply(links, groups, i);
        }
        if (rules.quantized()) {
            each(new QuantizedFusion(links, groups)::apply);
        }
        each(this::writtenOut);
        each(new ConvFusion(links, groups, rules)::apply);
        each(new GemmFusion(links, groups, rules)::apply);
        each(new AdditionFusion(links, groups, rules)::apply);
        return groups.groups();
    }

    private interface Rule {
        void apply(int node);
    }

    private void each(Rule rule) {
        for (int i = 0; i < links.size(); i++) {
            if (groups.isFree(i)) {
                rule.apply(i);
            }
        }
    }

    /// Activations and normalizations that single nodes spell out.
    private void writtenOut(int node) {
        GeluPattern.at(links, node).ifPresent(match -> join(node, match));
        if (links.is(node, "Sqrt")) {
            NormPattern.at(links, node)
                    .filter(match -> !match.kind().equals("InstanceNormalization"))
                    .ifPresent(match -> join(node, match));
        }
        SiluPattern.at(links, node)
                .filter(match -> match.kind().equals("QuickGelu"))
                .ifPresent(match -> join(node, match));
    }

    private void join(int node, Match match) {
        if (groups.areFree(match.nodes())) {
            groups.join(node, match.nodes(), match.kind());
        }
    }
}
