package assay.reports.reconcile;

import assay.analyzer.analysis.FusedGroup;
import assay.analyzer.analysis.TypedGraph;
import assay.benchmark.measurement.NodeTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds, for each node of the runtime's optimised graph, the group of the model's nodes that it
/// stands for.
///
/// The optimiser names what it fuses after one of the nodes it fused (see [ProfileName]). A name
/// that fits no node is matched by its operator, in order: the third `BiasGelu` of the profile is
/// the third group of that kind.
final class ProfileJoin {

    private final Map<String, Integer> groupOfNode = new HashMap<>();
    private final Map<String, Integer> groupOfValue = new HashMap<>();
    private final Map<String, Deque<Integer>> groupsOfOperator = new HashMap<>();

    /// Time of each group in one run, in the order of `groups`; null where nothing was joined.
    final @Nullable Double[] seconds;

    /// Nodes of the profile that stand for no group.
    final List<NodeTime> added = new ArrayList<>();

    ProfileJoin(TypedGraph graph, List<FusedGroup> groups, List<NodeTime> nodes) {
        seconds = new Double[groups.size()];
        for (int i = 0; i < groups.size(); i++) {
            for (int node : groups.get(i).nodes()) {
                groupOfNode.putIfAbsent(graph.nodes().get(node).node().name(), i);
                for (String output : graph.nodes().get(node).node().outputs()) {
                    groupOfValue.putIfAbsent(output, i);
                }
            }
        }
        List<NodeTime> nameless = new ArrayList<>();
        for (NodeTime node : nodes) {
            Integer group = byName(node.name());
            if (group == null) {
                nameless.add(node);
            } else {
                add(group, node.seconds());
            }
        }
        for (int i = 0; i < groups.size(); i++) {
            if (seconds[i] == null && groups.get(i).execution() == FusedGroup.Execution.KERNEL) {
                groupsOfOperator
                        .computeIfAbsent(groups.get(i).operator(), _ -> new ArrayDeque<>())
                        .add(i);
            }
        }
        for (NodeTime node : nameless) {
            Deque<Integer> open = groupsOfOperator.get(node.operator());
            if (open == null || open.isEmpty()) {
                added.add(node);
            } else {
                add(open.remove(), node.seconds());
            }
        }
    }

    private void add(int group, double more) {
        Double before = seconds[group];
        seconds[group] = (before == null ? 0 : before) + more;
    }

    private @Nullable Integer byName(String name) {
        String base = ProfileName.base(name, this::isKnown);
        if (base == null) {
            return null;
        }
        Integer group = groupOfNode.get(base);
        return group == null ? groupOfValue.get(base) : group;
    }

    private boolean isKnown(String name) {
        return groupOfNode.containsKey(name) || groupOfValue.containsKey(name);
    }
}
