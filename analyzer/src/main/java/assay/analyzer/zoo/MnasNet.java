package assay.analyzer.zoo;

import assay.analyzer.onnx.ModelSpec;
import java.util.Map;
import java.util.function.Supplier;

/// MNASNet-B1 (Tan et al. 2018) at four widths.
final class MnasNet {

    /// Channels, kernel, stride of the first, expansion, repeats.
    private static final int[][] STAGES = {
        {24, 3, 2, 3, 3},
        {40, 5, 2, 3, 3},
        {80, 5, 2, 6, 3},
        {96, 3, 1, 6, 2},
        {192, 5, 2, 6, 4},
        {320, 3, 1, 6, 1}
    };

    private final Vision layers;
    private final double width;

    private MnasNet(String name, double width) {
        this.layers = new Vision(name, 1e-5, Activation.RELU);
        this.width = width;
    }

    static Map<String, Supplier<ModelSpec>> models() {
        return Map.of(
                "mnasnet0_5", () -> new MnasNet("mnasnet0_5", 0.5).graph(),
                "mnasnet0_75", () -> new MnasNet("mnasnet0_75", 0.75).graph(),
                "mnasnet1_0", () -> new MnasNet("mnasnet1_0", 1.0).graph(),
                "mnasnet1_3", () -> new MnasNet("mnasnet1_3", 1.3).graph());
    }

    private int scaled(int channels) {
        return Widths.multipleOf(8, channels * width);
    }

    private ModelSpec graph() {
        int stem = scaled(32);
        Image x = convNormAct("layers", 0, layers.input(224), Convolution.same(stem, 3, 2));
        x = convNormAct("layers", 3, x, Convolution.depthwise(stem, 3, 1));
        x = convNorm("layers", 6, x, Convolution.same(scaled(16), 1, 1), 1);
        int module = 8;
        for (int[] stage : STAGES) {
            for (int i = 0; i < stage[4]; i++) {
                String name = "layers." + module + "." + i;
                x = block(name, x, scaled(stage[0]), stage[1], i == 0 ? stage[2] : 1, stage[3]);
            }
            module++;
        }
        x = convNormAct("layers", module, x, Convolution.same(1280, 1, 1));
        return layers.classify("classifier.1", x, 1000);
    }

    private Image block(String module, Image x, int to, int kernel, int stride, int expansion) {
        int hidden = x.channels() * expansion;
        boolean residual = stride == 1 && x.channels() == to;
        Image y = convNormAct(module + ".layers", 0, x, Convolution.same(hidden, 1, 1));
        y = convNormAct(module + ".layers", 3, y, Convolution.depthwise(hidden, kernel, stride));
        y = convNorm(module + ".layers", 6, y, Convolution.same(to, 1, 1), residual ? 0.5 : 0.9);
        return residual ? layers.add(module, y, x) : y;
    }

    private Image convNormAct(String module, int index, Image x, Convolution shape) {
        x = convNorm(module, index, x, shape, 1);
        return layers.act(module + "." + (index + 2), x, Activation.RELU);
    }

    private Image convNorm(String module, int index, Image x, Convolution shape, double scale) {
        x = layers.conv(module + "." + index, x, shape);
        return layers.norm(module + "." + (index + 1), x, scale);
    }
}
