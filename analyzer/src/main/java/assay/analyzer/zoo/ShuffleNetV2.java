package assay.analyzer.zoo;

import assay.analyzer.onnx.ModelSpec;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// ShuffleNetV2 (Ma et al. 2018) at four widths.
final class ShuffleNetV2 {

    private static final int[] DEPTHS = {4, 8, 4};

    private final Vision layers;

    private ShuffleNetV2(String name) {
        this.layers = new Vision(name, 1e-5, Activation.RELU);
    }

    static Map<String, Supplier<ModelSpec>> models() {
        return Map.of(
                "shufflenet_v2_x0_5",
                () -> new ShuffleNetV2("shufflenet_v2_x0_5").graph(48, 96, 192, 1024),
                "shufflenet_v2_x1_0",
                () -> new ShuffleNetV2("shufflenet_v2_x1_0").graph(116, 232, 464, 1024),
                "shufflenet_v2_x1_5",
                () -> new ShuffleNetV2("shufflenet_v2_x1_5").graph(176, 352, 704, 1024),
                "shufflenet_v2_x2_0",
                () -> new ShuffleNetV2("shufflenet_v2_x2_0").graph(244, 488, 976, 2048));
    }

    /// @param widths channels of the three stages and of the last convolution
    private ModelSpec graph(int... widths) {
        Image x = convNormAct("conv1", 0, layers.input(224), Convolution.same(24, 3, 2));
        x = layers.maxPool("maxpool", x, 3, 2, 1, false);
        for (int stage = 0; stage < DEPTHS.length; stage++) {
            String module = "stage" + (stage + 2);
            x = down(module + ".0", x, widths[stage] / 2);
            for (int i = 1; i < DEPTHS[stage]; i++) {
                x = unit(module + "." + i, x);
            }
        }
        x = convNormAct("conv5", 0, x, Convolution.same(widths[DEPTHS.length], 1, 1));
        return layers.classify("fc", x, 1000);
    }

    /// Halves the image: both branches see all channels and yield `half` each.
    private Image down(String module, Image x, int half) {
        String left = module + ".branch1";
        Image y = convNorm(left, 0, x, Convolution.depthwise(x.channels(), 3, 2));
        y = convNormAct(left, 2, y, Convolution.same(half, 1, 1));
        Image z = branch(module + ".branch2", x, half, 2);
        return shuffle(module, layers.concat(module, List.of(y, z)));
    }

    /// Half of the channels pass, the other half is worked on.
    private Image unit(String module, Image x) {
        int half = x.channels() / 2;
        List<String> halves =
                layers.network().ops(module, "Split", List.of(x.value()), 2, "axis", 1);
        Image left = new Image(halves.get(0), half, x.height(), x.width());
        Image right = new Image(halves.get(1), half, x.height(), x.width());
        right = branch(module + ".branch2", right, half, 1);
        return shuffle(module, layers.concat(module, List.of(left, right)));
    }

    private Image branch(String module, Image x, int half, int stride) {
        x = convNormAct(module, 0, x, Convolution.same(half, 1, 1));
        x = convNorm(module, 3, x, Convolution.depthwise(half, 3, stride));
        return convNormAct(module, 5, x, Convolution.same(half, 1, 1));
    }

    /// Interleaves the two halves of the channels.
    private Image shuffle(String module, Image x) {
        Network net = layers.network();
        int half = x.channels() / 2;
        String parted = net.integers(module, 0, 2, half, x.height(), x.width());
        String y = net.op(module, "Reshape", List.of(x.value(), parted));
        y = net.op(module, "Transpose", List.of(y), "perm", new long[] {0, 2, 1, 3, 4});
        String joined = net.integers(module, 0, x.channels(), x.height(), x.width());
        y = net.op(module, "Reshape", List.of(y, joined));
        return new Image(y, x.channels(), x.height(), x.width());
    }

    private Image convNormAct(String module, int index, Image x, Convolution shape) {
        x = convNorm(module, index, x, shape);
        return layers.act(module + "." + (index + 2), x, Activation.RELU);
    }

    private Image convNorm(String module, int index, Image x, Convolution shape) {
        x = layers.conv(module + "." + index, x, shape);
        return layers.norm(module + "." + (index + 1), x);
    }
}
