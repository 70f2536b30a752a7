package assay.analyzer.finding;

import assay.analyzer.analysis.Analysis;
import assay.analyzer.analysis.CostModel;
import assay.analyzer.analysis.FusedGroup;
import assay.analyzer.analysis.Fusion;
import assay.analyzer.analysis.FusionRules;
import assay.analyzer.analysis.Links;
import assay.analyzer.analysis.TypedGraph;
import assay.analyzer.analysis.TypedNode;
import assay.analyzer.analysis.Unfolding;
import assay.analyzer.cost.Cost;
import assay.analyzer.graph.Initializer;
import assay.analyzer.graph.Model;
import assay.analyzer.structure.Structure;
import assay.analyzer.tensor.Bindings;
import assay.analyzer.tensor.Dim;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.stream.Collectors;

/// All that the detectors of findings look at.
///
/// @param graph with its bodies and functions unfolded
/// @param costs cost of each node of it, in order; of loops one iteration
/// @param groups what the runtime runs as one
/// @param bindings numbers for the symbols, where shares are to be told
/// @param flops of each node under the bindings
public record Subject(
        Model model,
        TypedGraph graph,
        Links links,
        List<Cost> costs,
        List<FusedGroup> groups,
        Structure structure,
        Bindings bindings,
        NodeFlops flops) {

    public Subject {
        costs = List.copyOf(costs);
        groups = List.copyOf(groups);
    }

    /// The subject for an analysis, its structure found on the way; edges and groups that the
    /// analysis has are not made again.
    ///
    /// @param bindings numbers for the symbols, where shares are to be told
    public static Subject of(Analysis analysis, Bindings bindings) {
        Unfolding.Unfolded unfolded = Unfolding.of(analysis.graph(), Unfolding.Reach.ALL);
        if (!unfolded.changed()) {
            return new Subject(
                    analysis.model(),
                    analysis.graph(),
                    analysis.passes().links(),
                    analysis.costs(),
                    analysis.passes().fused(),
                    Structure.of(analysis.passes().links()),
                    bindings,
                    NodeFlops.of(analysis.costs(), bindings));
        }
        Links links = Links.of(unfolded.graph());
        List<Cost> costs = CostModel.costs(unfolded.graph().nodes());
        return new Subject(
                analysis.model(),
                unfolded.graph(),
                links,
                costs,
                Fusion.of(links, FusionRules.cpu()),
                Structure.of(links).at(unfolded.origins()),
                bindings,
                NodeFlops.of(costs, bindings));
    }

    int size() {
        return graph.nodes().size();
    }

    boolean runs(int node) {
        return !graph.nodes().get(node).settled();
    }

    String name(int node) {
        return graph.nodes().get(node).node().name();
    }

    TypedNode node(int index) {
        return graph.nodes().get(index);
    }

    List<String> names(List<Integer> nodes) {
        return nodes.stream().limit(Finding.MOST_NODES).map(this::name).toList();
    }

    /// The number that a dim has under the bindings, to be held against a threshold; 0 where it is
    /// not known.
    double number(Dim dim) {
        return (double) dim.bind(bindings).number().orElse(0);
    }

    double weightBytes() {
        double sum = 0;
        for (Initializer initializer : graph.graph().initializers().values()) {
            sum += number(initializer.bytes());
        }
        return sum;
    }

    long blocks(String type) {
        return structure.blocks().stream().filter(block -> block.type().equals(type)).count();
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    /// Bytes in the unit that shows them; words where they are not known.
    String size(Dim bytes) {
        OptionalLong known = bytes.bind(bindings).number();
        return known.isPresent() ? size((double) known.getAsLong()) : "an unknown number of bytes";
    }

    /// Bytes in the unit that shows them: `192 B`, `4.1 KiB`, `12.3 MiB`.
    static String size(double bytes) {
        if (bytes < 1 << 10) {
            return String.format(Locale.ROOT, "%.0f B", bytes);
        }
        return bytes < 1 << 20
                ? String.format(Locale.ROOT, "%.1f KiB", bytes / (1 << 10))
                : String.format(Locale.ROOT, "%.1f MiB", bytes / (1 << 20));
    }

    /// `1 node`, `3 nodes`.
    static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /// How many nodes of each kind: `ConvInteger 3, Mean 1`.
    static String tally(SortedMap<String, Integer> counts) {
        return counts.entrySet().stream()
                .map(kind -> kind.getKey() + " " + kind.getValue())
                .collect(Collectors.joining(", "));
    }
}
