package assay.analyzer.analysis;

import assay.analyzer.graph.Attribute;
import assay.analyzer.graph.Graph;
import assay.analyzer.graph.Graph.ValueInfo;
import assay.analyzer.graph.Initializer;
import assay.analyzer.graph.Model;
import assay.analyzer.graph.Node;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.ValueType;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The same model with its float32 tensors in another floating-point type: what it would be after
/// conversion. A model on paper only; its weights are where they were.
public final class Retyping {

    private final ElementType target;

    private Retyping(ElementType target) {
        this.target = target;
    }

    /// The model with every float32 tensor, and every Cast to float32, in the storage type of
    /// `precision`. Int8 is a conversion of another kind (it adds operators) and leaves the model
    /// as it is.
    public static Model to(Precision precision, Model model) {
        if (precision.storage() == ElementType.FLOAT32 || precision == Precision.INT8) {
            return model;
        }
        Retyping retyping = new Retyping(precision.storage());
        return new Model(
                model.path(),
                model.fileBytes(),
                model.irVersion(),
                model.producer(),
                model.producerVersion(),
                model.opsets(),
                retyping.graph(model.graph()),
                model.functions(),
                model.metadata());
    }

    /// The types of a graph's values in the storage type of `precision`, as [#to] would have them.
    static Map<String, ValueType> types(Precision precision, Map<String, ValueType> types) {
        Retyping retyping = new Retyping(precision.storage());
        Map<String, ValueType> retyped = new LinkedHashMap<>();
        types.forEach((name, type) -> retyped.put(name, retyping.type(type)));
        return retyped;
    }

    private Graph graph(Graph graph) {
        Map<String, Initializer> initializers = new LinkedHashMap<>();
        graph.initializers().forEach((name, value) -> initializers.put(name, initializer(value)));
        Map<String, ValueType> declared = new HashMap<>();
        graph.declared().forEach((name, value) -> declared.put(name, type(value)));
        return new Graph(
                graph.name(),
                graph.nodes().stream().map(this::node).toList(),
                values(graph.inputs()),
                values(graph.outputs()),
                initializers,
                declared);
    }

    private List<ValueInfo> values(List<ValueInfo> values) {
        return values.stream().map(v -> new ValueInfo(v.name(), type(v.type()))).toList();
    }

    private Node node(Node node) {
        Map<String, Attribute> attributes = new HashMap<>();
        node.attributes().forEach((name, value) -> attributes.put(name, attribute(name, value)));
        return new Node(
                node.name(),
                node.operator(),
                node.domain(),
                node.overload(),
                node.inputs(),
                node.outputs(),
                attributes);
    }

    private Attribute attribute(String name, Attribute value) {
        if (value instanceof Attribute.Int(long number)
                && (name.equals("to") || name.equals("dtype"))
                && number == ElementType.FLOAT32.number()) {
            return new Attribute.Int(target.number());
        }
        if (value instanceof Attribute.Tensor(Initializer tensor)) {
            return new Attribute.Tensor(initializer(tensor));
        }
        return value instanceof Attribute.Subgraph(Graph body)
                ? new Attribute.Subgraph(graph(body))
                : value;
    }

    private Initializer initializer(Initializer tensor) {
        if (tensor.type() != ElementType.FLOAT32) {
            return tensor;
        }
        TensorValue value = tensor.value();
        return new Initializer(
                tensor.name(),
                target,
                tensor.dims(),
                tensor.sparse(),
                tensor.data(),
                value instanceof TensorValue.Reals(var _, var shape, var elements)
                        ? new TensorValue.Reals(target, shape, elements)
                        : value);
    }

    private ValueType type(ValueType type) {
        return switch (type) {
            case ValueType.TensorType(var element, var shape) ->
                    new ValueType.TensorType(element(element), shape);
            case ValueType.SparseTensorType(var element, var shape) ->
                    new ValueType.SparseTensorType(element(element), shape);
            case ValueType.SequenceType sequence -> sequence.mapped(this::type);
            case ValueType.OptionalType(var element, var present) ->
                    new ValueType.OptionalType(type(element), present);
            case ValueType.MapType(var key, var value) -> new ValueType.MapType(key, type(value));
            case ValueType.UnknownType _ -> type;
        };
    }

    private ElementType element(ElementType type) {
        return type == ElementType.FLOAT32 ? target : type;
    }
}
