package assay.analyzer.zoo;

import assay.analyzer.onnx.ModelSpec;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/// VGG (Simonyan and Zisserman 2014), plain and with batch normalization.
///
/// torchvision's adaptive pool to 7x7 does nothing at 224 pixels and is left out.
final class Vgg {

    private static final int[] WIDTHS = {64, 128, 256, 512, 512};

    private final Vision layers;
    private final boolean normalized;

    private Vgg(String name, boolean normalized) {
        this.layers = new Vision(name, 1e-5, Activation.RELU);
        this.normalized = normalized;
    }

    static Map<String, Supplier<ModelSpec>> models() {
        Map<String, Supplier<ModelSpec>> models = new HashMap<>();
        add(models, "vgg11", 1, 1, 2, 2, 2);
        add(models, "vgg13", 2, 2, 2, 2, 2);
        add(models, "vgg16", 2, 2, 3, 3, 3);
        add(models, "vgg19", 2, 2, 4, 4, 4);
        return models;
    }

    private static void add(
            Map<String, Supplier<ModelSpec>> models, String name, int... convolutions) {
        models.put(name, () -> new Vgg(name, false).graph(convolutions));
        models.put(name + "_bn", () -> new Vgg(name + "_bn", true).graph(convolutions));
    }

    private ModelSpec graph(int... convolutions) {
        Image x = layers.input(224);
        int module = 0;
        for (int stage = 0; stage < WIDTHS.length; stage++) {
            for (int i = 0; i < convolutions[stage]; i++) {
                Convolution shape = Convolution.same(WIDTHS[stage], 3, 1).withBias();
                x = layers.conv("features." + module++, x, shape);
                if (normalized) {
                    x = layers.norm("features." + module++, x);
                }
                x = layers.act("features." + module++, x, Activation.RELU);
            }
            x = layers.maxPool("features." + module++, x, 2, 2, 0, false);
        }
        Network net = layers.network();
        int features = x.channels() * x.height() * x.width();
        String y = Dense.gemm(net, "classifier.0", layers.flatten(x), features, 4096);
        y = Activation.RELU.apply(net, "classifier.1", y);
        y = Dense.gemm(net, "classifier.3", y, 4096, 4096);
        y = Activation.RELU.apply(net, "classifier.4", y);
        return layers.finish("classifier.6", y, 4096, 1000);
    }
}
