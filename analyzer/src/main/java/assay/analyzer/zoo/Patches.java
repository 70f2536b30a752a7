package assay.analyzer.zoo;

import java.util.List;

/// Cuts an image into patches, one vector each.
final class Patches {

    private Patches() {}

    /// `[batch, 3, height, width]` to `[batch, patches, to]`, by a convolution as large as its
    /// step.
    static String embed(Vision layers, Image image, String module, int patch, int to) {
        Network net = layers.network();
        Convolution shape = new Convolution(to, patch, patch, 0, 1, true);
        Image cut = layers.conv(module + ".proj", image, shape, 1);
        long count = (long) cut.height() * cut.width();
        String rows = net.integers(module, 0, to, count);
        String x = net.op(module, "Reshape", List.of(cut.value(), rows));
        return net.op(module, "Transpose", List.of(x), "perm", new long[] {0, 2, 1});
    }
}
