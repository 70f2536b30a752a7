package assay.analyzer.op;

import assay.analyzer.analysis.Analysis;
import assay.analyzer.analysis.Assumptions;
import assay.analyzer.analysis.CostModel;
import assay.analyzer.analysis.RuleFailure;
import assay.analyzer.analysis.ShapeInference;
import assay.analyzer.analysis.TypedGraph;
import assay.analyzer.cost.Cost;
import assay.analyzer.graph.Attribute;
import assay.analyzer.graph.Graph;
import assay.analyzer.graph.Graph.ValueInfo;
import assay.analyzer.graph.Initializer;
import assay.analyzer.graph.Model;
import assay.analyzer.graph.Node;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.ValueType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Builds small graphs node by node and runs the analysis over them.
public final class SmallModel {

    private final List<Node> nodes = new ArrayList<>();
    private final List<ValueInfo> inputs = new ArrayList<>();
    private final List<ValueInfo> outputs = new ArrayList<>();
    private final Map<String, Initializer> stored = new LinkedHashMap<>();

    public SmallModel input(String name, ElementType type, Object... dims) {
        List<Dim> shape = new ArrayList<>();
        for (Object dim : dims) {
            shape.add(
                    dim instanceof String symbol
                            ? Dim.symbol(symbol)
                            : Dim.of(((Number) dim).longValue()));
        }
        return input(name, ValueType.tensor(type, Shape.of(shape)));
    }

    public SmallModel input(String name, ValueType type) {
        inputs.add(new ValueInfo(name, type));
        return this;
    }

    public SmallModel constant(String name, TensorValue value) {
        stored.put(
                name,
                new Initializer(
                        name,
                        value.elementType(),
                        value.shape(),
                        false,
                        new Initializer.Data.Inline(),
                        value));
        return this;
    }

    /// A stored tensor of which only the type is known, as of a large one.
    public SmallModel weight(String name, ElementType type, Long... dims) {
        stored.put(
                name,
                new Initializer(
                        name, type, List.of(dims), false, new Initializer.Data.Raw(0, 0), null));
        return this;
    }

    /// A stored tensor as it stands.
    public SmallModel stored(Initializer tensor) {
        stored.put(tensor.name(), tensor);
        return this;
    }

    public SmallModel node(
            String domain,
            String operator,
            List<String> from,
            List<String> to,
            Map<String, Attribute> attributes) {
        nodes.add(new Node(operator + nodes.size(), operator, domain, "", from, to, attributes));
        return this;
    }

    public SmallModel node(String operator, List<String> from, List<String> to) {
        return node(Model.DEFAULT_DOMAIN, operator, from, to, Map.of());
    }

    public SmallModel output(String name) {
        outputs.add(new ValueInfo(name, ValueType.unknown("not declared")));
        return this;
    }

    public Graph graph() {
        return new Graph("g", nodes, inputs, outputs, stored, Map.of());
    }

    public Model model() {
        return new Model(
                Path.of("small.onnx"),
                0,
                10,
                "",
                "",
                Map.of(Model.DEFAULT_DOMAIN, 21L, "com.microsoft", 1L),
                graph(),
                List.of(),
                Map.of());
    }

    public TypedGraph typed() {
        return ShapeInference.infer(model(), Assumptions.NONE);
    }

    public Analysis analysis() {
        return Analysis.of(model(), Assumptions.NONE);
    }

    /// Throws what a rule threw behind its barrier.
    void checkRules() {
        TypedGraph graph = typed();
        graph.conflicts().forEach(conflict -> failOn(conflict.what()));
        CostModel.costs(graph.nodes()).forEach(cost -> failOn(cost.why()));
    }

    private static void failOn(String reason) {
        if (RuleFailure.is(reason)) {
            throw new IllegalStateException(reason);
        }
    }

    Cost cost() {
        return Cost.sum(CostModel.costs(typed().nodes()));
    }
}
