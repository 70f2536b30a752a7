package assay.benchmark.replay;

import assay.analyzer.graph.Attribute;
import assay.analyzer.graph.Graph;
import assay.analyzer.graph.Initializer;
import assay.analyzer.graph.Model;
import assay.analyzer.graph.Node;
import assay.analyzer.tensor.ElementType;
import assay.benchmark.measurement.NodeTime;
import assay.benchmark.measurement.RuntimeProfile;
import assay.benchmark.session.InputSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The kernels of an optimised graph, with the shapes that the runtime's own profile saw: the saved
/// graph itself declares none inside.
final class OptimisedGraph {

    private final Graph graph;
    private final Map<String, Long> opsets;
    private final Map<String, NodeTime> profiled = new HashMap<>();
    private final Map<String, Operand> values = new HashMap<>();
    private final Map<String, List<Kernel>> kernels = new LinkedHashMap<>();
    private final SortedMap<String, String> missing = new TreeMap<>();

    /// Bytes read and written by all nodes before the one that writes a value.
    private final Map<String, Long> touchedBefore = new HashMap<>();

    private long touched;

    private OptimisedGraph(Model model) {
        this.graph = model.graph();
        this.opsets = model.opsets();
    }

    static OptimisedGraph of(Model model, RuntimeProfile profile, List<InputSpec> inputs) {
        OptimisedGraph optimised = new OptimisedGraph(model);
        for (NodeTime node : profile.nodes()) {
            optimised.profiled.put(node.name(), node);
        }
        for (InputSpec input : inputs) {
            optimised.values.put(input.name(), new Operand.Activation(input.type(), input.shape()));
        }
        for (Node node : optimised.inOrderOfRunning(profile)) {
            String why = optimised.cut(node);
            if (why != null) {
                optimised.missing.put(node.name(), why);
            }
        }
        return optimised;
    }

    /// The profile's order, which need not be that of the file: how old a value is depends on it.
    private List<Node> inOrderOfRunning(RuntimeProfile profile) {
        Map<String, Integer> place = new HashMap<>();
        for (NodeTime node : profile.nodes()) {
            place.putIfAbsent(node.name(), place.size());
        }
        List<Node> nodes = new ArrayList<>(graph.nodes());
        nodes.sort(
                Comparator.comparingInt(
                        node -> place.getOrDefault(node.name(), Integer.MAX_VALUE)));
        return nodes;
    }

    /// Nodes of one signature together, in order of the first.
    Map<String, List<Kernel>> kernels() {
        return kernels;
    }

    /// Nodes that cannot be cut out, and why.
    SortedMap<String, String> missing() {
        return missing;
    }

    double profileSeconds(Node node) {
        NodeTime time = profiled.get(node.name());
        return time == null ? 0 : time.seconds();
    }

    /// Null if it could be cut out.
    private @Nullable String cut(Node node) {
        NodeTime time = profiled.get(node.name());
        if (time == null) {
            return "it is not in the runtime's profile";
        }
        List<Operand> outputs = outputs(node, time);
        for (Map.Entry<String, Attribute> attribute : node.attributes().entrySet()) {
            if (AttributeCopy.of(attribute.getValue()) == null) {
                return "its attribute '" + attribute.getKey() + "' cannot be written";
            }
        }
        List<Operand> inputs = new ArrayList<>();
        for (String input : node.inputs()) {
            Operand operand = input(input);
            if (operand == null) {
                return "the shape of its input '" + input + "' is not known";
            }
            inputs.add(operand);
        }
        if (outputs.isEmpty() || !(outputs.getFirst() instanceof Operand.Activation)) {
            return "the shape of its output is not known";
        }
        int opset = opsets.getOrDefault(node.domain(), 1L).intValue();
        Kernel kernel = new Kernel(node, opset, inputs, outputs, ages(node));
        Long viewed = kernel.isView() ? touchedBefore.get(node.inputs().getFirst()) : null;
        for (String output : node.outputs()) {
            touchedBefore.put(output, viewed == null ? touched : viewed);
        }
        touched += kernel.isView() ? 0 : kernel.touchedBytes();
        kernels.computeIfAbsent(kernel.signature(), _ -> new ArrayList<>()).add(kernel);
        return null;
    }

    private List<Long> ages(Node node) {
        List<Long> ages = new ArrayList<>();
        for (String input : node.inputs()) {
            Long before = touchedBefore.get(input);
            ages.add(before == null ? 0 : touched - before);
        }
        return ages;
    }

    private List<Operand> outputs(Node node, NodeTime time) {
        List<Operand> outputs = new ArrayList<>();
        int seen = 0;
        for (String output : node.outputs()) {
            Operand operand = new Operand.Absent();
            if (!output.isEmpty() && seen < time.outputs().size()) {
                Operand read = ProfiledTensor.parse(time.outputs().get(seen++));
                if (read != null) {
                    operand = read;
                    values.put(output, read);
                }
            }
            outputs.add(operand);
        }
        return outputs;
    }

    private @Nullable Operand input(String name) {
        if (name.isEmpty()) {
            return new Operand.Absent();
        }
        Initializer tensor = graph.initializers().get(name);
        return tensor == null ? values.get(name) : stored(tensor);
    }

    private static @Nullable Operand stored(Initializer tensor) {
        List<Double> elements = Elements.of(tensor);
        boolean decides = !tensor.type().isFloat() || tensor.dims().isEmpty();
        if (elements != null && decides) {
            return new Operand.Known(tensor.type(), tensor.dims(), elements);
        }
        return tensor.type() == ElementType.STRING
                ? null
                : new Operand.Weight(tensor.type(), tensor.dims());
    }
}
