package assay.analyzer.zoo;

import assay.analyzer.onnx.Fill;
import assay.analyzer.onnx.ModelSpec;
import assay.analyzer.onnx.WeightSpec;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Layers of an image network. Convolution and batch normalization stay apart, as an export in
/// training form keeps them.
final class Vision {

    private final Network net;
    private final double epsilon;
    private final double gain;

    /// Values that no activation has taken half of the variance from.
    private final Set<String> linear = new HashSet<>();

    /// @param epsilon of every batch normalization
    /// @param usual the activation most used, which decides the scale of the weights
    Vision(String name, double epsilon, Activation usual) {
        this.net = new Network(name);
        this.epsilon = epsilon;
        this.gain = usual.gain();
    }

    Network network() {
        return net;
    }

    /// The input `[batch, 3, size, size]`.
    Image input(int size) {
        Dim side = Dim.of(size);
        net.input("input", ElementType.FLOAT32, Network.BATCH, Dim.of(3), side, side);
        linear.add("input");
        return new Image("input", 3, size, size);
    }

    /// The same image with another value in it.
    private static Image like(Image image, String value) {
        return new Image(value, image.channels(), image.height(), image.width());
    }

    Image conv(String module, Image x, Convolution shape) {
        return conv(module, x, shape, linear.contains(x.value()) ? 1 : gain);
    }

    /// @param gain variance of the output over mean square of the input
    Image conv(String module, Image x, Convolution shape, double gain) {
        int from = x.channels() / shape.groups();
        int kernel = shape.kernel();
        Fill fill = Fill.Uniform.ofDeviation(Math.sqrt(gain / ((double) from * kernel * kernel)));
        List<String> inputs = new ArrayList<>();
        inputs.add(x.value());
        inputs.add(net.weight(module + ".weight", fill, shape.to(), from, kernel, kernel));
        if (shape.bias()) {
            inputs.add(net.weight(module + ".bias", Dense.bias(), shape.to()));
        }
        String value =
                net.op(
                        module,
                        "Conv",
                        inputs,
                        "dilations",
                        square(1),
                        "group",
                        shape.groups(),
                        "kernel_shape",
                        square(kernel),
                        "pads",
                        new long[] {shape.pad(), shape.pad(), shape.pad(), shape.pad()},
                        "strides",
                        square(shape.stride()));
        return new Image(
                value, shape.to(), shape.outputSize(x.height()), shape.outputSize(x.width()));
    }

    /// Doubles the image's sides: kernel 2, stride 2, with bias.
    Image upConv(String module, Image x, int to) {
        Fill fill = Fill.Uniform.ofDeviation(Math.sqrt(gain / x.channels()));
        String weight = net.weight(module + ".weight", fill, x.channels(), to, 2, 2);
        String bias = net.weight(module + ".bias", Dense.bias(), to);
        String value =
                net.op(
                        module,
                        "ConvTranspose",
                        List.of(x.value(), weight, bias),
                        "dilations",
                        square(1),
                        "group",
                        1,
                        "kernel_shape",
                        square(2),
                        "pads",
                        new long[4],
                        "strides",
                        square(2));
        return new Image(value, to, 2 * x.height(), 2 * x.width());
    }

    Image norm(String module, Image x) {
        return norm(module, x, 1);
    }

    /// @param scale mean of the learned scale; below 1 on the branch of a residual sum, whose
    ///   variances add up
    Image norm(String module, Image x, double scale) {
        int channels = x.channels();
        Fill scales = new Fill.Uniform(0.8 * scale, 1.2 * scale);
        String weight = net.weight(module + ".weight", scales, channels);
        String bias = net.weight(module + ".bias", new Fill.Uniform(-0.1, 0.1), channels);
        String mean = statistic(module + ".running_mean", new Fill.Uniform(-0.1, 0.1), channels);
        String var = statistic(module + ".running_var", new Fill.Uniform(0.8, 1.2), channels);
        String value =
                net.op(
                        module,
                        "BatchNormalization",
                        List.of(x.value(), weight, bias, mean, var),
                        "epsilon",
                        epsilon,
                        "momentum",
                        0.9,
                        "training_mode",
                        0);
        linear.add(value);
        return like(x, value);
    }

    private String statistic(String name, Fill fill, long channels) {
        return net.fixed(
                name, ElementType.FLOAT32, WeightSpec.Role.BUFFER, fill, List.of(channels));
    }

    Image act(String module, Image x, Activation activation) {
        return activation.apply(net, module, x);
    }

    Image add(String module, Image left, Image right) {
        String value = net.op(module, "Add", List.of(left.value(), right.value()));
        linear.add(value);
        return like(left, value);
    }

    Image concat(String module, List<Image> parts) {
        List<String> values = new ArrayList<>();
        int channels = 0;
        for (Image part : parts) {
            values.add(part.value());
            channels += part.channels();
        }
        Image first = parts.getFirst();
        String value = net.op(module, "Concat", values, "axis", 1);
        return new Image(value, channels, first.height(), first.width());
    }

    Image maxPool(String module, Image x, int kernel, int stride, int pad, boolean ceil) {
        int slack = ceil ? stride - 1 : 0;
        String value =
                net.op(
                        module,
                        "MaxPool",
                        List.of(x.value()),
                        "ceil_mode",
                        ceil ? 1 : 0,
                        "kernel_shape",
                        square(kernel),
                        "pads",
                        new long[] {pad, pad, pad, pad},
                        "strides",
                        square(stride));
        return new Image(
                value,
                x.channels(),
                (x.height() + 2 * pad - kernel + slack) / stride + 1,
                (x.width() + 2 * pad - kernel + slack) / stride + 1);
    }

    /// Halves the image by means over 2x2.
    Image halve(String module, Image x) {
        String value =
                net.op(
                        module,
                        "AveragePool",
                        List.of(x.value()),
                        "kernel_shape",
                        square(2),
                        "strides",
                        square(2));
        return new Image(value, x.channels(), x.height() / 2, x.width() / 2);
    }

    Image globalPool(String module, Image x) {
        String value = net.op(module, "GlobalAveragePool", List.of(x.value()));
        return new Image(value, x.channels(), 1, 1);
    }

    /// Squeeze and excitation: the image times a gate made of its channel means.
    ///
    /// @param gate `Sigmoid` or `HardSigmoid`
    Image squeezeExcite(String module, Image x, int squeezed, Activation activation, String gate) {
        Image mean = globalPool(module + ".avgpool", x);
        Image small = conv(module + ".fc1", mean, Convolution.same(squeezed, 1, 1).withBias());
        small = act(module + ".activation", small, activation);
        Image wide = conv(module + ".fc2", small, Convolution.same(x.channels(), 1, 1).withBias());
        String place = module + ".scale_activation";
        String scale =
                gate.equals("HardSigmoid")
                        ? net.op(place, gate, List.of(wide.value()), "alpha", 1.0 / 6)
                        : net.op(place, gate, List.of(wide.value()));
        return like(x, net.op(module, "Mul", List.of(scale, x.value())));
    }

    String flatten(Image x) {
        return net.op("", "Flatten", List.of(x.value()), "axis", 1);
    }

    /// Global mean, then one Linear to the classes: the end of most classifiers.
    ModelSpec classify(String module, Image x, int classes) {
        String features = flatten(globalPool("avgpool", x));
        return finish(module, features, x.channels(), classes);
    }

    /// A last Linear to the output `[batch, classes]`.
    ModelSpec finish(String module, String features, int width, int classes) {
        String output = Dense.lastGemm(net, "output", module, features, width, classes);
        net.output(output, Network.BATCH, Dim.of(classes));
        return net.build();
    }

    private static long[] square(long side) {
        return new long[] {side, side};
    }
}
