package assay.analyzer.zoo;

import assay.analyzer.onnx.ModelSpec;
import java.util.Map;
import java.util.function.Supplier;

/// Residual networks (He et al. 2015), ResNeXt (Xie et al. 2016) and Wide ResNet (Zagoruyko 2016)
/// as torchvision builds them, stride on the 3x3 convolution ("v1.5").
final class ResNet {

    private final Vision layers;
    private final boolean bottleneck;
    private final int groups;
    private final int groupWidth;

    private ResNet(String name, boolean bottleneck, int groups, int groupWidth) {
        this.layers = new Vision(name, 1e-5, Activation.RELU);
        this.bottleneck = bottleneck;
        this.groups = groups;
        this.groupWidth = groupWidth;
    }

    static Map<String, Supplier<ModelSpec>> models() {
        return Map.of(
                "resnet34",
                () -> new ResNet("resnet34", false, 1, 64).graph(3, 4, 6, 3),
                "resnet50",
                () -> new ResNet("resnet50", true, 1, 64).graph(3, 4, 6, 3),
                "resnet101",
                () -> new ResNet("resnet101", true, 1, 64).graph(3, 4, 23, 3),
                "resnet152",
                () -> new ResNet("resnet152", true, 1, 64).graph(3, 8, 36, 3),
                "resnext50_32x4d",
                () -> new ResNet("resnext50_32x4d", true, 32, 4).graph(3, 4, 6, 3),
                "resnext101_32x8d",
                () -> new ResNet("resnext101_32x8d", true, 32, 8).graph(3, 4, 23, 3),
                "resnext101_64x4d",
                () -> new ResNet("resnext101_64x4d", true, 64, 4).graph(3, 4, 23, 3),
                "wide_resnet50_2",
                () -> new ResNet("wide_resnet50_2", true, 1, 128).graph(3, 4, 6, 3),
                "wide_resnet101_2",
                () -> new ResNet("wide_resnet101_2", true, 1, 128).graph(3, 4, 23, 3));
    }

    private ModelSpec graph(int... depths) {
        Image x = layers.input(224);
        x = layers.conv("conv1", x, Convolution.same(64, 7, 2));
        x = layers.act("relu", layers.norm("bn1", x), Activation.RELU);
        x = layers.maxPool("maxpool", x, 3, 2, 1, false);
        for (int stage = 0; stage < depths.length; stage++) {
            for (int i = 0; i < depths[stage]; i++) {
                int stride = i == 0 && stage > 0 ? 2 : 1;
                x = block("layer" + (stage + 1) + "." + i, x, 64 << stage, stride);
            }
        }
        return layers.classify("fc", x, 1000);
    }

    private Image block(String module, Image x, int planes, int stride) {
        int to = bottleneck ? 4 * planes : planes;
        Image shortcut = x;
        boolean projects = stride != 1 || x.channels() != to;
        if (projects) {
            Convolution projection = Convolution.same(to, 1, stride);
            shortcut = layers.conv(module + ".downsample.0", x, projection);
            shortcut = layers.norm(module + ".downsample.1", shortcut, 0.8);
        }
        Image branch = bottleneck ? wide(module, x, planes, stride) : basic(module, x, to, stride);
        Image sum = layers.add(module, branch, shortcut);
        return layers.act(module + ".relu", sum, Activation.RELU);
    }

    private Image basic(String module, Image x, int to, int stride) {
        x = layers.conv(module + ".conv1", x, Convolution.same(to, 3, stride));
        x = layers.act(module + ".relu", layers.norm(module + ".bn1", x), Activation.RELU);
        x = layers.conv(module + ".conv2", x, Convolution.same(to, 3, 1));
        return layers.norm(module + ".bn2", x, 0.4);
    }

    private Image wide(String module, Image x, int planes, int stride) {
        int width = planes * groupWidth / 64 * groups;
        x = layers.conv(module + ".conv1", x, Convolution.same(width, 1, 1));
        x = layers.act(module + ".relu", layers.norm(module + ".bn1", x), Activation.RELU);
        x = layers.conv(module + ".conv2", x, Convolution.same(width, 3, stride).grouped(groups));
        x = layers.act(module + ".relu", layers.norm(module + ".bn2", x), Activation.RELU);
        x = layers.conv(module + ".conv3", x, Convolution.same(4 * planes, 1, 1));
        return layers.norm(module + ".bn3", x, 0.4);
    }
}
