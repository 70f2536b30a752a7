package assay.analyzer.zoo;

import assay.analyzer.onnx.ModelSpec;
import java.util.Map;
import java.util.function.Supplier;

/// AlexNet (Krizhevsky 2014, "one weird trick"), as torchvision builds it.
final class AlexNet {

    private final Vision layers = new Vision("alexnet", 1e-5, Activation.RELU);

    static Map<String, Supplier<ModelSpec>> models() {
        return Map.of("alexnet", () -> new AlexNet().graph());
    }

    private ModelSpec graph() {
        Image x = conv(0, layers.input(224), new Convolution(64, 11, 4, 2, 1, true));
        x = layers.maxPool("features.2", x, 3, 2, 0, false);
        x = conv(3, x, Convolution.same(192, 5, 1).withBias());
        x = layers.maxPool("features.5", x, 3, 2, 0, false);
        x = conv(6, x, Convolution.same(384, 3, 1).withBias());
        x = conv(8, x, Convolution.same(256, 3, 1).withBias());
        x = conv(10, x, Convolution.same(256, 3, 1).withBias());
        x = layers.maxPool("features.12", x, 3, 2, 0, false);
        Network net = layers.network();
        int features = x.channels() * x.height() * x.width();
        String y = Dense.gemm(net, "classifier.1", layers.flatten(x), features, 4096);
        y = Activation.RELU.apply(net, "classifier.2", y);
        y = Dense.gemm(net, "classifier.4", y, 4096, 4096);
        y = Activation.RELU.apply(net, "classifier.5", y);
        return layers.finish("classifier.6", y, 4096, 1000);
    }

    private Image conv(int module, Image x, Convolution shape) {
        x = layers.conv("features." + module, x, shape);
        return layers.act("features." + (module + 1), x, Activation.RELU);
    }
}
