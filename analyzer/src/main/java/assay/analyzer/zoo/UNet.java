package assay.analyzer.zoo;

import assay.analyzer.onnx.ModelSpec;
import assay.analyzer.tensor.Dim;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// U-Net (Ronneberger et al. 2015) with padded convolutions, batch normalization and transposed
/// convolutions on the way up; 3 channels in, 2 classes out, at 256x256.
final class UNet {

    private static final int SIZE = 256;
    private static final int CLASSES = 2;

    private final Vision layers = new Vision("unet", 1e-5, Activation.RELU);

    static Map<String, Supplier<ModelSpec>> models() {
        return Map.of("unet", () -> new UNet().graph());
    }

    private ModelSpec graph() {
        Deque<Image> skips = new ArrayDeque<>();
        Image x = twice("inc.double_conv", layers.input(SIZE), 64);
        for (int level = 1; level <= 4; level++) {
            skips.push(x);
            String module = "down" + level + ".maxpool_conv";
            x = layers.maxPool(module + ".0", x, 2, 2, 0, false);
            x = twice(module + ".1.double_conv", x, 64 << level);
        }
        for (int level = 1; level <= 4; level++) {
            String module = "up" + level;
            Image up = layers.upConv(module + ".up", x, x.channels() / 2);
            Image joined = layers.concat(module, List.of(skips.pop(), up));
            x = twice(module + ".conv.double_conv", joined, up.channels());
        }
        x = layers.conv("outc.conv", x, Convolution.same(CLASSES, 1, 1).withBias());
        Dim side = Dim.of(SIZE);
        layers.network().output(x.value(), Network.BATCH, Dim.of(CLASSES), side, side);
        return layers.network().build();
    }

    private Image twice(String module, Image x, int to) {
        x = layers.norm(module + ".1", layers.conv(module + ".0", x, Convolution.same(to, 3, 1)));
        x = layers.act(module + ".2", x, Activation.RELU);
        x = layers.norm(module + ".4", layers.conv(module + ".3", x, Convolution.same(to, 3, 1)));
        return layers.act(module + ".5", x, Activation.RELU);
    }
}
