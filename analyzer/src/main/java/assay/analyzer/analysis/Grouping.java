package assay.analyzer.analysis;

import assay.analyzer.analysis.FusedGroup.Execution;
import assay.analyzer.graph.Node;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The groups while they are being formed: every running node is in exactly one.
final class Grouping {

    private static final Set<String> VIEWS =
            Set.of("Reshape", "Flatten", "Squeeze", "Unsqueeze", "Identity", "Dropout");

    /// Lists up to this long are searched one by one.
    private static final int FEW = 8;

    private static final class Group {
        String operator;
        int main;
        Execution execution;
        final List<Integer> nodes = new ArrayList<>(1);
        boolean seen;
        boolean done;

        Group(String operator, int main, Execution execution) {
            this.operator = operator;
            this.main = main;
            this.execution = execution;
            nodes.add(main);
        }

        /// True when the node is the last one of the group.
        boolean endsAt(int node) {
            return nodes.size() == 1 ? main == node : Collections.max(nodes) == node;
        }
    }

    private final Links links;
    private final @Nullable Group[] of;

    Grouping(Links links) {
        this.links = links;
        of = new Group[links.size()];
        for (int i = 0; i < of.length; i++) {
            if (!links.node(i).settled()) {
                of[i] =
                        new Group(
                                links.operator(i),
                                i,
                                VIEWS.contains(links.operator(i))
                                        ? Execution.VIEW
                                        : Execution.KERNEL);
            }
        }
    }

    private Group group(int node) {
        Group group = of[node];
        if (group == null) {
            throw new IllegalArgumentException("node " + node + " does not run");
        }
        return group;
    }

    /// True while the node stands alone and nothing was said of it.
    boolean isFree(int node) {
        if (node < 0) {
            return false;
        }
        Group group = of[node];
        return group != null
                && group.nodes.size() == 1
                && group.execution != Execution.REMOVED
                && group.operator.equals(links.operator(node));
    }

    boolean areFree(Iterable<Integer> nodes) {
        for (int node : nodes) {
            if (!isFree(node)) {
                return false;
            }
        }
        return true;
    }

    /// Operator under which the node runs.
    String operator(int node) {
        Group group = node < 0 ? null : of[node];
        return group == null ? "" : group.operator;
    }

    List<Integer> members(int node) {
        return group(node).nodes;
    }

    void remove(int node) {
        group(node).execution = Execution.REMOVED;
    }

    void rename(int node, String operator) {
        group(node).operator = operator;
    }

    /// Puts free nodes into the group of `main`, which then runs as `operator`.
    void join(int main, Iterable<Integer> nodes, String operator) {
        Group group = group(main);
        for (int node : nodes) {
            Group other = group(node);
            if (other != group) {
                for (int member : other.nodes) {
                    group.nodes.add(member);
                    of[member] = group;
                }
            }
        }
        group.operator = operator;
        group.execution = Execution.KERNEL;
    }

    /// The groups in an order in which they can run.
    List<FusedGroup> groups() {
        List<FusedGroup> ordered = new ArrayList<>(of.length);
        Deque<Group> stack = new ArrayDeque<>();
        for (int i = 0; i < of.length; i++) {
            Group start = of[i];
            if (start == null || start.done || !start.endsAt(i)) {
                continue;
            }
            stack.push(start);
            while (!stack.isEmpty()) {
                Group group = stack.peek();
                if (!group.seen) {
                    group.seen = true;
                    pushProducers(group, stack);
                    continue;
                }
                stack.pop();
                if (!group.done) {
                    group.done = true;
                    ordered.add(finished(group));
                }
            }
        }
        return ordered;
    }

    private void pushProducers(Group group, Deque<Group> stack) {
        for (int node : group.nodes) {
            for (String input : links.node(node).node().inputs()) {
                int producer = input.isEmpty() ? -1 : links.producer(input);
                Group before = producer < 0 ? null : of[producer];
                if (before != null && !before.seen) {
                    stack.push(before);
                }
            }
        }
    }

    private FusedGroup finished(Group group) {
        if (group.nodes.size() == 1) {
            return alone(group);
        }
        Collections.sort(group.nodes);
        Set<String> made = new HashSet<>();
        for (int node : group.nodes) {
            made.addAll(links.node(node).node().outputs());
        }
        Set<String> inputs = new LinkedHashSet<>();
        List<String> inside = new ArrayList<>();
        List<String> outputs = new ArrayList<>();
        for (int node : group.nodes) {
            for (String input : Links.reads(links.node(node).node())) {
                if (!made.contains(input) && links.graph().types().containsKey(input)) {
                    inputs.add(input);
                }
            }
            for (String output : links.node(node).node().outputs()) {
                if (!output.isEmpty()) {
                    (isInside(output, group) ? inside : outputs).add(output);
                }
            }
        }
        return new FusedGroup(
                group.operator,
                group.nodes,
                group.main,
                group.execution,
                inside,
                List.copyOf(inputs),
                outputs);
    }

    private FusedGroup alone(Group group) {
        Node node = links.node(group.main).node();
        List<String> inputs = new ArrayList<>(node.inputs().size());
        Set<String> seen = null;
        for (String input : Links.reads(node)) {
            if (node.outputs().contains(input) || !links.graph().types().containsKey(input)) {
                continue;
            }
            if (seen == null && inputs.size() >= FEW) {
                seen = new HashSet<>(inputs);
            }
            if (seen == null ? !inputs.contains(input) : seen.add(input)) {
                inputs.add(input);
            }
        }
        List<String> outputs = node.outputs();
        if (outputs.contains("")) {
            outputs = outputs.stream().filter(name -> !name.isEmpty()).toList();
        }
        return new FusedGroup(
                group.operator,
                group.nodes,
                group.main,
                group.execution,
                List.of(),
                inputs,
                outputs);
    }

    private boolean isInside(String value, Group group) {
        if (links.isOutput(value) || links.consumers(value).isEmpty()) {
            return false;
        }
        for (int reader : links.consumers(value)) {
            if (of[reader] != group) {
                return false;
            }
        }
        return true;
    }
}
