package assay.analyzer.analysis;

import assay.analyzer.graph.Attribute;
import assay.analyzer.graph.Graph;
import assay.analyzer.graph.Initializer;
import assay.analyzer.graph.Model;
import assay.analyzer.graph.Node;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a model stores: learned parameters, buffers and constants told apart, wherever they hide
/// (initializers, Constant nodes, bodies, functions). A tensor that several nodes read counts once.
///
/// @param trainable elements learned by training
/// @param buffers elements of statistics kept beside them (mean and variance of BatchNormalization)
/// @param constants elements of everything else: indices, shapes, masks, scalars, scales and zero
///   points
/// @param bytes bytes of all of them, as their types pack them
/// @param tensors every stored tensor
/// @param bytesByOperator bytes by the operator that reads the tensor first, largest first
/// @param trainableByType learned elements by element type
public record Parameters(
        long trainable,
        long buffers,
        long constants,
        long bytes,
        List<Stored> tensors,
        Map<String, Long> bytesByOperator,
        Map<ElementType, Long> trainableByType) {

    /// What a stored tensor is for.
    public enum Role {
        LEARNED,
        BUFFER,
        CONSTANT
    }

    /// One stored tensor. `bytes` is 0 for strings, whose size no shape tells.
    ///
    /// @param reader operator that reads it first, or `unused`
    public record Stored(
            String name,
            ElementType type,
            long elements,
            long bytes,
            Role role,
            String reader,
            String node) {}

    /// All stored elements.
    public long elements() {
        return trainable + buffers + constants;
    }

    /// Collects the stored tensors of a model, in time linear in its nodes.
    ///
    /// @param graph the model's main graph, typed
    public static Parameters of(Model model, TypedGraph graph) {
        Collector collector = new Collector(graph);
        collector.graph(model.graph());
        for (Model.Function function : model.functions()) {
            collector.nodes(function.nodes());
        }
        return collector.total();
    }

    /// Who reads a value first, and whether others do too.
    private static final class Reader {
        private final Node node;
        private final int input;
        private boolean others;

        Reader(Node node, int input) {
            this.node = node;
            this.input = input;
        }

        Node node() {
            return node;
        }

        int input() {
            return input;
        }
    }

    private static final class Collector {

        /// Operators that hand a stored tensor on without using it up: its role is decided behind
        /// them.
        private static final Set<String> CONDUITS =
                Set.of(
                        "Identity",
                        "Transpose",
                        "Reshape",
                        "Cast",
                        "Squeeze",
                        "Unsqueeze",
                        "Flatten",
                        "DequantizeLinear");

        private static final Set<String> ELEMENTWISE =
                Set.of(
                        "Add", "Sub", "Mul", "Div", "Pow", "Max", "Min", "Clip", "Where", "Equal",
                        "Less", "Greater", "Mod");

        private final TypedGraph typed;
        private final Map<String, Reader> readers;
        private final List<Initializer> found = new ArrayList<>();
        private final Set<String> dynamicScales = new HashSet<>();
        private final Set<Object> seen = new HashSet<>();

        Collector(TypedGraph typed) {
            this.typed = typed;
            readers = HashMap.newHashMap(typed.types().size());
        }

        void graph(Graph graph) {
            found.addAll(graph.initializers().values());
            nodes(graph.nodes());
        }

        void nodes(List<Node> nodes) {
            for (Node node : nodes) {
                for (int i = 0; i < node.inputs().size(); i++) {
                    if (!node.inputs().get(i).isEmpty()) {
                        Reader reader = new Reader(node, i);
                        Reader first = readers.putIfAbsent(node.inputs().get(i), reader);
                        if (first != null) {
                            first.others = true;
                        }
                    }
                }
                if (node.operator().equals("DynamicQuantizeLinear") && node.outputs().size() > 1) {
                    dynamicScales.add(node.outputs().get(1));
                }
                node.attributes().forEach((name, attribute) -> attribute(node, name, attribute));
            }
        }

        private void attribute(Node node, String name, Attribute attribute) {
            switch (attribute) {
                case Attribute.Subgraph(Graph body) -> graph(body);
                case Attribute.Subgraphs(List<Graph> bodies) -> bodies.forEach(this::graph);
                case Attribute.Tensor(Initializer value) when isConstant(node, name) ->
                        found.add(renamed(value, node));
                case Attribute.Sparse(Initializer value, var _) when isConstant(node, name) ->
                        found.add(renamed(value, node));
                case Attribute.Tensor _,
                        Attribute.Sparse _,
                        Attribute.Tensors _,
                        Attribute.Int _,
                        Attribute.Real _,
                        Attribute.Text _,
                        Attribute.Ints _,
                        Attribute.Reals _,
                        Attribute.Texts _,
                        Attribute.Type _,
                        Attribute.Reference _ -> {}
            }
        }

        private static boolean isConstant(Node node, String attribute) {
            return node.operator().equals("Constant")
                    && attribute.contains("value")
                    && !node.outputs().isEmpty();
        }

        private static Initializer renamed(Initializer value, Node node) {
            return new Initializer(
                    node.outputs().getFirst(),
                    value.type(),
                    value.dims(),
                    value.sparse(),
                    value.data(),
                    value.value());
        }

        Parameters total() {
            Map<Role, Long> elementsByRole = new EnumMap<>(Role.class);
            long bytes = 0;
            List<Stored> stored = new ArrayList<>();
            Map<String, Long> byOperator = new HashMap<>();
            Map<ElementType, Long> byType = new TreeMap<>();
            for (Initializer tensor : found) {
                Reader reader = reader(tensor.name());
                Role role = reader == null ? unusedRole(tensor) : role(tensor, reader);
                long elements = tensor.elements().number().orElse(0);
                long size = tensor.bytes().number().orElse(0);
                elementsByRole.merge(role, elements, Long::sum);
                bytes += size;
                String operator = reader == null ? "unused" : reader.node().operator();
                byOperator.merge(operator, size, Long::sum);
                if (role == Role.LEARNED) {
                    byType.merge(tensor.type(), elements, Long::sum);
                }
                stored.add(
                        new Stored(
                                tensor.name(),
                                tensor.type(),
                                elements,
                                size,
                                role,
                                operator,
                                reader == null ? "" : reader.node().name()));
            }
            return new Parameters(
                    elementsByRole.getOrDefault(Role.LEARNED, 0L),
                    elementsByRole.getOrDefault(Role.BUFFER, 0L),
                    elementsByRole.getOrDefault(Role.CONSTANT, 0L),
                    bytes,
                    List.copyOf(stored),
                    largestFirst(byOperator),
                    byType);
        }

        /// The first node that uses the tensor, behind conduits; null when no node does.
        private @Nullable Reader reader(String name) {
            String at = name;
            seen.clear();
            while (seen.add(at)) {
                Reader first = readers.get(at);
                if (first == null) {
                    return null;
                }
                if (!CONDUITS.contains(first.node().operator())
                        || first.input() != 0
                        || first.node().outputs().isEmpty()
                        || !readers.containsKey(first.node().outputs().getFirst())) {
                    return first;
                }
                at = first.node().outputs().getFirst();
            }
            return null;
        }

        private static Role unusedRole(Initializer tensor) {
            return tensor.type().isFloat() ? Role.LEARNED : Role.CONSTANT;
        }

        private Role role(Initializer tensor, Reader reader) {
            String operator = reader.node().operator();
            int input = reader.input();
            boolean statistics =
                    operator.equals("BatchNormalization") && (input == 3 || input == 4);
            if (statistics) {
                return Role.BUFFER;
            }
            if (isQuantization(operator, input)
                    || operator.equals("Resize")
                    || operator.equals("Upsample")
                    || operator.equals("ConstantOfShape")) {
                return Role.CONSTANT;
            }
            if (ELEMENTWISE.contains(operator) && tensor.elements().is(1)) {
                return Role.CONSTANT;
            }
            if (isMask(reader) || isDynamicScale(reader)) {
                return Role.CONSTANT;
            }
            boolean quantizedWeight =
                    tensor.type().isInteger()
                            && tensor.type().bits() <= 8
                            && !ELEMENTWISE.contains(operator);
            return tensor.type().isFloat() || quantizedWeight ? Role.LEARNED : Role.CONSTANT;
        }

        /// Added to attention scores, rows by columns, the same for all heads: a learned bias has
        /// one table for each head.
        private boolean isMask(Reader reader) {
            Shape shape = typed.type(reader.node().inputs().get(reader.input())).shape();
            int rank = shape.rank();
            return reader.node().operator().equals("Add")
                    && rank >= 2
                    && !shape.dim(-1).is(1)
                    && !shape.dim(-2).is(1)
                    && (rank == 2 || shape.dim(-3).is(1))
                    && reachesSoftmax(reader.node());
        }

        private boolean reachesSoftmax(Node from) {
            Node at = from;
            for (int step = 0; step < 4 && !at.outputs().isEmpty(); step++) {
                Reader next = readers.get(at.outputs().getFirst());
                if (next == null || next.others) {
                    return false;
                }
                at = next.node();
                if (at.operator().equals("Softmax")) {
                    return true;
                }
                if (!CONDUITS.contains(at.operator()) && !at.operator().equals("Add")) {
                    return false;
                }
            }
            return false;
        }

        /// The scale of a quantized weight, multiplied with the one that the data get at each run.
        private boolean isDynamicScale(Reader reader) {
            return reader.node().operator().equals("Mul")
                    && reader.node().inputs().stream().anyMatch(dynamicScales::contains);
        }

        /// Scales and zero points of quantized operators.
        private static boolean isQuantization(String operator, int input) {
            return switch (operator) {
                case "QuantizeLinear", "DequantizeLinear" -> input > 0;
                case "QLinearConv" -> input != 0 && input != 3 && input != 8;
                case "QLinearMatMul" -> input != 0 && input != 3;
                case "ConvInteger", "MatMulInteger" -> input > 1;
                default -> false;
            };
        }

        private static Map<String, Long> largestFirst(Map<String, Long> byOperator) {
            Map<String, Long> sorted = new LinkedHashMap<>();
            byOperator.entrySet().stream()
                    .sorted(
                            Map.Entry.<String, Long>comparingByValue()
                                    .reversed()
                                    .thenComparing(Map.Entry.comparingByKey()))
                    .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
            return Collections.unmodifiableMap(sorted);
        }
    }
}
