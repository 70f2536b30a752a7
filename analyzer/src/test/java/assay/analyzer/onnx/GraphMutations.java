package assay.analyzer.onnx;

import assay.analyzer.graph.Attribute;
import assay.analyzer.graph.Graph;
import assay.analyzer.graph.Graph.ValueInfo;
import assay.analyzer.graph.Initializer;
import assay.analyzer.graph.Model;
import assay.analyzer.graph.Node;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Changes the graph of a model that was read: wires, operators, attributes, types and dims.
final class GraphMutations {

    private static final long[] NUMBERS = {
        0, 1, -1, 2, 3, 7, 64, -2, 1024, Integer.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 40
    };

    private final Random random;
    private final List<Model> seeds;
    private final List<Node> nodes = new ArrayList<>();

    GraphMutations(Random random, List<Model> seeds) {
        this.random = random;
        this.seeds = seeds;
        seeds.forEach(seed -> nodes.addAll(seed.graph().nodes()));
    }

    Model next() {
        Model model = seeds.get(random.nextInt(seeds.size()));
        Graph graph = model.graph();
        int changes = 1 + random.nextInt(6);
        for (int i = 0; i < changes; i++) {
            graph = changed(graph);
        }
        Map<String, Long> opsets = new HashMap<>(model.opsets());
        if (random.nextInt(4) == 0) {
            opsets.put(Model.DEFAULT_DOMAIN, (long) random.nextInt(30));
        }
        return new Model(
                model.path(),
                model.fileBytes(),
                model.irVersion(),
                model.producer(),
                model.producerVersion(),
                opsets,
                graph,
                model.functions(),
                model.metadata());
    }

    private Graph changed(Graph graph) {
        List<Node> all = new ArrayList<>(graph.nodes());
        List<ValueInfo> inputs = new ArrayList<>(graph.inputs());
        Map<String, Initializer> initializers = new LinkedHashMap<>(graph.initializers());
        int at = random.nextInt(all.size());
        switch (random.nextInt(9)) {
            case 0 -> all.set(at, rewired(all.get(at), graph));
            case 1, 2 -> all.set(at, reattributed(all.get(at)));
            case 3 -> all.set(at, replaced(all.get(at)));
            case 4 -> all.add(random.nextInt(all.size()), all.get(at));
            case 5 -> {
                Node moved = all.remove(at);
                all.add(random.nextInt(all.size() + 1), moved);
            }
            case 6 -> {
                if (!inputs.isEmpty()) {
                    int input = random.nextInt(inputs.size());
                    inputs.set(input, new ValueInfo(inputs.get(input).name(), type()));
                }
            }
            case 7 -> {
                if (!initializers.isEmpty()) {
                    Initializer old = pick(List.copyOf(initializers.values()));
                    initializers.put(
                            old.name(),
                            new Initializer(
                                    old.name(),
                                    random.nextBoolean() ? old.type() : elementType(),
                                    dims(),
                                    random.nextInt(10) == 0,
                                    old.data(),
                                    random.nextBoolean() ? old.value() : null));
                }
            }
            default -> {
                if (all.size() > 1) {
                    all.remove(at);
                }
            }
        }
        return new Graph(
                graph.name(), all, inputs, graph.outputs(), initializers, graph.declared());
    }

    private Node rewired(Node node, Graph graph) {
        List<String> inputs = new ArrayList<>(node.inputs());
        List<String> outputs = new ArrayList<>(node.outputs());
        Node other = pick(graph.nodes());
        String name =
                switch (random.nextInt(4)) {
                    case 0 -> "";
                    case 1 -> "nobody makes this";
                    case 2 -> other.outputs().isEmpty() ? "" : pick(other.outputs());
                    default -> other.inputs().isEmpty() ? "" : pick(other.inputs());
                };
        List<String> list = random.nextInt(4) == 0 ? outputs : inputs;
        if (list.isEmpty() || random.nextInt(5) == 0) {
            list.add(name);
        } else if (random.nextInt(4) == 0) {
            list.remove(random.nextInt(list.size()));
        } else {
            list.set(random.nextInt(list.size()), name);
        }
        return new Node(
                node.name(),
                node.operator(),
                node.domain(),
                node.overload(),
                inputs,
                outputs,
                node.attributes());
    }

    private Node reattributed(Node node) {
        Map<String, Attribute> attributes = new HashMap<>(node.attributes());
        Node other = pick(nodes);
        if (attributes.isEmpty() || random.nextInt(4) == 0) {
            attributes.putAll(other.attributes());
        } else {
            String name = pick(List.copyOf(attributes.keySet()));
            if (random.nextInt(4) == 0) {
                attributes.remove(name);
            } else {
                attributes.put(name, attribute(attributes.get(name)));
            }
        }
        return new Node(
                node.name(),
                node.operator(),
                node.domain(),
                node.overload(),
                node.inputs(),
                node.outputs(),
                attributes);
    }

    private Attribute attribute(Attribute old) {
        if (random.nextInt(6) == 0) {
            return new Attribute.Text("NOTSET");
        }
        if (old instanceof Attribute.Ints(List<Long> values) && !values.isEmpty()) {
            List<Long> changed = new ArrayList<>(values);
            if (random.nextInt(3) == 0) {
                changed.add(number());
            } else {
                changed.set(random.nextInt(changed.size()), number());
            }
            return new Attribute.Ints(changed);
        }
        return switch (random.nextInt(4)) {
            case 0 -> new Attribute.Ints(dims());
            case 1 -> new Attribute.Real(number());
            default -> new Attribute.Int(number());
        };
    }

    /// The node under another operator of any model.
    private Node replaced(Node node) {
        Node other = pick(nodes);
        return new Node(
                node.name(),
                other.operator(),
                other.domain(),
                other.overload(),
                node.inputs(),
                node.outputs(),
                random.nextBoolean() ? other.attributes() : node.attributes());
    }

    private ValueType type() {
        return random.nextInt(10) == 0
                ? new ValueType.SequenceType(ValueType.unknown("any"))
                : ValueType.tensor(elementType(), shape());
    }

    private ElementType elementType() {
        return pick(List.of(ElementType.values()));
    }

    private Shape shape() {
        List<Dim> dims = new ArrayList<>();
        for (long number : dims()) {
            dims.add(random.nextInt(3) == 0 ? Dim.symbol("S" + random.nextInt(3)) : Dim.of(number));
        }
        return random.nextInt(10) == 0 ? Shape.unranked("any") : Shape.of(dims);
    }

    private List<Long> dims() {
        List<Long> dims = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            dims.add(Math.max(0, number()));
        }
        return dims;
    }

    private long number() {
        return NUMBERS[random.nextInt(NUMBERS.length)];
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
