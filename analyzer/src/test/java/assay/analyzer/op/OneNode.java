package assay.analyzer.op;

import assay.analyzer.analysis.Assumptions;
import assay.analyzer.analysis.CostModel;
import assay.analyzer.analysis.RuleFailure;
import assay.analyzer.analysis.ShapeInference;
import assay.analyzer.analysis.TypedGraph;
import assay.analyzer.cost.Cost;
import assay.analyzer.graph.Attribute;
import assay.analyzer.graph.Graph;
import assay.analyzer.graph.Graph.ValueInfo;
import assay.analyzer.graph.Model;
import assay.analyzer.graph.Node;
import assay.analyzer.tensor.Bindings;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.ValueType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A model of a single node, and what the analysis says of it. Dims are written as in a report: `"N
/// 3 224 224"`, a number or a symbol each.
final class OneNode {

    private final String operator;
    private final int opset;
    private final List<ValueInfo> inputs = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final Map<String, TensorValue> values = new HashMap<>();
    private final Map<String, Attribute> attributes = new HashMap<>();
    private int outputs = 1;
    private String domain = "ai.onnx";

    OneNode(String operator, int opset) {
        this.operator = operator;
        this.opset = opset;
    }

    /// A node of another domain, in version 1 of its operators.
    static OneNode of(String domain, String operator) {
        OneNode node = new OneNode(operator, 1);
        node.domain = domain;
        return node;
    }

    /// A node of `com.microsoft`.
    static OneNode ofRuntime(String operator) {
        return of("com.microsoft", operator);
    }

    static Shape shape(String dims) {
        List<Dim> all = new ArrayList<>();
        for (String dim : dims.isEmpty() ? new String[0] : dims.split(" ")) {
            all.add(dim.matches("-?\\d+") ? Dim.of(Long.parseLong(dim)) : Dim.symbol(dim));
        }
        return Shape.of(all);
    }

    OneNode input(ElementType type, String dims) {
        return input(ValueType.tensor(type, shape(dims)));
    }

    OneNode input(ValueType type) {
        names.add("x" + names.size());
        inputs.add(new ValueInfo(names.getLast(), type));
        return this;
    }

    OneNode input(String dims) {
        return input(ElementType.FLOAT32, dims);
    }

    /// A vector of known int64 elements, symbols among them.
    OneNode integers(String elements) {
        return value(TensorValue.vector(shape(elements).dims()));
    }

    OneNode value(TensorValue value) {
        List<Dim> dims = value.shape().stream().map(Dim::of).toList();
        input(ValueType.tensor(value.elementType(), Shape.of(dims)));
        values.put(names.getLast(), value);
        return this;
    }

    OneNode absent() {
        names.add("");
        return this;
    }

    OneNode with(String name, Attribute value) {
        attributes.put(name, value);
        return this;
    }

    OneNode with(String name, long value) {
        return with(name, new Attribute.Int(value));
    }

    OneNode with(String name, String value) {
        return with(name, new Attribute.Text(value));
    }

    OneNode ints(String name, Long... values) {
        return with(name, new Attribute.Ints(List.of(values)));
    }

    OneNode outputs(int count) {
        outputs = count;
        return this;
    }

    TypedGraph graph() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < outputs; i++) {
            made.add("y" + i);
        }
        Node node = new Node("node", operator, domain, "", names, made, attributes);
        Graph graph = new Graph("graph", List.of(node), inputs, List.of(), Map.of(), Map.of());
        Model model =
                new Model(
                        Path.of("model.onnx"),
                        0,
                        8,
                        "",
                        "",
                        Map.of(domain, (long) opset),
                        graph,
                        List.of(),
                        Map.of());
        return ShapeInference.infer(
                model, new Assumptions(Bindings.NONE, Bindings.NONE, Map.of(), values, Map.of()));
    }

    /// Type of an output as text: `float32[N, 64]`.
    String type(int output) {
        return graph().type("y" + output).toString();
    }

    String type() {
        return type(0);
    }

    /// Elements of the output, where they are known.
    String folded() {
        return switch (graph().values().get("y0")) {
            case TensorValue.Integers integers -> integers.elements().toString();
            case TensorValue.Reals reals -> reals.elements().toString();
            case TensorValue.Texts texts -> texts.elements().toString();
            case null -> "not known";
        };
    }

    String conflicts() {
        return String.join(
                "; ", graph().conflicts().stream().map(TypedGraph.Conflict::what).toList());
    }

    /// What symbols must stand for, as `N = M`.
    String agreements() {
        return String.join(
                "; ",
                graph().agreements().stream()
                        .map(each -> each.left() + " = " + each.right())
                        .toList());
    }

    /// Throws what a rule threw behind its barrier.
    void checkRules() {
        TypedGraph graph = graph();
        graph.conflicts().forEach(conflict -> failOn(conflict.what()));
        failOn(CostModel.cost(graph.nodes().getFirst()).why());
    }

    private static void failOn(String reason) {
        if (RuleFailure.is(reason)) {
            throw new IllegalStateException(reason);
        }
    }

    Cost cost() {
        return CostModel.cost(graph().nodes().getFirst());
    }
}
