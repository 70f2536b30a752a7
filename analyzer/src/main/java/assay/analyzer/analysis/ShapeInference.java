package assay.analyzer.analysis;

import assay.analyzer.cost.Cost;
import assay.analyzer.graph.Attribute;
import assay.analyzer.graph.Graph;
import assay.analyzer.graph.Graph.ValueInfo;
import assay.analyzer.graph.Initializer;
import assay.analyzer.graph.Model;
import assay.analyzer.graph.Model.Function;
import assay.analyzer.graph.Node;
import assay.analyzer.op.BlockedLayout;
import assay.analyzer.op.Op;
import assay.analyzer.op.OpContext;
import assay.analyzer.op.Ops;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Works out the type of every value of a model in one pass over its nodes, with symbols for open
/// dims, and the values of the small integer tensors that decide shapes.
///
/// Model-local functions are expanded; bodies of If, Loop and Scan are entered by their operators.
/// Work is linear in the nodes of the file: those of bodies and functions are visited
/// [#VISITS_A_NODE] times on average and [#FREE_VISITS] more, [#MOST_UNFOLDED] at most, down to
/// [#DEEPEST] levels. Beyond, types are unknown and say so, so that a small file cannot cost much.
public final class ShapeInference {

    static final int MOST_UNFOLDED = 250_000;
    static final int FREE_VISITS = 20_000;
    static final int VISITS_A_NODE = 20;
    static final int DEEPEST = 48;

    /// Demands on symbols beyond this many are not kept.
    private static final int MOST_AGREEMENTS = 64;

    /// Operators that give another result on every run, so that stored inputs settle nothing.
    private static final Set<String> RANDOM =
            Set.of(
                    "RandomNormal",
                    "RandomNormalLike",
                    "RandomUniform",
                    "RandomUniformLike",
                    "Bernoulli",
                    "Multinomial");

    /// Bodies that may never run.
    private static final Set<String> BRANCHES = Set.of("then_branch", "else_branch");

    private final Model model;
    private final Map<String, Function> functions = new HashMap<>();
    private Set<TypedGraph.Conflict> conflicts = new LinkedHashSet<>();
    private final Map<Set<Dim>, TypedGraph.Agreement> agreements = new LinkedHashMap<>();
    private final int mostUnfolded;
    private int unfolded;
    private @Nullable OptionalLong channelBlock;

    private ShapeInference(Model model) {
        this.model = model;
        for (Function function : model.functions()) {
            functions.put(key(function.domain(), function.name(), function.overload()), function);
        }
        long nodes = GraphCounts.of(model).nodesWithSubgraphs();
        for (Function function : model.functions()) {
            nodes += function.nodes().size();
        }
        mostUnfolded = (int) Math.min(MOST_UNFOLDED, FREE_VISITS + VISITS_A_NODE * nodes);
    }

    /// Types of all values of the model's main graph.
    public static TypedGraph infer(Model model, Assumptions assumptions) {
        return new ShapeInference(model).run(assumptions);
    }

    private TypedGraph run(Assumptions assumptions) {
        Graph graph = model.graph();
        Scope scope = new Scope(null);
        new InputShapes(assumptions).types(graph.inputs()).forEach(scope.types::put);
        assumptions
                .inputValues()
                .forEach((name, value) -> {
                    if (scope.types.containsKey(name)) {
                        scope.values.put(name, value);
                        scope.types.put(name, typeOf(value));
                    }
                });
        assumptions
                .inputTypes()
                .forEach((name, type) -> {
                    if (scope.types.containsKey(name)) {
                        scope.types.put(name, type.bind(assumptions.bound()));
                    }
                });
        boolean trustDeclared = assumptions.leaveInputsAlone();
        List<TypedNode> nodes =
                walk(
                        graph.nodes(),
                        graph.initializers(),
                        scope,
                        model.opsets(),
                        trustDeclared ? graph.declared() : Map.of(),
                        0);
        return new TypedGraph(
                graph,
                nodes,
                scope.types,
                scope.values,
                scope.stored,
                List.copyOf(agreements.values()),
                List.copyOf(conflicts));
    }

    private List<TypedNode> walk(
            List<Node> nodes,
            Map<String, Initializer> initializers,
            Scope scope,
            Map<String, Long> opsets,
            Map<String, ValueType> declared,
            int depth) {
        for (Initializer initializer : initializers.values()) {
            scope.types.put(initializer.name(), initializer.valueType());
            initializer
                    .knownValue()
                    .ifPresent(value -> scope.values.put(initializer.name(), value));
            scope.stored.add(initializer.name());
        }
        List<TypedNode> typed = new ArrayList<>(nodes.size());
        for (Node node : nodes) {
            typed.add(visit(node, scope, opsets, declared, depth));
        }
        return typed;
    }

    private TypedNode visit(
            Node node,
            Scope scope,
            Map<String, Long> opsets,
            Map<String, ValueType> declared,
            int depth) {
        for (String input : node.inputs()) {
            if (!input.isEmpty() && !scope.isDefined(input)) {
                conflict(node, "the input '" + input + "' is made by no node before this one");
            }
        }
        int opset = opsets.getOrDefault(node.domain(), 1L).intValue();
        NodeContext context = new NodeContext(this, scope, node, opset, depth);
        Function function =
                functions.isEmpty()
                        ? null
                        : functions.get(key(node.domain(), node.operator(), node.overload()));
        Optional<Op> op =
                function == null
                        ? Ops.find(node.domain(), node.operator(), opset)
                        : Optional.empty();
        List<ValueType> outputs;
        List<TypedNode> expansion = List.of();
        List<Optional<TensorValue>> values = List.of();
        if ((depth > 0 && ++unfolded > mostUnfolded) || depth > DEEPEST) {
            outputs =
                    unknowns(
                            node,
                            "the model's bodies and functions unfold beyond what is analysed");
            op = Optional.empty();
        } else if (function != null) {
            Call call = call(function, context, depth);
            context.setFunction(function);
            outputs = call.outputs();
            expansion = call.nodes();
        } else if (op.isPresent()) {
            outputs = inferred(op.get(), context);
        } else {
            outputs = unknowns(node, "the operator " + node.qualifiedOperator() + " is not known");
        }
        List<ValueType> best = withDeclared(node, outputs, declared);
        context.setOutputs(best);
        if (op.isPresent()) {
            values = known(op.get(), context);
        }
        boolean settled = record(node, scope, context, best, values);
        return new TypedNode(node, op.orElse(null), context, settled, expansion);
    }

    /// Channels to a block of the machine that the model was optimised for, where it tells.
    OptionalLong channelBlock() {
        if (channelBlock == null) {
            channelBlock = BlockedLayout.width(model.graph());
        }
        return channelBlock;
    }

    private List<ValueType> inferred(Op op, NodeContext context) {
        try {
            return Sizes.checked(op.infer(context), context);
        } catch (RuntimeException | StackOverflowError failure) {
            String reason = RuleFailure.reason(context.node(), failure);
            conflict(context.node(), reason);
            return unknowns(context.node(), reason);
        }
    }

    /// Value of each output where it can be told; none of an operator that computes nothing here.
    private List<Optional<TensorValue>> known(Op op, NodeContext context) {
        try {
            return switch (op) {
                case Op.Folding folding ->
                        folding.fold(context)
                                .map(values -> values.stream().map(Optional::of).toList())
                                .orElse(List.of());
                case Op.Entering entering -> entering.known(context);
                default -> List.of();
            };
        } catch (RuntimeException | StackOverflowError failure) {
            conflict(context.node(), RuleFailure.reason(context.node(), failure));
            return List.of();
        }
    }

    /// Puts the node's outputs into the scope; true when they are settled before the first run.
    private static boolean record(
            Node node,
            Scope scope,
            NodeContext context,
            List<ValueType> types,
            List<Optional<TensorValue>> values) {
        boolean stored = isSettled(node, context);
        boolean known = !values.isEmpty();
        for (int i = 0; i < node.outputs().size(); i++) {
            String name = node.outputs().get(i);
            if (name.isEmpty()) {
                continue;
            }
            scope.types.put(name, types.get(i));
            Optional<TensorValue> value = i < values.size() ? values.get(i) : Optional.empty();
            value.ifPresent(told -> scope.values.put(name, told));
            known &= value.isPresent() && !isOpen(value.get());
            if (stored) {
                scope.stored.add(name);
            }
        }
        return stored || known;
    }

    /// True for a value with elements that only a run tells.
    private static boolean isOpen(TensorValue value) {
        return value instanceof TensorValue.Integers integers
                && integers.elements().stream().anyMatch(Dim::isUnknown);
    }

    private static boolean isSettled(Node node, NodeContext context) {
        for (Attribute attribute : node.attributes().values()) {
            if (attribute instanceof Attribute.Subgraph) {
                // a body also reads the values around it
                return false;
            }
        }
        if (node.inputs().isEmpty()) {
            return node.operator().equals("Constant");
        }
        for (int i = 0; i < node.inputs().size(); i++) {
            if (context.hasInput(i) && !context.isStored(i)) {
                return false;
            }
        }
        return !RANDOM.contains(node.operator());
    }

    /// Where inference knows nothing, what the file declares is better than nothing, save its
    /// invented symbols.
    private static List<ValueType> withDeclared(
            Node node, List<ValueType> inferred, Map<String, ValueType> declared) {
        if (declared.isEmpty() && inferred.size() == node.outputs().size()) {
            return inferred;
        }
        List<ValueType> best = new ArrayList<>(node.outputs().size());
        for (int i = 0; i < node.outputs().size(); i++) {
            ValueType type = i < inferred.size() ? inferred.get(i) : ValueType.unknown("absent");
            ValueType said = declared.get(node.outputs().get(i));
            best.add(said == null ? type : Declared.complete(type, said));
        }
        return best;
    }

    private static List<ValueType> unknowns(Node node, String because) {
        List<ValueType> outputs = new ArrayList<>();
        for (int i = 0; i < node.outputs().size(); i++) {
            outputs.add(ValueType.unknown(because));
        }
        return outputs;
    }

    private record Call(List<ValueType> outputs, List<TypedNode> nodes) {}

    private Call call(Function function, NodeContext caller, int depth) {
        Scope scope = new Scope(null);
        for (int i = 0; i < function.inputs().size(); i++) {
            String name = function.inputs().get(i);
            scope.types.put(name, caller.input(i));
            caller.value(i).ifPresent(value -> scope.values.put(name, value));
            if (caller.isStored(i)) {
                scope.stored.add(name);
            }
        }
        Map<String, Attribute> attributes = new HashMap<>(function.defaults());
        attributes.putAll(caller.node().attributes());
        List<Node> nodes = new AttributeBinding(attributes).bind(function.nodes());
        Map<String, Long> opsets = new HashMap<>(model.opsets());
        opsets.putAll(function.opsets());
        List<TypedNode> typed = walk(nodes, Map.of(), scope, opsets, Map.of(), depth + 1);
        return new Call(function.outputs().stream().map(scope::type).toList(), typed);
    }

    EnteredBody body(
            NodeContext context,
            Scope around,
            int depth,
            String attribute,
            List<ValueType> inputs,
            List<Optional<TensorValue>> values) {
        if (!(context.node().attributes().get(attribute)
                instanceof Attribute.Subgraph(Graph graph))) {
            return new EnteredBody(
                    OpContext.Body.unknown("there is no body '" + attribute + "'"),
                    List.of(),
                    List.of(),
                    Set.of(),
                    List.of());
        }
        Scope scope = new Scope(around);
        for (int i = 0; i < graph.inputs().size(); i++) {
            ValueInfo input = graph.inputs().get(i);
            scope.types.put(
                    input.name(),
                    i < inputs.size()
                            ? inputs.get(i)
                            : ValueType.unknown("the body gets no such input"));
            if (i < values.size()) {
                values.get(i).ifPresent(value -> scope.values.put(input.name(), value));
            }
        }
        Set<TypedGraph.Conflict> outside = conflicts;
        conflicts = new LinkedHashSet<>();
        List<TypedNode> nodes =
                walk(
                        graph.nodes(),
                        graph.initializers(),
                        scope,
                        model.opsets(),
                        Map.of(),
                        depth + 1);
        List<String> contradictions = new ArrayList<>();
        for (TypedGraph.Conflict conflict : conflicts) {
            contradictions.add("'" + conflict.node() + "': " + conflict.what());
        }
        if (!BRANCHES.contains(attribute)) {
            outside.addAll(conflicts);
        }
        conflicts = outside;
        List<ValueType> outputs = new ArrayList<>();
        List<Optional<TensorValue>> outputValues = new ArrayList<>();
        for (ValueInfo output : graph.outputs()) {
            outputs.add(scope.type(output.name()));
            outputValues.add(scope.value(output.name()));
        }
        List<Cost> costs = CostModel.costs(nodes);
        OpContext.Body result =
                new OpContext.Body(
                        outputs,
                        outputValues,
                        Cost.sum(costs),
                        CoreMacs.of(nodes, costs),
                        contradictions);
        return new EnteredBody(
                result,
                graph.inputs().stream().map(ValueInfo::name).toList(),
                graph.outputs().stream().map(ValueInfo::name).toList(),
                graph.initializers().keySet(),
                nodes);
    }

    void agree(Node node, Dim a, Dim b) {
        if (agreements.size() < MOST_AGREEMENTS) {
            agreements.putIfAbsent(Set.of(a, b), new TypedGraph.Agreement(node.name(), a, b));
        }
    }

    void conflict(Node node, String what) {
        conflicts.add(new TypedGraph.Conflict(node.name(), what));
    }

    private static ValueType typeOf(TensorValue value) {
        long[] dims = value.shape().stream().mapToLong(Long::longValue).toArray();
        return new ValueType.TensorType(value.elementType(), Shape.of(dims));
    }

    private static String key(String domain, String name, String overload) {
        return domain + "\n" + name + "\n" + overload;
    }
}
