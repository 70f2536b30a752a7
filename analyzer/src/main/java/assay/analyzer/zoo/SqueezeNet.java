package assay.analyzer.zoo;

import assay.analyzer.onnx.ModelSpec;
import assay.analyzer.tensor.Dim;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// SqueezeNet 1.0 and 1.1 (Iandola et al. 2016).
final class SqueezeNet {

    /// Width of each fire module's squeeze; it expands to four times that by 1x1 and by 3x3.
    private static final int[] SQUEEZES = {16, 16, 32, 32, 48, 48, 64, 64};

    private final Vision layers;

    private SqueezeNet(String name) {
        this.layers = new Vision(name, 1e-5, Activation.RELU);
    }

    static Map<String, Supplier<ModelSpec>> models() {
        return Map.of(
                "squeezenet1_0",
                () -> new SqueezeNet("squeezenet1_0").graph(96, 7, List.of(0, 3, 7)),
                "squeezenet1_1",
                () -> new SqueezeNet("squeezenet1_1").graph(64, 3, List.of(0, 2, 4)));
    }

    /// @param pools numbers of the fire modules that a pool stands before
    private ModelSpec graph(int stem, int kernel, List<Integer> pools) {
        Image x = layers.input(224);
        x = layers.conv("features.0", x, new Convolution(stem, kernel, 2, 0, 1, true));
        x = layers.act("features.1", x, Activation.RELU);
        int module = 2;
        for (int i = 0; i < SQUEEZES.length; i++) {
            if (pools.contains(i)) {
                x = layers.maxPool("features." + module++, x, 3, 2, 0, true);
            }
            x = fire("features." + module++, x, SQUEEZES[i]);
        }
        x = conv("classifier.1", x, 1000, 1);
        String output = net().last("output", "", "Flatten", pooled(x), "axis", 1);
        net().output(output, Network.BATCH, Dim.of(1000));
        return net().build();
    }

    private Network net() {
        return layers.network();
    }

    private List<String> pooled(Image x) {
        return List.of(layers.globalPool("classifier.3", x).value());
    }

    private Image fire(String module, Image x, int squeeze) {
        Image small = conv(module + ".squeeze", x, squeeze, 1);
        Image one = conv(module + ".expand1x1", small, 4 * squeeze, 1);
        Image three = conv(module + ".expand3x3", small, 4 * squeeze, 3);
        return layers.concat(module, List.of(one, three));
    }

    private Image conv(String module, Image x, int to, int kernel) {
        x = layers.conv(module, x, Convolution.same(to, kernel, 1).withBias());
        return layers.act(module + "_activation", x, Activation.RELU);
    }
}
