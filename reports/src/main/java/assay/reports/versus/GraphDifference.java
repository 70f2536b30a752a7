package assay.reports.versus;

import assay.analyzer.analysis.Analysis;
import assay.analyzer.analysis.GraphCounts;
import assay.analyzer.graph.Node;
import assay.analyzer.tensor.Bindings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// How the graphs of several models differ: by name for nodes, by number for operators.
final class GraphDifference {

    /// More names than this are not listed.
    static final int MOST = 20;

    private GraphDifference() {}

    static List<VersusReport.Structure> structures(List<Contender> contenders) {
        List<VersusReport.Structure> structures = new ArrayList<>();
        for (Contender each : contenders) {
            Analysis analysis = each.analysis();
            if (analysis == null) {
                continue;
            }
            long batch = analysis.symbols().fixedBatch().orElse(1L);
            Bindings at = analysis.at(batch);
            OptionalLong flops = analysis.toldAt(at).totals().flops().bind(at).number();
            structures.add(
                    new VersusReport.Structure(
                            each.label(),
                            analysis.graph().nodes().size(),
                            analysis.model().graph().initializers().size(),
                            analysis.parameters().elements(),
                            analysis.parameters().bytes(),
                            flops.isPresent() ? flops.getAsLong() : null,
                            new TreeMap<>(GraphCounts.of(analysis.model()).operators())));
        }
        return structures;
    }

    /// Of every other model against the first; none where a model is not at hand.
    static List<VersusReport.Difference> differences(List<Contender> contenders) {
        Analysis base = contenders.getFirst().analysis();
        List<VersusReport.Difference> differences = new ArrayList<>();
        if (base == null) {
            return differences;
        }
        for (Contender each : contenders.subList(1, contenders.size())) {
            if (each.analysis() != null) {
                differences.add(difference(each.label(), base, each.analysis()));
            }
        }
        return differences;
    }

    private static VersusReport.Difference difference(String label, Analysis base, Analysis other) {
        List<String> added = beyond(other, base);
        List<String> removed = beyond(base, other);
        SortedMap<String, Integer> operators = new TreeMap<>();
        GraphCounts.of(other.model()).operators().forEach((op, n) -> operators.put(op, n));
        GraphCounts.of(base.model())
                .operators()
                .forEach((op, n) -> operators.merge(op, -n, Integer::sum));
        operators.values().removeIf(n -> n == 0);
        return new VersusReport.Difference(
                label,
                added.size(),
                removed.size(),
                added.subList(0, Math.min(MOST, added.size())),
                removed.subList(0, Math.min(MOST, removed.size())),
                operators);
    }

    /// Names of nodes of `one` that `other` does not have with the same operator.
    private static List<String> beyond(Analysis one, Analysis other) {
        Set<String> known = new HashSet<>();
        other.model().graph().nodes().forEach(node -> known.add(key(node)));
        return one.model().graph().nodes().stream()
                .filter(node -> !known.contains(key(node)))
                .map(Node::name)
                .toList();
    }

    private static String key(Node node) {
        return node.qualifiedOperator() + " " + node.name();
    }
}
