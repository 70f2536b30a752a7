package assay.analyzer.zoo;

import assay.analyzer.onnx.ModelSpec;
import java.util.Map;
import java.util.function.Supplier;

/// MobileNetV2 (Sandler et al. 2018).
final class MobileNetV2 {

    /// Expansion, channels, repeats, stride of the first.
    private static final int[][] STAGES = {
        {1, 16, 1, 1},
        {6, 24, 2, 2},
        {6, 32, 3, 2},
        {6, 64, 4, 2},
        {6, 96, 3, 1},
        {6, 160, 3, 2},
        {6, 320, 1, 1}
    };

    private final Vision layers = new Vision("mobilenet_v2", 1e-5, Activation.RELU6);

    static Map<String, Supplier<ModelSpec>> models() {
        return Map.of("mobilenet_v2", () -> new MobileNetV2().graph());
    }

    private ModelSpec graph() {
        Image x = convNormAct("features.0", layers.input(224), Convolution.same(32, 3, 2));
        int module = 1;
        for (int[] stage : STAGES) {
            for (int i = 0; i < stage[2]; i++) {
                x = block("features." + module++, x, stage[0], stage[1], i == 0 ? stage[3] : 1);
            }
        }
        x = convNormAct("features." + module, x, Convolution.same(1280, 1, 1));
        return layers.classify("classifier.1", x, 1000);
    }

    private Image block(String module, Image x, int expansion, int to, int stride) {
        int hidden = x.channels() * expansion;
        Image y = x;
        int index = 0;
        if (expansion != 1) {
            y = convNormAct(module + ".conv." + index++, y, Convolution.same(hidden, 1, 1));
        }
        Convolution depthwise = Convolution.depthwise(hidden, 3, stride);
        y = convNormAct(module + ".conv." + index++, y, depthwise);
        y = layers.conv(module + ".conv." + index++, y, Convolution.same(to, 1, 1));
        boolean residual = stride == 1 && x.channels() == to;
        y = layers.norm(module + ".conv." + index, y, residual ? 0.5 : 0.9);
        return residual ? layers.add(module, x, y) : y;
    }

    private Image convNormAct(String module, Image x, Convolution shape) {
        Image y = layers.norm(module + ".1", layers.conv(module + ".0", x, shape));
        return layers.act(module + ".2", y, Activation.RELU6);
    }
}
