package assay.benchmark.calibrate;

import assay.analyzer.onnx.Fill;
import assay.analyzer.onnx.ModelBuilder;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.benchmark.session.InputSpec;
import java.util.ArrayList;
import java.util.List;

/// A model under construction whose nodes follow one another, each fed by the one before.
final class Chain {

    /// The newest operator set that all operators of the ladders have, and its file format.
    static final int OPSET = 17;

    static final int IR_VERSION = 8;

    private final String name;
    private final ModelBuilder model;
    private final List<InputSpec> inputs = new ArrayList<>();
    private String last;
    private int nodes;

    /// A chain that starts at a float input `x` of `shape`.
    Chain(String name, long... shape) {
        this.name = name;
        this.model = new ModelBuilder(name, IR_VERSION, OPSET);
        this.last = input("x", shape);
    }

    /// Another float input.
    String input(String value, long... shape) {
        inputs.add(InputSpec.floats(value, shape));
        return model.input(value, ElementType.FLOAT32, Shape.of(shape));
    }

    /// A stored weight of its own for the next node, of standard deviation `1 / sqrt(fanIn)`, so
    /// that values keep their size along the chain.
    String weight(long fanIn, long... dims) {
        return model.weight(
                "w" + nodes, Fill.Uniform.ofDeviation(1 / Math.sqrt((double) fanIn)), dims);
    }

    /// A stored vector of ones or zeros.
    String constant(String suffix, double value, long length) {
        return model.weight(suffix + nodes, new Fill.Constant(value), length);
    }

    /// Appends a node whose first input is the chain so far.
    Chain then(String operator, List<String> others, Object... attributes) {
        List<String> from = new ArrayList<>();
        from.add(last);
        from.addAll(others);
        last = model.node("n" + nodes, operator, from, "v" + nodes, attributes);
        nodes++;
        return this;
    }

    /// Ends the chain with `shape` as its output.
    Rung rung(Quantity quantity, int links, long... shape) {
        model.output(last, ElementType.FLOAT32, Shape.of(shape));
        return new Rung(name, quantity, links, model.build(), inputs);
    }
}
