package assay.analyzer.estimate;

import assay.analyzer.analysis.AttentionPattern;
import assay.analyzer.analysis.FusedGroup;
import assay.analyzer.analysis.Fusion;
import assay.analyzer.analysis.FusionRules;
import assay.analyzer.analysis.Links;
import assay.analyzer.analysis.TypedGraph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A graph as PyTorch runs it, operator by operator: nothing joins a product or a convolution; what
/// a graph spells out and PyTorch does in one kernel (normalization, GELU, scaled dot-product
/// attention) is one; the rearrangements around attention are strides, not copies.
final class EagerGroups {
    private static final Set<String> STRIDES =
            Set.of("Transpose", "Reshape", "Gather", "Split", "Slice", "Squeeze", "Unsqueeze");
    private static final int HOPS = 4;

    private final TypedGraph graph;
    private final Links links;
    private final Map<Integer, FusedGroup> attention = new HashMap<>();
    private final Set<Integer> strides = new HashSet<>();

    private EagerGroups(TypedGraph graph) {
        this.graph = graph;
        this.links = Links.of(graph);
    }

    /// The groups in order.
    ///
    /// @param multiplies for each node whether it has multiply-accumulates
    static List<FusedGroup> of(TypedGraph graph, boolean[] multiplies) {
        return new EagerGroups(graph).run(multiplies);
    }

    private List<FusedGroup> run(boolean[] multiplies) {
        for (int i = 0; i < graph.nodes().size(); i++) {
            AttentionPattern.at(links, i).ifPresent(this::join);
        }
        Map<Integer, FusedGroup> alone = new HashMap<>();
        for (FusedGroup group : Fusion.none(graph)) {
            alone.put(group.main(), group);
        }
        List<FusedGroup> groups = new ArrayList<>();
        for (FusedGroup group : Fusion.of(graph, FusionRules.cuda())) {
            boolean joined = group.nodes().stream().anyMatch(attention::containsKey);
            if (!joined && !multiplies[group.main()]) {
                groups.add(strides.contains(group.main()) ? view(group) : group);
                continue;
            }
            for (int node : group.nodes()) {
                FusedGroup whole = attention.get(node);
                if (whole == null) {
                    FusedGroup single = alone.get(node);
                    if (single != null) {
                        groups.add(strides.contains(node) ? view(single) : single);
                    }
                } else if (whole.main() == node) {
                    groups.add(whole);
                }
            }
        }
        return groups;
    }

    private void join(AttentionPattern pattern) {
        int last = pattern.nodes().getLast();
        FusedGroup group =
                new FusedGroup(
                        "Attention",
                        pattern.nodes(),
                        last,
                        FusedGroup.Execution.KERNEL,
                        List.of(),
                        List.of(pattern.query(), pattern.key(), pattern.value()),
                        List.of(pattern.output()));
        pattern.nodes().forEach(node -> attention.put(node, group));
        for (String value : List.of(pattern.query(), pattern.key(), pattern.value())) {
            int node = links.producer(value);
            for (int hop = 0; hop < HOPS && node >= 0 && links.is(node, STRIDES); hop++) {
                strides.add(node);
                node = links.producer(links.input(node, 0));
            }
        }
        int node = links.next(last);
        for (int hop = 0; hop < HOPS && node >= 0 && links.is(node, STRIDES); hop++) {
            strides.add(node);
            node = links.next(node);
        }
    }

    private static FusedGroup view(FusedGroup group) {
        return new FusedGroup(
                group.operator(),
                group.nodes(),
                group.main(),
                FusedGroup.Execution.VIEW,
                group.inside(),
                group.inputs(),
                group.outputs());
    }
}
