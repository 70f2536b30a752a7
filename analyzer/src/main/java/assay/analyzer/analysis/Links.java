package assay.analyzer.analysis;

import assay.analyzer.graph.Attribute;
import assay.analyzer.graph.Graph;
import assay.analyzer.graph.Node;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/// Who makes and who reads each value of a graph: the edges in both directions, built in one pass.
///
/// Nodes are named by their position in [TypedGraph#nodes]; -1 is no node. Settled nodes do not
/// run, so they make and read nothing here, except that a shape taken of a value whose dims stay
/// open still counts as a reader: the runtime cannot drop it.
public final class Links {

    private final TypedGraph graph;
    private final String[] operators;
    private final Set<String> running;
    private final Map<String, Value> values;

    /// Who makes and who reads one value.
    private static final class Value {
        private static final Value NOBODYS = new Value();

        int producer = -1;
        int uses;
        boolean output;
        boolean settled;
        List<Integer> consumers = List.of();

        void addConsumer(int node) {
            if (consumers.isEmpty()) {
                consumers = List.of(node);
            } else if (consumers.getLast() != node) {
                if (consumers.size() == 1) {
                    consumers = new ArrayList<>(consumers);
                }
                consumers.add(node);
            }
        }
    }

    private Links(TypedGraph graph) {
        this.graph = graph;
        List<TypedNode> nodes = graph.nodes();
        operators = new String[nodes.size()];
        values = HashMap.newHashMap(graph.types().size());
        for (Graph.ValueInfo output : graph.graph().outputs()) {
            Value value = value(output.name());
            value.output = true;
            value.uses++;
        }
        Map<String, String> kinds = new HashMap<>();
        for (int i = 0; i < operators.length; i++) {
            boolean settled = nodes.get(i).settled();
            String operator = settled ? "" : nodes.get(i).node().qualifiedOperator();
            operators[i] = kinds.computeIfAbsent(operator, kind -> kind);
            for (String output : nodes.get(i).node().outputs()) {
                Value value = value(output);
                if (settled) {
                    value.settled = true;
                } else if (!output.isEmpty() && value.producer < 0) {
                    value.producer = i;
                }
            }
        }
        running = Set.copyOf(kinds.keySet());
        for (int i = 0; i < operators.length; i++) {
            connect(i, nodes.get(i));
        }
    }

    private Value value(String name) {
        return values.computeIfAbsent(name, _ -> new Value());
    }

    private Value known(String name) {
        return values.getOrDefault(name, Value.NOBODYS);
    }

    public static Links of(TypedGraph graph) {
        return new Links(graph);
    }

    private void connect(int index, TypedNode node) {
        if (node.settled() && isNumber(node)) {
            return;
        }
        for (String input : reads(node.node())) {
            Value value = value(input);
            value.uses++;
            if (!node.settled()) {
                value.addConsumer(index);
            }
        }
    }

    private boolean isNumber(TypedNode node) {
        for (String output : node.node().outputs()) {
            if (graph.values().get(output) instanceof TensorValue.Integers(var _, var _, var dims)
                    && !dims.stream().allMatch(Dim::isKnown)) {
                return false;
            }
        }
        return true;
    }

    /// Names that a node reads: its inputs, and what its bodies take from the graph around.
    public static List<String> reads(Node node) {
        if (node.attributes().isEmpty() && !node.inputs().contains("")) {
            return node.inputs();
        }
        List<String> names = new ArrayList<>(node.inputs().size());
        for (String input : node.inputs()) {
            if (!input.isEmpty()) {
                names.add(input);
            }
        }
        Deque<Graph> bodies = new ArrayDeque<>();
        pushBodies(node, bodies);
        while (!bodies.isEmpty()) {
            Graph body = bodies.pop();
            for (Node inner : body.nodes()) {
                names.addAll(inner.inputs());
                pushBodies(inner, bodies);
            }
            for (Graph.ValueInfo output : body.outputs()) {
                names.add(output.name());
            }
        }
        return names;
    }

    private static void pushBodies(Node node, Deque<Graph> bodies) {
        for (Attribute attribute : node.attributes().values()) {
            if (attribute instanceof Attribute.Subgraph(Graph body)) {
                bodies.push(body);
            } else if (attribute instanceof Attribute.Subgraphs(List<Graph> several)) {
                several.forEach(bodies::push);
            }
        }
    }

    public TypedGraph graph() {
        return graph;
    }

    public int size() {
        return graph.nodes().size();
    }

    public TypedNode node(int index) {
        return graph.nodes().get(index);
    }

    /// Qualified operator of the node; empty for no node and for a settled one.
    public String operator(int index) {
        return index < 0 ? "" : operators[index];
    }

    /// True when any running node is of one of these operators.
    public boolean hasAny(Set<String> operators) {
        return !Collections.disjoint(running, operators);
    }

    public boolean is(int index, Set<String> operators) {
        return operators.contains(operator(index));
    }

    public boolean is(int index, String operator) {
        return operator(index).equals(operator);
    }

    /// The running node that makes the value; -1 for graph inputs and stored values.
    public int producer(String value) {
        return known(value).producer;
    }

    /// The node that makes input `input` of `node`; -1 where there is none.
    public int producer(int node, int input) {
        String value = input(node, input);
        return value.isEmpty() ? -1 : producer(value);
    }

    /// Running nodes that read the value, in order, each once.
    public List<Integer> consumers(String value) {
        return known(value).consumers;
    }

    /// Name of input `input`; empty where left out.
    public String input(int node, int input) {
        List<String> inputs = node(node).node().inputs();
        return input < inputs.size() ? inputs.get(input) : "";
    }

    /// Name of the first output; empty where there is none.
    public String output(int node) {
        List<String> names = node(node).node().outputs();
        return names.isEmpty() ? "" : names.getFirst();
    }

    public boolean isOutput(String value) {
        return known(value).output;
    }

    /// True when the value is there before the first run.
    public boolean isStored(String value) {
        return graph.stored().contains(value) || known(value).settled;
    }

    /// True when exactly one place reads the value and the graph does not hand it out: then it need
    /// never reach memory.
    public boolean isPrivate(String value) {
        Value known = known(value);
        return known.uses == 1 && !known.output;
    }

    /// The one reader of the node's only used output; -1 when there are several, or none.
    public int next(int node) {
        if (node < 0) {
            return -1;
        }
        String value = output(node);
        List<String> names = node(node).node().outputs();
        for (int i = 1; i < names.size(); i++) {
            if (known(names.get(i)).uses > 0 && !names.get(i).isEmpty()) {
                return -1;
            }
        }
        List<Integer> readers = consumers(value);
        return isPrivate(value) && readers.size() == 1 ? readers.getFirst() : -1;
    }

    /// Inputs that change from run to run, in order.
    public List<String> flowing(int node) {
        List<String> names = new ArrayList<>(2);
        for (String input : node(node).node().inputs()) {
            if (!input.isEmpty() && !isStored(input)) {
                names.add(input);
            }
        }
        return names;
    }

    /// For a node with two inputs: the one that is not `value`; empty when both or neither are.
    public String other(int node, String value) {
        List<String> inputs = node(node).node().inputs();
        if (inputs.size() != 2) {
            return "";
        }
        boolean first = inputs.getFirst().equals(value);
        boolean second = inputs.getLast().equals(value);
        return first == second ? "" : first ? inputs.getLast() : inputs.getFirst();
    }

    /// The number in a stored tensor of one element, where it is known.
    public OptionalDouble scalar(String value) {
        TensorValue known = graph.values().get(value);
        if (known == null || known.size() != 1) {
            return OptionalDouble.empty();
        }
        return switch (known) {
            case TensorValue.Reals reals -> OptionalDouble.of(reals.elements().getFirst());
            case TensorValue.Integers integers ->
                    integers.elements().getFirst().number().isPresent()
                            ? OptionalDouble.of(
                                    (double) integers.elements().getFirst().number().getAsLong())
                            : OptionalDouble.empty();
            case TensorValue.Texts _ -> OptionalDouble.empty();
        };
    }

    /// True when the value is a stored scalar within 1 % of `number`: half-precision constants are
    /// rounded.
    public boolean isScalar(String value, double number) {
        OptionalDouble known = scalar(value);
        return known.isPresent()
                && Math.abs(known.getAsDouble() - number) <= 0.01 * Math.abs(number);
    }

    public ValueType type(String value) {
        return graph.type(value);
    }

    /// Rank of the value, or -1.
    public int rank(String value) {
        return type(value).shape().rank();
    }
}
