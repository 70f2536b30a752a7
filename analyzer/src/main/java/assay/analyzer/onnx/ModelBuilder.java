package assay.analyzer.onnx;

import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Collects the parts of a [ModelSpec] in the order in which they are to stand in the file.
public final class ModelBuilder {

    private final String name;
    private final int irVersion;
    private final Map<String, Integer> opsets = new LinkedHashMap<>();
    private final List<ValueSpec> inputs = new ArrayList<>();
    private final List<ValueSpec> outputs = new ArrayList<>();
    private final List<NodeSpec> nodes = new ArrayList<>();
    private final List<WeightSpec> weights = new ArrayList<>();
    private final Set<String> values = new LinkedHashSet<>();

    public ModelBuilder(String name, int irVersion, int opset) {
        this.name = name;
        this.irVersion = irVersion;
        opsets.put("", opset);
    }

    /// Imports another operator set.
    public ModelBuilder opset(String domain, int version) {
        opsets.put(domain, version);
        return this;
    }

    /// Adds a graph input and returns its name.
    public String input(String value, ElementType type, Shape shape) {
        define(value);
        inputs.add(new ValueSpec(value, type, shape));
        return value;
    }

    /// Adds a graph output. The value must have been made by a node.
    public void output(String value, ElementType type, Shape shape) {
        outputs.add(new ValueSpec(value, type, shape));
    }

    /// Adds a weight and returns its name.
    public String weight(WeightSpec weight) {
        define(weight.name());
        weights.add(weight);
        return weight.name();
    }

    /// Adds a learned weight of type float32 and returns its name.
    public String weight(String value, Fill fill, long... dims) {
        List<Long> shape = new ArrayList<>(dims.length);
        for (long dim : dims) {
            shape.add(dim);
        }
        return weight(
                new WeightSpec(value, ElementType.FLOAT32, shape, fill, WeightSpec.Role.PARAMETER));
    }

    /// Adds a node.
    public void node(NodeSpec node) {
        for (String output : node.outputs()) {
            define(output);
        }
        nodes.add(node);
    }

    /// Adds a node of ONNX's own operator set with one output, and returns that output's name.
    ///
    /// @param attributes name, value, name, value, ... with values as [AttributeSpec#of] takes them
    public String node(
            String node, String operator, List<String> from, String output, Object... attributes) {
        node(new NodeSpec(node, operator, "", from, List.of(output), attributes(attributes)));
        return output;
    }

    /// Attributes by name, in the order given: name, value, name, value, ...
    public static Map<String, AttributeSpec> attributes(Object... namesAndValues) {
        Map<String, AttributeSpec> attributes = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            attributes.put((String) namesAndValues[i], AttributeSpec.of(namesAndValues[i + 1]));
        }
        return attributes;
    }

    /// Whether a value of that name exists already.
    public boolean has(String value) {
        return values.contains(value);
    }

    /// The model. From IR version 4 on, weights are not listed as inputs.
    public ModelSpec build() {
        return new ModelSpec(
                name, "assay", irVersion, opsets, inputs, outputs, nodes, weights, irVersion < 4);
    }

    private void define(String value) {
        if (!values.add(value) && !value.isEmpty()) {
            throw new IllegalArgumentException(
                    "value '" + value + "' of model '" + name + "' is made twice");
        }
    }
}
