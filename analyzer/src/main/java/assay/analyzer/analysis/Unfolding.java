package assay.analyzer.analysis;

import assay.analyzer.graph.Attribute;
import assay.analyzer.graph.Model.Function;
import assay.analyzer.graph.Node;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A graph with its bodies and functions in the place of the nodes that hold them, so that a
/// decoder inside an If, or a layer inside a function, is found like any other part.
///
/// Of an If the branch that is taken stands there, or the one with more FLOPs where that is open;
/// of a Loop or a Scan one iteration. Values and nodes of inside are named by their path. Bodies
/// that were not entered stay nodes.
public final class Unfolding {

    /// What is put in the place of its node.
    public enum Reach {
        /// Branches and functions: what runs at most once, so that memory can be told.
        ONCE,
        /// Iterations of Loop and Scan too.
        ALL
    }

    /// Inputs of Loop and Scan that do not reach the body: the condition stands second in both.
    private static final int CONDITION = 1;

    private final Reach reach;
    private final List<TypedNode> nodes = new ArrayList<>();
    private final List<Integer> origins = new ArrayList<>();
    private final Map<String, ValueType> types;
    private final Map<String, TensorValue> values;
    private final Set<String> stored;
    private final Set<String> prefixes = new HashSet<>();

    private Unfolding(TypedGraph from, Reach reach) {
        this.reach = reach;
        types = new LinkedHashMap<>(from.types());
        values = new HashMap<>(from.values());
        stored = new HashSet<>(from.stored());
    }

    /// The graph, and for each of its nodes the position of the node of the main graph that it
    /// stands for or comes out of.
    ///
    /// @param changed false where there was nothing to unfold
    public record Unfolded(TypedGraph graph, List<Integer> origins, boolean changed) {
        public Unfolded {
            origins = List.copyOf(origins);
        }
    }

    /// Unfolds a graph in time linear in the nodes of its bodies and functions.
    public static Unfolded of(TypedGraph graph, Reach reach) {
        if (graph.nodes().stream().noneMatch(Unfolding::hasInside)) {
            return new Unfolded(
                    graph, IntStream.range(0, graph.nodes().size()).boxed().toList(), false);
        }
        Unfolding unfolding = new Unfolding(graph, reach);
        Names main = new Names("", null);
        for (int i = 0; i < graph.nodes().size(); i++) {
            unfolding.visit(graph.nodes().get(i), main, i);
        }
        return new Unfolded(
                new TypedGraph(
                        graph.graph(),
                        unfolding.nodes,
                        unfolding.types,
                        unfolding.values,
                        unfolding.stored,
                        graph.agreements(),
                        graph.conflicts()),
                unfolding.origins,
                true);
    }

    private static boolean hasInside(TypedNode node) {
        return !node.expansion().isEmpty()
                || node.node().attributes().values().stream()
                        .anyMatch(Attribute.Subgraph.class::isInstance);
    }

    /// What the values of one body or function are called outside.
    private static final class Names {
        final String prefix;
        final @Nullable Names around;
        final Map<String, String> own = new HashMap<>();

        Names(String prefix, @Nullable Names around) {
            this.prefix = prefix;
            this.around = around;
        }

        String of(String name) {
            for (Names names = this; names != null; names = names.around) {
                String known = names.own.get(name);
                if (known != null) {
                    return known;
                }
                if (names.around == null) {
                    return names.prefix + name;
                }
            }
            return name;
        }

        /// Name of a value that is made here.
        String define(String name) {
            return own.computeIfAbsent(name, made -> prefix + made);
        }
    }

    private void visit(TypedNode node, Names names, int origin) {
        if (node.context() instanceof NodeContext context && !node.settled()) {
            Function function = context.function();
            if (function != null && !node.expansion().isEmpty()) {
                Names inside = new Names(prefix(node, names), null);
                hand(node, names, inside, function.inputs(), 0);
                inside(node, names, inside, node.expansion(), function.outputs(), origin);
                return;
            }
            EnteredBody body = chosen(node.node(), context.bodies());
            if (body != null && !body.nodes().isEmpty()) {
                Names inside = new Names(prefix(node, names), names);
                body.initializers().forEach(inside::define);
                boolean loop = node.node().operator().equals("Loop");
                if (!node.node().operator().equals("If")) {
                    // a Loop's body begins with the iteration and the condition, as its node does
                    hand(node, names, inside, body.inputs(), loop ? CONDITION + 1 : 0);
                }
                List<String> outputs = body.outputs();
                inside(
                        node,
                        names,
                        inside,
                        body.nodes(),
                        outputs.subList(Math.min(loop ? 1 : 0, outputs.size()), outputs.size()),
                        origin);
                return;
            }
        }
        emit(node, names, origin);
    }

    private String prefix(TypedNode node, Names names) {
        String path = names.prefix + node.node().name();
        String unique = path + "/";
        for (int i = 2; !prefixes.add(unique); i++) {
            unique = path + "#" + i + "/";
        }
        return unique;
    }

    /// Inputs of the node from position `first` on under the names that they have inside.
    private static void hand(
            TypedNode node, Names names, Names inside, List<String> inputs, int first) {
        for (int i = 0; i < inputs.size(); i++) {
            List<String> given = node.node().inputs();
            if (i >= first && i < given.size() && !given.get(i).isEmpty()) {
                inside.own.put(inputs.get(i), names.of(given.get(i)));
            } else {
                inside.define(inputs.get(i));
            }
        }
    }

    private void inside(
            TypedNode node,
            Names names,
            Names inside,
            List<TypedNode> parts,
            List<String> outputs,
            int origin) {
        List<String> outer = node.node().outputs();
        Set<String> made = new HashSet<>();
        parts.forEach(part -> made.addAll(part.node().outputs()));
        for (int i = 0; i < Math.min(outer.size(), outputs.size()); i++) {
            String inner = outputs.get(i);
            if (!outer.get(i).isEmpty() && made.contains(inner)) {
                inside.own.putIfAbsent(inner, names.define(outer.get(i)));
            }
        }
        for (TypedNode part : parts) {
            visit(part, inside, origin);
        }
        for (int i = 0; i < Math.min(outer.size(), outputs.size()); i++) {
            if (!outer.get(i).isEmpty()) {
                names.own.put(outer.get(i), inside.of(outputs.get(i)));
            }
        }
    }

    private void emit(TypedNode typed, Names names, int origin) {
        Node node = typed.node();
        List<String> inputs = new ArrayList<>(node.inputs().size());
        for (int i = 0; i < node.inputs().size(); i++) {
            String name = node.inputs().get(i);
            String outside = name.isEmpty() ? "" : names.of(name);
            inputs.add(outside);
            if (!names.prefix.isEmpty()) {
                learn(typed, i, outside);
            }
        }
        List<String> outputs = new ArrayList<>(node.outputs().size());
        for (int i = 0; i < node.outputs().size(); i++) {
            String name = node.outputs().get(i);
            String outside = name.isEmpty() ? "" : names.define(name);
            outputs.add(outside);
            if (!outside.isEmpty()) {
                types.put(outside, typed.context().output(i));
            }
        }
        Node renamed =
                names.prefix.isEmpty() && inputs.equals(node.inputs())
                        ? node
                        : new Node(
                                names.prefix + node.name(),
                                node.operator(),
                                node.domain(),
                                node.overload(),
                                inputs,
                                outputs,
                                node.attributes());
        nodes.add(
                new TypedNode(
                        renamed, typed.op(), typed.context(), typed.settled(), typed.expansion()));
        origins.add(origin);
    }

    /// What a node of inside knows of its input: the value may be the body's own.
    private void learn(TypedNode typed, int input, String name) {
        if (name.isEmpty()) {
            return;
        }
        types.putIfAbsent(name, typed.context().input(input));
        Optional<TensorValue> value = typed.context().value(input);
        value.ifPresent(known -> values.putIfAbsent(name, known));
        if (typed.context().isStored(input)) {
            stored.add(name);
        }
    }

    private @Nullable EnteredBody chosen(Node node, Map<String, EnteredBody> bodies) {
        if (!node.operator().equals("If")) {
            return reach == Reach.ALL ? bodies.get("body") : null;
        }
        EnteredBody then = bodies.get("then_branch");
        EnteredBody otherwise = bodies.get("else_branch");
        if (then == null || otherwise == null) {
            return then == null ? otherwise : then;
        }
        boolean thenFails = !then.result().contradictions().isEmpty();
        boolean otherwiseFails = !otherwise.result().contradictions().isEmpty();
        if (thenFails != otherwiseFails) {
            return thenFails ? otherwise : then;
        }
        Dim more = then.result().cost().flops().minus(otherwise.result().cost().flops());
        if (more.isKnown() && !more.is(0)) {
            return more.isNonNegative() ? then : otherwise;
        }
        return then.nodes().size() >= otherwise.nodes().size() ? then : otherwise;
    }
}
