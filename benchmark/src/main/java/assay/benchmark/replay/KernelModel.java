package assay.benchmark.replay;

import assay.analyzer.onnx.AttributeSpec;
import assay.analyzer.onnx.Fill;
import assay.analyzer.onnx.ModelBuilder;
import assay.analyzer.onnx.NodeSpec;
import assay.analyzer.onnx.OnnxWriter;
import assay.analyzer.onnx.WeightSpec;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.benchmark.session.InputSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A model that holds one kernel several times. It is to be run without optimisation, so that
/// nothing in it is merged or pruned: the kernel is already what optimising made of the graph.
///
/// Copies form chains where shapes allow, as in a model, where a kernel reads what one before it
/// has written. There are several such lanes, taken in turn, so that between the writing of a value
/// and its reading as many bytes pass through the caches as pass in the model: one chain alone
/// would find its values nearer than the model does. What does not flow along a chain is read from
/// several buffers in turn, for the same reason. Each copy has weights of its own.
///
/// What a copy writes goes to memory that one before it has just read and freed, nearer than in a
/// model, where the memory of an output rested longer: MiniLM's BiasGelu, which writes 0.8 MB,
/// takes 178 us here and 230 to 280 in the model (with it and without, as told in [ProfilerCost]).
final class KernelModel {

    private static final int IR_VERSION = 8;

    private final Kernel kernel;
    private final Rotation rotation;
    private final ModelBuilder model;
    private final List<InputSpec> inputs = new ArrayList<>();

    private KernelModel(Kernel kernel, Rotation rotation) {
        this.kernel = kernel;
        this.rotation = rotation;
        String domain = kernel.node().domain();
        boolean own = domain.equals("ai.onnx");
        this.model = new ModelBuilder("kernel", IR_VERSION, own ? kernel.opset() : 17);
        if (!own) {
            model.opset(domain, kernel.opset());
        }
    }

    /// Writes it to `file` and returns what to feed it.
    static List<InputSpec> write(Kernel kernel, int copies, Rotation rotation, Path file) {
        KernelModel made = new KernelModel(kernel, rotation);
        made.build(copies);
        OnnxWriter.write(made.model.build(), file, 1);
        return made.inputs;
    }

    private void build(int copies) {
        for (int i = 0; i < kernel.inputs().size(); i++) {
            if (kernel.inputs().get(i) instanceof Operand.Activation(var type, var dims)) {
                for (int buffer = 0; buffer < buffers(i); buffer++) {
                    addInput("x" + buffer + "_" + i, type, dims);
                }
            }
        }
        for (int copy = 0; copy < copies; copy++) {
            add(copy);
        }
        if (kernel.outputs().getFirst() instanceof Operand.Activation(var type, var dims)) {
            model.output("y" + (copies - 1) + "_0", type, shape(dims));
        }
    }

    private int buffers(int input) {
        return input == kernel.chainInput() ? rotation.lanes() : rotation.buffers().get(input);
    }

    private void addInput(String name, ElementType type, List<Long> dims) {
        model.input(name, type, shape(dims));
        // Around 1, so that a chain neither vanishes into denormal numbers nor overflows; integers
        // are 0 or 1, which any index may be.
        inputs.add(
                new InputSpec(
                        name, type, dims, type.isFloat() ? 0.5 : 0, type.isFloat() ? 1.5 : 1));
    }

    private void add(int copy) {
        List<String> from = new ArrayList<>();
        for (int i = 0; i < kernel.inputs().size(); i++) {
            from.add(input(copy, i));
        }
        List<String> to = new ArrayList<>();
        for (int i = 0; i < kernel.outputs().size(); i++) {
            boolean wanted = !kernel.node().outputs().get(i).isEmpty();
            to.add(wanted ? "y" + copy + "_" + i : "");
        }
        Map<String, AttributeSpec> attributes = new LinkedHashMap<>();
        kernel.node()
                .attributes()
                .forEach((name, value) -> {
                    AttributeSpec written = AttributeCopy.of(value);
                    if (written != null) {
                        attributes.put(name, written);
                    }
                });
        String domain = kernel.node().domain();
        model.node(
                new NodeSpec(
                        "copy" + copy,
                        kernel.node().operator(),
                        domain.equals("ai.onnx") ? "" : domain,
                        from,
                        to,
                        attributes));
    }

    private String input(int copy, int index) {
        return switch (kernel.inputs().get(index)) {
            case Operand.Absent _ -> "";
            case Operand.Activation _ ->
                    index == kernel.chainInput() && copy >= rotation.lanes()
                            ? "y" + (copy - rotation.lanes()) + "_0"
                            : "x" + copy % buffers(index) + "_" + index;
            case Operand.Known(var type, var dims, var values) ->
                    once("c" + index, type, dims, new Fill.Values(values));
            case Operand.Weight(var type, var dims) ->
                    once(
                            (kernel.sharesWeights() ? "w" : "w" + copy + "_") + index,
                            type,
                            dims,
                            fill(type, dims));
        };
    }

    private String once(String name, ElementType type, List<Long> dims, Fill fill) {
        return model.has(name)
                ? name
                : model.weight(new WeightSpec(name, type, dims, fill, WeightSpec.Role.PARAMETER));
    }

    /// Floats keep what flows through them at its scale; bytes take all values; other integers,
    /// that may be indices, are 0.
    private static Fill fill(ElementType type, List<Long> dims) {
        if (type.isFloat()) {
            long fanIn = 1;
            for (int i = dims.size() == 2 ? 0 : 1;
                    i < dims.size() - (dims.size() == 2 ? 1 : 0);
                    i++) {
                fanIn *= dims.get(i);
            }
            return Fill.Uniform.ofDeviation(1 / Math.sqrt((double) Math.max(1, fanIn)));
        }
        return switch (type) {
            case INT8 -> new Fill.Uniform(-127, 127);
            case UINT8 -> new Fill.Uniform(0, 255);
            default -> new Fill.Constant(0);
        };
    }

    private static Shape shape(List<Long> dims) {
        return Shape.of(dims.stream().mapToLong(Long::longValue).toArray());
    }
}
