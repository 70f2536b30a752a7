package assay.analyzer.zoo;

import assay.analyzer.onnx.ModelSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// MLP-Mixer (Tolstikhin et al. 2021), 224 pixels, as timm builds it.
final class Mixer {

    private static final int SIZE = 224;
    private static final double EPSILON = 1e-6;

    private final Vision layers;
    private final Network net;
    private final int patch;
    private final int width;
    private final int tokens;

    private Mixer(String name, int patch, int width) {
        this.layers = new Vision(name, 1e-5, Activation.GELU);
        this.net = layers.network();
        this.patch = patch;
        this.width = width;
        this.tokens = (SIZE / patch) * (SIZE / patch);
    }

    static Map<String, Supplier<ModelSpec>> models() {
        Map<String, Supplier<ModelSpec>> models = new HashMap<>();
        add(models, "mixer_s_16", 16, 512, 8);
        add(models, "mixer_s_32", 32, 512, 8);
        add(models, "mixer_b_16", 16, 768, 12);
        add(models, "mixer_b_32", 32, 768, 12);
        add(models, "mixer_l_16", 16, 1024, 24);
        add(models, "mixer_l_32", 32, 1024, 24);
        return models;
    }

    private static void add(
            Map<String, Supplier<ModelSpec>> models, String name, int patch, int width, int depth) {
        models.put(name, () -> new Mixer(name, patch, width).graph(depth));
    }

    private ModelSpec graph(int depth) {
        String x = Patches.embed(layers, layers.input(SIZE), "stem", patch, width);
        for (int i = 0; i < depth; i++) {
            String module = "blocks." + i;
            String y = Dense.layerNorm(net, module + ".norm1", x, width, EPSILON);
            y = turned(module, y);
            y = mlp(module + ".mlp_tokens", y, tokens, width / 2);
            x = net.op(module, "Add", List.of(x, turned(module, y)));
            y = Dense.layerNorm(net, module + ".norm2", x, width, EPSILON);
            y = mlp(module + ".mlp_channels", y, width, 4 * width);
            x = net.op(module, "Add", List.of(x, y));
        }
        x = Dense.layerNorm(net, "norm", x, width, EPSILON);
        long[] overTokens = {1};
        x = net.op("", "ReduceMean", List.of(x), "axes", overTokens, "keepdims", 0);
        return layers.finish("head", x, width, 1000);
    }

    private String mlp(String module, String x, int width, int hidden) {
        x = Dense.linear(net, module + ".fc1", x, width, hidden);
        x = Dense.gelu(net, module + ".act", x);
        return Dense.linear(net, module + ".fc2", x, hidden, width, 0.5);
    }

    private String turned(String module, String x) {
        return net.op(module, "Transpose", List.of(x), "perm", new long[] {0, 2, 1});
    }
}
