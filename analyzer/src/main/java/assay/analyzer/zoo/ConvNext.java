package assay.analyzer.zoo;

import assay.analyzer.onnx.Fill;
import assay.analyzer.onnx.ModelSpec;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// ConvNeXt tiny to large (Liu et al. 2022), as torchvision builds it: layer norms over channels,
/// with transposes around them.
final class ConvNext {

    private static final double EPSILON = 1e-6;

    private final Vision layers;
    private final Network net;

    private ConvNext(String name) {
        this.layers = new Vision(name, 1e-5, Activation.GELU);
        this.net = layers.network();
    }

    static Map<String, Supplier<ModelSpec>> models() {
        return Map.of(
                "convnext_tiny",
                () -> new ConvNext("convnext_tiny").graph(96, 3, 3, 9, 3),
                "convnext_small",
                () -> new ConvNext("convnext_small").graph(96, 3, 3, 27, 3),
                "convnext_base",
                () -> new ConvNext("convnext_base").graph(128, 3, 3, 27, 3),
                "convnext_large",
                () -> new ConvNext("convnext_large").graph(192, 3, 3, 27, 3));
    }

    private ModelSpec graph(int width, int... depths) {
        Image x = layers.input(224);
        x = layers.conv("features.0.0", x, new Convolution(width, 4, 4, 0, 1, true), 1);
        x = norm("features.0.1", x);
        int module = 1;
        for (int stage = 0; stage < depths.length; stage++) {
            if (stage > 0) {
                String down = "features." + module++;
                x = norm(down + ".0", x);
                Convolution halve = new Convolution(width << stage, 2, 2, 0, 1, true);
                x = layers.conv(down + ".1", x, halve, 1);
            }
            for (int i = 0; i < depths[stage]; i++) {
                x = block("features." + module + "." + i, x);
            }
            module++;
        }
        x = norm("classifier.0", layers.globalPool("avgpool", x));
        return layers.finish("classifier.2", layers.flatten(x), x.channels(), 1000);
    }

    private Image block(String module, Image x) {
        int width = x.channels();
        Convolution depthwise = Convolution.depthwise(width, 7, 1).withBias();
        String y = layers.conv(module + ".block.0", x, depthwise, 1).value();
        y = channelsLast(module + ".block.1", y);
        y = Dense.layerNorm(net, module + ".block.2", y, width, EPSILON);
        y = Dense.linear(net, module + ".block.3", y, width, 4 * width);
        y = Dense.gelu(net, module + ".block.4", y);
        y = Dense.linear(net, module + ".block.5", y, 4 * width, width, 0.5);
        y = channelsFirst(module + ".block.6", y);
        Fill scales = new Fill.Uniform(0.8, 1.2);
        String scale = net.weight(module + ".layer_scale", scales, width, 1, 1);
        y = net.op(module, "Mul", List.of(scale, y));
        y = net.op(module, "Add", List.of(y, x.value()));
        return new Image(y, width, x.height(), x.width());
    }

    private Image norm(String module, Image x) {
        String y = channelsLast(module, x.value());
        y = Dense.layerNorm(net, module, y, x.channels(), EPSILON);
        return new Image(channelsFirst(module, y), x.channels(), x.height(), x.width());
    }

    private String channelsLast(String module, String x) {
        return net.op(module, "Transpose", List.of(x), "perm", new long[] {0, 2, 3, 1});
    }

    private String channelsFirst(String module, String x) {
        return net.op(module, "Transpose", List.of(x), "perm", new long[] {0, 3, 1, 2});
    }
}
