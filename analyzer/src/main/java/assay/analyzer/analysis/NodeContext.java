package assay.analyzer.analysis;

import assay.analyzer.graph.Model.Function;
import assay.analyzer.graph.Node;
import assay.analyzer.op.OpContext;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.ValueType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A node as its operator sees it, inside the inference that is under way.
final class NodeContext implements OpContext {

    private static final ValueType ABSENT = ValueType.unknown("absent");

    private final ShapeInference inference;
    private final Scope scope;
    private final Node node;
    private final int opset;
    private final int depth;
    private final boolean coreOnly;
    private Map<BodyKey, EnteredBody> bodies;
    private @Nullable Function function;
    private List<ValueType> outputs = List.of();

    /// What a body was entered with.
    private record BodyKey(
            String attribute, List<ValueType> inputs, List<Optional<TensorValue>> values) {}

    NodeContext(ShapeInference inference, Scope scope, Node node, int opset, int depth) {
        this(inference, scope, node, opset, depth, false, Map.of());
    }

    private NodeContext(
            ShapeInference inference,
            Scope scope,
            Node node,
            int opset,
            int depth,
            boolean coreOnly,
            Map<BodyKey, EnteredBody> bodies) {
        this.coreOnly = coreOnly;
        this.bodies = bodies;
        this.inference = inference;
        this.scope = scope;
        this.node = node;
        this.opset = opset;
        this.depth = depth;
    }

    void setOutputs(List<ValueType> types) {
        outputs = List.copyOf(types);
    }

    @Override
    public Node node() {
        return node;
    }

    @Override
    public int opset() {
        return opset;
    }

    @Override
    public ValueType input(int index) {
        return hasInput(index) ? scope.type(node.inputs().get(index)) : ABSENT;
    }

    @Override
    public Optional<TensorValue> value(int index) {
        return hasInput(index) ? scope.value(node.inputs().get(index)) : Optional.empty();
    }

    @Override
    public boolean isStored(int index) {
        return hasInput(index) && scope.isStored(node.inputs().get(index));
    }

    @Override
    public ValueType output(int index) {
        return index < outputs.size() ? outputs.get(index) : ABSENT;
    }

    @Override
    public Body body(String attribute, List<ValueType> inputs, List<Optional<TensorValue>> values) {
        Body body = entered(new BodyKey(attribute, List.copyOf(inputs), List.copyOf(values)));
        return coreOnly ? body.coreOnly() : body;
    }

    /// Operators enter a body again and again: for its types, for its cost.
    private Body entered(BodyKey key) {
        EnteredBody known = bodies.get(key);
        if (known == null) {
            known = inference.body(this, scope, depth, key.attribute(), key.inputs(), key.values());
            if (bodies.isEmpty()) {
                bodies = new LinkedHashMap<>();
            }
            bodies.put(key, known);
        }
        return known.result();
    }

    /// The bodies by the attribute that holds them, each as it was entered last.
    Map<String, EnteredBody> bodies() {
        Map<String, EnteredBody> last = new LinkedHashMap<>();
        bodies.forEach((key, body) -> last.put(key.attribute(), body));
        return last;
    }

    @Override
    public OptionalLong channelBlock() {
        return inference.channelBlock();
    }

    /// The function of the model that the node calls; null for none.
    @Nullable Function function() {
        return function;
    }

    void setFunction(Function called) {
        function = called;
    }

    @Override
    public OpContext coreOnly() {
        NodeContext core = new NodeContext(inference, scope, node, opset, depth, true, bodies);
        core.outputs = outputs;
        return core;
    }

    @Override
    public void agree(Dim a, Dim b) {
        if (!a.isUnknown() && !b.isUnknown() && !a.equals(b) && !(a.isKnown() && b.isKnown())) {
            inference.agree(node, a, b);
        }
    }

    @Override
    public void conflict(String what) {
        inference.conflict(node, what);
    }
}
