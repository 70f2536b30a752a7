package assay.analyzer.zoo;

import assay.analyzer.onnx.Fill;
import assay.analyzer.onnx.ModelBuilder;
import assay.analyzer.onnx.ModelSpec;
import assay.analyzer.onnx.WeightSpec;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import java.util.List;

/// ResNet-18 as GluonCV's `resnet18_v1` was exported for the ONNX model zoo (`resnet18-v1-7`): IR
/// version 3, opset 8, convolutions without bias, weights listed as inputs.
///
/// Its graph and names differ from those of a PyTorch export, so it shares no layers with the other
/// residual networks.
final class ResNet18Gluon {

    private static final String PREFIX = "resnetv15_";

    private final ModelBuilder model = new ModelBuilder("resnet18", 3, 8);

    static ModelSpec build() {
        return new ResNet18Gluon().graph();
    }

    private ModelSpec graph() {
        Dim batch = Dim.symbol("N");
        Shape image = Shape.of(batch, Dim.of(3), Dim.of(224), Dim.of(224));
        String data = model.input("data", ElementType.FLOAT32, image);
        String x = conv(PREFIX, 0, data, 3, 64, 7, 2);
        x = norm(PREFIX, 0, x, 64, 1);
        x = relu(PREFIX + "relu0_fwd", x);
        x =
                model.node(
                        PREFIX + "pool0_fwd",
                        "MaxPool",
                        List.of(x),
                        PREFIX + "pool0_fwd",
                        "kernel_shape",
                        new long[] {3, 3},
                        "pads",
                        new long[] {1, 1, 1, 1},
                        "strides",
                        new long[] {2, 2});
        int channels = 64;
        for (int stage = 1; stage <= 4; stage++) {
            int width = 64 << (stage - 1);
            x = stage(x, stage, channels, width);
            channels = width;
        }
        String pool = PREFIX + "pool1_fwd";
        x = model.node(pool, "GlobalAveragePool", List.of(x), pool);
        x = model.node("flatten_170", "Flatten", List.of(x), "flatten_170");
        x = dense(x);
        model.output(x, ElementType.FLOAT32, Shape.of(batch, Dim.of(1000)));
        return model.build();
    }

    /// Two basic blocks; from the second stage on, the first halves the image and projects the
    /// shortcut. Gluon numbers the projection after the first block's two convolutions, and exports
    /// it before them.
    private String stage(String x, int stage, int from, int to) {
        String prefix = PREFIX + "stage" + stage + "_";
        boolean projects = from != to;
        String shortcut = x;
        if (projects) {
            shortcut = norm(prefix, 2, conv(prefix, 2, x, from, to, 1, 2), to, 0.5);
        }
        x = block(x, shortcut, prefix, 0, 0, from, to);
        return block(x, x, prefix, projects ? 3 : 2, 1, to, to);
    }

    private String block(
            String x, String shortcut, String prefix, int layer, int block, int from, int to) {
        x = conv(prefix, layer, x, from, to, 3, from == to ? 1 : 2);
        x = norm(prefix, layer, x, to, 1);
        x = relu(prefix + "relu" + block + "_fwd", x);
        x = norm(prefix, layer + 1, conv(prefix, layer + 1, x, to, to, 3, 1), to, 0.5);
        String plus = prefix + "_plus" + block;
        x = model.node(plus, "Add", List.of(shortcut, x), plus);
        return relu(prefix + "activation" + block, x);
    }

    private String conv(
            String prefix, int number, String x, int from, int to, int kernel, int stride) {
        String layer = prefix + "conv" + number;
        double deviation = Math.sqrt(2.0 / (from * kernel * kernel));
        String weight =
                model.weight(
                        layer + "_weight",
                        Fill.Uniform.ofDeviation(deviation),
                        to,
                        from,
                        kernel,
                        kernel);
        long pad = kernel / 2;
        return model.node(
                layer + "_fwd",
                "Conv",
                List.of(x, weight),
                layer + "_fwd",
                "dilations",
                new long[] {1, 1},
                "group",
                1,
                "kernel_shape",
                new long[] {kernel, kernel},
                "pads",
                new long[] {pad, pad, pad, pad},
                "strides",
                new long[] {stride, stride});
    }

    /// @param gain mean of the scale; below 1 on both arms of a sum, whose variances add up
    private String norm(String prefix, int number, String x, int channels, double gain) {
        String layer = prefix + "batchnorm" + number;
        String gamma = layer + "_gamma";
        model.weight(gamma, new Fill.Uniform(0.8 * gain, 1.2 * gain), channels);
        String beta = model.weight(layer + "_beta", new Fill.Uniform(-0.1, 0.1), channels);
        String mean = statistic(layer + "_running_mean", new Fill.Uniform(-0.1, 0.1), channels);
        String var = statistic(layer + "_running_var", new Fill.Uniform(0.8, 1.2), channels);
        return model.node(
                layer + "_fwd",
                "BatchNormalization",
                List.of(x, gamma, beta, mean, var),
                layer + "_fwd",
                "epsilon",
                1e-5,
                "momentum",
                0.9,
                "spatial",
                1);
    }

    private String statistic(String name, Fill fill, long channels) {
        return model.weight(
                new WeightSpec(
                        name,
                        ElementType.FLOAT32,
                        List.of(channels),
                        fill,
                        WeightSpec.Role.BUFFER));
    }

    private String relu(String name, String x) {
        return model.node(name, "Relu", List.of(x), name);
    }

    private String dense(String x) {
        String layer = PREFIX + "dense0";
        Fill fill = Fill.Uniform.ofDeviation(Math.sqrt(1.0 / 512));
        String weight = model.weight(layer + "_weight", fill, 1000, 512);
        String bias = model.weight(layer + "_bias", new Fill.Uniform(-0.05, 0.05), 1000);
        return model.node(
                layer + "_fwd",
                "Gemm",
                List.of(x, weight, bias),
                layer + "_fwd",
                "alpha",
                1.0f,
                "beta",
                1.0f,
                "transA",
                0,
                "transB",
                1);
    }
}
