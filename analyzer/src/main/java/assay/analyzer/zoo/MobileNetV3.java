package assay.analyzer.zoo;

import assay.analyzer.onnx.ModelSpec;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// MobileNetV3 large and small (Howard et al. 2019).
final class MobileNetV3 {

    private record Block(
            int kernel, int hidden, int to, boolean squeezes, Activation activation, int stride) {}

    private static final List<Block> LARGE =
            List.of(
                    new Block(3, 16, 16, false, Activation.RELU, 1),
                    new Block(3, 64, 24, false, Activation.RELU, 2),
                    new Block(3, 72, 24, false, Activation.RELU, 1),
                    new Block(5, 72, 40, true, Activation.RELU, 2),
                    new Block(5, 120, 40, true, Activation.RELU, 1),
                    new Block(5, 120, 40, true, Activation.RELU, 1),
                    new Block(3, 240, 80, false, Activation.HARD_SWISH, 2),
                    new Block(3, 200, 80, false, Activation.HARD_SWISH, 1),
                    new Block(3, 184, 80, false, Activation.HARD_SWISH, 1),
                    new Block(3, 184, 80, false, Activation.HARD_SWISH, 1),
                    new Block(3, 480, 112, true, Activation.HARD_SWISH, 1),
                    new Block(3, 672, 112, true, Activation.HARD_SWISH, 1),
                    new Block(5, 672, 160, true, Activation.HARD_SWISH, 2),
                    new Block(5, 960, 160, true, Activation.HARD_SWISH, 1),
                    new Block(5, 960, 160, true, Activation.HARD_SWISH, 1));

    private static final List<Block> SMALL =
            List.of(
                    new Block(3, 16, 16, true, Activation.RELU, 2),
                    new Block(3, 72, 24, false, Activation.RELU, 2),
                    new Block(3, 88, 24, false, Activation.RELU, 1),
                    new Block(5, 96, 40, true, Activation.HARD_SWISH, 2),
                    new Block(5, 240, 40, true, Activation.HARD_SWISH, 1),
                    new Block(5, 240, 40, true, Activation.HARD_SWISH, 1),
                    new Block(5, 120, 48, true, Activation.HARD_SWISH, 1),
                    new Block(5, 144, 48, true, Activation.HARD_SWISH, 1),
                    new Block(5, 288, 96, true, Activation.HARD_SWISH, 2),
                    new Block(5, 576, 96, true, Activation.HARD_SWISH, 1),
                    new Block(5, 576, 96, true, Activation.HARD_SWISH, 1));

    private final Vision layers;

    private MobileNetV3(String name) {
        this.layers = new Vision(name, 1e-3, Activation.HARD_SWISH);
    }

    static Map<String, Supplier<ModelSpec>> models() {
        return Map.of(
                "mobilenet_v3_large",
                () -> new MobileNetV3("mobilenet_v3_large").graph(LARGE, 1280),
                "mobilenet_v3_small",
                () -> new MobileNetV3("mobilenet_v3_small").graph(SMALL, 1024));
    }

    private ModelSpec graph(List<Block> blocks, int penultimate) {
        Activation swish = Activation.HARD_SWISH;
        Image x = layers.input(224);
        x = convNormAct("features.0", x, Convolution.same(16, 3, 2), swish);
        for (int i = 0; i < blocks.size(); i++) {
            x = block("features." + (i + 1), x, blocks.get(i));
        }
        Convolution last = Convolution.same(6 * x.channels(), 1, 1);
        x = convNormAct("features." + (blocks.size() + 1), x, last, swish);
        Network net = layers.network();
        String features = layers.flatten(layers.globalPool("avgpool", x));
        String y = Dense.gemm(net, "classifier.0", features, x.channels(), penultimate);
        y = swish.apply(net, "classifier.1", y);
        return layers.finish("classifier.3", y, penultimate, 1000);
    }

    private Image block(String module, Image x, Block block) {
        Image y = x;
        int index = 0;
        if (block.hidden() != x.channels()) {
            Convolution expand = Convolution.same(block.hidden(), 1, 1);
            y = convNormAct(module + ".block." + index++, y, expand, block.activation());
        }
        Convolution depthwise =
                Convolution.depthwise(block.hidden(), block.kernel(), block.stride());
        y = convNormAct(module + ".block." + index++, y, depthwise, block.activation());
        if (block.squeezes()) {
            int quarter = block.hidden() / 4;
            int squeezed = Widths.multipleOf(8, quarter);
            String place = module + ".block." + index++;
            y = layers.squeezeExcite(place, y, squeezed, Activation.RELU, "HardSigmoid");
        }
        y = layers.conv(module + ".block." + index + ".0", y, Convolution.same(block.to(), 1, 1));
        boolean residual = block.stride() == 1 && x.channels() == block.to();
        y = layers.norm(module + ".block." + index + ".1", y, residual ? 0.5 : 1);
        return residual ? layers.add(module, y, x) : y;
    }

    private Image convNormAct(String module, Image x, Convolution shape, Activation activation) {
        Image y = layers.norm(module + ".1", layers.conv(module + ".0", x, shape));
        return layers.act(module + ".2", y, activation);
    }
}
