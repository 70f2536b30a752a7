package assay.analyzer.zoo;

import assay.analyzer.onnx.AttributeSpec;
import assay.analyzer.onnx.Fill;
import assay.analyzer.onnx.ModelBuilder;
import assay.analyzer.onnx.ModelSpec;
import assay.analyzer.onnx.NodeSpec;
import assay.analyzer.onnx.WeightSpec;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A network under construction, laid module by module with the names that PyTorch's exporter
/// gives: module `layer1.0.conv1` holds the weight `layer1.0.conv1.weight` and the node
/// `/layer1.0/conv1/Conv`.
///
/// Weights are scaled such that activations keep about unit variance through any depth.
final class Network {

    /// Dims of every graph input and output begin with it.
    static final Dim BATCH = Dim.symbol("batch");

    private static final int IR_VERSION = 8;
    private static final int OPSET = 17;

    private final ModelBuilder model;
    private final Map<String, Integer> uses = new HashMap<>();
    private int unnamedWeights;

    Network(String name) {
        model = new ModelBuilder(name, IR_VERSION, OPSET);
    }

    String input(String name, ElementType type, Dim... dims) {
        return model.input(name, type, Shape.of(dims));
    }

    /// Makes `value` the graph output `name`. The exporter gives the last node's output that name;
    /// an Identity would be a node too many, so the node that makes the value must come last.
    void output(String value, Dim... dims) {
        model.output(value, ElementType.FLOAT32, Shape.of(dims));
    }

    ModelSpec build() {
        return model.build();
    }

    /// Adds a node with one output, named after its module and operator.
    ///
    /// @param attributes name, value, name, value, ...
    String op(String module, String operator, List<String> inputs, Object... attributes) {
        String node = nodeName(module, operator);
        return model.node(node, operator, inputs, node + "_output_0", attributes);
    }

    /// Adds a node whose output is to be a graph output of that name.
    String last(
            String output,
            String module,
            String operator,
            List<String> inputs,
            Object... attributes) {
        return model.node(nodeName(module, operator), operator, inputs, output, attributes);
    }

    /// Adds a node with several outputs.
    List<String> ops(
            String module, String operator, List<String> inputs, int count, Object... attributes) {
        String node = nodeName(module, operator);
        List<String> outputs = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            outputs.add(node + "_output_" + i);
        }
        model.node(
                new NodeSpec(
                        node, operator, "", inputs, outputs, ModelBuilder.attributes(attributes)));
        return outputs;
    }

    /// A Constant node with a one-dimensional int64 tensor.
    String integers(String module, long... values) {
        List<Double> numbers = new ArrayList<>(values.length);
        for (long value : values) {
            numbers.add((double) value);
        }
        return constant(module, ElementType.INT64, List.of((long) values.length), numbers);
    }

    /// A Constant node with a scalar int64.
    String integer(String module, long value) {
        return constant(module, ElementType.INT64, List.of(), List.of((double) value));
    }

    /// A Constant node with a scalar float32.
    String real(String module, double value) {
        return constant(module, ElementType.FLOAT32, List.of(), List.of(value));
    }

    private String constant(String module, ElementType type, List<Long> dims, List<Double> values) {
        return op(
                module,
                "Constant",
                List.of(),
                "value",
                new AttributeSpec.Tensor(type, dims, values));
    }

    /// A learned weight.
    String weight(String name, Fill fill, long... dims) {
        return model.weight(name, fill, dims);
    }

    /// A learned weight that the exporter transposed, and so renamed.
    String transposedWeight(Fill fill, long... dims) {
        return model.weight("onnx::MatMul_" + unnamedWeights++, fill, dims);
    }

    /// A weight that is kept but not learned, or that is a table of the computation.
    String fixed(String name, ElementType type, WeightSpec.Role role, Fill fill, List<Long> dims) {
        return model.weight(new WeightSpec(name, type, dims, fill, role));
    }

    boolean has(String value) {
        return model.has(value);
    }

    /// `/layer1.0/conv1/Conv`, with a number where the module uses an operator again.
    private String nodeName(String module, String operator) {
        StringBuilder path = new StringBuilder("/");
        for (String part : module.split("\\.", -1)) {
            if (part.isEmpty()) {
                continue;
            }
            if (Character.isDigit(part.charAt(0)) && path.length() > 1) {
                path.setCharAt(path.length() - 1, '.');
            }
            path.append(part).append('/');
        }
        String name = path + operator;
        int number = uses.merge(name, 1, Integer::sum) - 1;
        return number == 0 ? name : name + "_" + number;
    }
}
