package assay.reports.redact;

import assay.analyzer.graph.Attribute;
import assay.analyzer.graph.Graph;
import assay.analyzer.graph.Graph.ValueInfo;
import assay.analyzer.graph.Initializer;
import assay.analyzer.graph.Model;
import assay.analyzer.graph.Model.Function;
import assay.analyzer.graph.Node;
import assay.analyzer.onnx.ExternalData;
import assay.analyzer.op.Ops;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The same model under other names: nodes, values, weights, symbols, files, and the domains and
/// operators that are not of ONNX or its runtime. Types, shapes, attributes and the values of small
/// tensors stay, so an analysis of it gives the same numbers.
final class RedactedModel {

    /// Those of ONNX and of ONNX Runtime, each by its whole name: anybody may call a domain
    /// `ai.onnx.` and then their own name.
    private static final Set<String> PUBLIC_DOMAINS =
            Set.of(
                    Model.DEFAULT_DOMAIN,
                    "ai.onnx.ml",
                    "ai.onnx.preview",
                    "ai.onnx.preview.training",
                    "ai.onnx.training",
                    "com.microsoft",
                    "com.microsoft.dml",
                    "com.microsoft.experimental",
                    "com.microsoft.nchwc",
                    "com.ms.internal.nhwc");

    /// Latest version of every operator set, to ask whether an operator is a public one.
    private static final int ANY_VERSION = Integer.MAX_VALUE;

    private final Model model;
    private final Pseudonyms names;

    private RedactedModel(Model model, Pseudonyms names) {
        this.model = model;
        this.names = names;
    }

    /// @param name what the model is called from now on
    static Model of(Model model, String name, Pseudonyms names) {
        return new RedactedModel(model, names).model(name);
    }

    private Model model(String name) {
        Graph graph = model.graph();
        graph.inputs().forEach(input -> names.value(input.name(), "input"));
        graph.outputs().forEach(output -> names.value(output.name(), "output"));
        graph.initializers().keySet().forEach(weight -> names.value(weight, "weight"));
        Graph renamed = graph(graph, name);
        List<Function> functions = new ArrayList<>();
        model.functions().forEach(function -> functions.add(function(function)));
        return new Model(
                Path.of(name + ".onnx"),
                model.fileBytes(),
                model.irVersion(),
                "",
                "",
                opsets(model.opsets()),
                renamed,
                functions,
                Map.of());
    }

    private Map<String, Long> opsets(Map<String, Long> opsets) {
        Map<String, Long> renamed = new HashMap<>();
        opsets.forEach((domain, version) -> renamed.put(domain(domain), version));
        return renamed;
    }

    private Graph graph(Graph graph, String name) {
        Map<String, Initializer> initializers = new LinkedHashMap<>();
        graph.initializers()
                .forEach((key, weight) ->
                        initializers.put(names.value(key, "weight"), weight(weight)));
        Map<String, ValueType> declared = new HashMap<>();
        List<Node> nodes = nodes(graph.nodes());
        List<ValueInfo> inputs = values(graph.inputs(), "input");
        List<ValueInfo> outputs = values(graph.outputs(), "output");
        graph.declared()
                .forEach((key, type) -> declared.put(names.value(key, "tensor"), type(type)));
        return new Graph(name, nodes, inputs, outputs, initializers, declared);
    }

    private List<ValueInfo> values(List<ValueInfo> values, String kind) {
        return values.stream()
                .map(value -> new ValueInfo(names.value(value.name(), kind), type(value.type())))
                .toList();
    }

    private List<Node> nodes(List<Node> nodes) {
        List<Node> renamed = new ArrayList<>();
        for (Node node : nodes) {
            Map<String, Attribute> attributes = new LinkedHashMap<>();
            node.attributes().forEach((key, value) -> attributes.put(key, attribute(value)));
            renamed.add(
                    new Node(
                            names.node(node.name()),
                            operator(node.domain(), node.operator()),
                            domain(node.domain()),
                            node.overload(),
                            node.inputs().stream().map(v -> names.value(v, "tensor")).toList(),
                            node.outputs().stream().map(v -> names.value(v, "tensor")).toList(),
                            attributes));
        }
        return renamed;
    }

    private Function function(Function function) {
        Map<String, Attribute> defaults = new HashMap<>();
        function.defaults().forEach((key, value) -> defaults.put(key, attribute(value)));
        return new Function(
                domain(function.domain()),
                operator(function.domain(), function.name()),
                function.overload(),
                function.inputs().stream().map(v -> names.value(v, "tensor")).toList(),
                function.outputs().stream().map(v -> names.value(v, "tensor")).toList(),
                function.attributes(),
                defaults,
                nodes(function.nodes()),
                opsets(function.opsets()));
    }

    private Attribute attribute(Attribute attribute) {
        return switch (attribute) {
            case Attribute.Subgraph(Graph body) -> new Attribute.Subgraph(graph(body, "body"));
            case Attribute.Subgraphs(List<Graph> bodies) ->
                    new Attribute.Subgraphs(
                            bodies.stream().map(body -> graph(body, "body")).toList());
            case Attribute.Tensor(Initializer value) -> new Attribute.Tensor(weight(value));
            case Attribute.Tensors(List<Initializer> values) ->
                    new Attribute.Tensors(values.stream().map(this::weight).toList());
            case Attribute.Sparse(Initializer values, List<Long> shape) ->
                    new Attribute.Sparse(weight(values), shape);
            case Attribute.Type(ValueType type) -> new Attribute.Type(type(type));
            case Attribute.Int _,
                    Attribute.Real _,
                    Attribute.Text _,
                    Attribute.Ints _,
                    Attribute.Reals _,
                    Attribute.Texts _,
                    Attribute.Reference _ ->
                    attribute;
        };
    }

    private Initializer weight(Initializer weight) {
        return new Initializer(
                names.value(weight.name(), "weight"),
                weight.type(),
                weight.dims(),
                weight.sparse(),
                data(weight.data()),
                weight.value());
    }

    /// External data that is there counts as if it lay in the file: the renamed model has no folder
    /// in which it could be looked for. What is missing stays missing, under another name.
    private Initializer.Data data(Initializer.Data data) {
        return switch (data) {
            case Initializer.Data.External(String location, long offset, long length) ->
                    ExternalData.resolve(model.path(), location)
                                    instanceof ExternalData.Found(var _, long bytes)
                            ? new Initializer.Data.Raw(
                                    offset, length < 0 ? Math.max(0, bytes - offset) : length)
                            : new Initializer.Data.External(names.file(location), offset, length);
            case Initializer.Data.Raw _, Initializer.Data.Packed _, Initializer.Data.Inline _ ->
                    data;
        };
    }

    private ValueType type(ValueType type) {
        return type(type, names);
    }

    static ValueType type(ValueType type, Pseudonyms names) {
        return switch (type) {
            case ValueType.TensorType(var element, Shape shape) ->
                    new ValueType.TensorType(element, shape(shape, names));
            case ValueType.SparseTensorType(var element, Shape shape) ->
                    new ValueType.SparseTensorType(element, shape(shape, names));
            case ValueType.SequenceType sequence -> sequence.mapped(each -> type(each, names));
            case ValueType.OptionalType(ValueType element, Boolean present) ->
                    new ValueType.OptionalType(type(element, names), present);
            case ValueType.MapType(var key, ValueType value) ->
                    new ValueType.MapType(key, type(value, names));
            case ValueType.UnknownType _ -> type;
        };
    }

    static Shape shape(Shape shape, Pseudonyms names) {
        return switch (shape) {
            case Shape.Unranked _ -> shape;
            case Shape.Ranked(List<Dim> dims) ->
                    Shape.of(
                            dims.stream()
                                    .map(dim ->
                                            dim instanceof Dim.Symbol(String name)
                                                    ? Dim.symbol(names.symbol(name))
                                                    : dim)
                                    .toList());
        };
    }

    private String domain(String domain) {
        return isPublic(domain) ? domain : names.domain(domain);
    }

    private String operator(String domain, String operator) {
        return isPublic(domain) && Ops.find(domain, operator, ANY_VERSION).isPresent()
                ? operator
                : names.operator(domain, operator);
    }

    private static boolean isPublic(String domain) {
        return PUBLIC_DOMAINS.contains(domain);
    }
}
