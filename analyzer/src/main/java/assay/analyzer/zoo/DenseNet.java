package assay.analyzer.zoo;

import assay.analyzer.onnx.ModelSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// DenseNet (Huang et al. 2016): normalization and activation stand before each convolution, and
/// each layer sees all before it.
final class DenseNet {

    private final Vision layers;
    private final int growth;

    private DenseNet(String name, int growth) {
        this.layers = new Vision(name, 1e-5, Activation.RELU);
        this.growth = growth;
    }

    static Map<String, Supplier<ModelSpec>> models() {
        return Map.of(
                "densenet121",
                () -> new DenseNet("densenet121", 32).graph(64, 6, 12, 24, 16),
                "densenet161",
                () -> new DenseNet("densenet161", 48).graph(96, 6, 12, 36, 24),
                "densenet169",
                () -> new DenseNet("densenet169", 32).graph(64, 6, 12, 32, 32),
                "densenet201",
                () -> new DenseNet("densenet201", 32).graph(64, 6, 12, 48, 32));
    }

    private ModelSpec graph(int stem, int... depths) {
        Image x = layers.conv("features.conv0", layers.input(224), Convolution.same(stem, 7, 2));
        x = normAct("features.norm0", "features.relu0", x);
        x = layers.maxPool("features.pool0", x, 3, 2, 1, false);
        for (int i = 1; i <= depths.length; i++) {
            x = block("features.denseblock" + i, x, depths[i - 1]);
            if (i < depths.length) {
                String module = "features.transition" + i;
                x = normAct(module + ".norm", module + ".relu", x);
                x = layers.conv(module + ".conv", x, Convolution.same(x.channels() / 2, 1, 1));
                x = layers.halve(module + ".pool", x);
            }
        }
        x = normAct("features.norm5", "relu", x);
        return layers.classify("classifier", x, 1000);
    }

    private Image block(String module, Image x, int depth) {
        List<Image> features = new ArrayList<>(List.of(x));
        for (int i = 1; i <= depth; i++) {
            String layer = module + ".denselayer" + i;
            Image y = features.size() == 1 ? x : layers.concat(layer, features);
            y = normAct(layer + ".norm1", layer + ".relu1", y);
            y = layers.conv(layer + ".conv1", y, Convolution.same(4 * growth, 1, 1));
            y = normAct(layer + ".norm2", layer + ".relu2", y);
            features.add(layers.conv(layer + ".conv2", y, Convolution.same(growth, 3, 1)));
        }
        return layers.concat(module, features);
    }

    private Image normAct(String norm, String act, Image x) {
        return layers.act(act, layers.norm(norm, x), Activation.RELU);
    }
}
