package assay.analyzer.zoo;

import assay.analyzer.onnx.Fill;
import assay.analyzer.onnx.ModelSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Vision transformers (Dosovitskiy et al. 2020) and DeiT without distillation token (Touvron et
/// al. 2020), 224 pixels, 1000 classes. The graph is timm's: one linear for query, key and value.
final class VisionTransformer {

    private static final int SIZE = 224;
    private static final int CLASSES = 1000;
    private static final double EPSILON = 1e-6;

    private final Vision layers;
    private final Network net;
    private final int patch;
    private final int width;
    private final int depth;
    private final int heads;

    private VisionTransformer(String name, int patch, int width, int depth, int heads) {
        this.layers = new Vision(name, 1e-5, Activation.GELU);
        this.net = layers.network();
        this.patch = patch;
        this.width = width;
        this.depth = depth;
        this.heads = heads;
    }

    static Map<String, Supplier<ModelSpec>> models() {
        Map<String, Supplier<ModelSpec>> models = new HashMap<>();
        add(models, "vit_ti_16", 16, 192, 12, 3);
        add(models, "vit_s_16", 16, 384, 12, 6);
        add(models, "vit_s_32", 32, 384, 12, 6);
        add(models, "vit_b_16", 16, 768, 12, 12);
        add(models, "vit_b_32", 32, 768, 12, 12);
        add(models, "vit_l_16", 16, 1024, 24, 16);
        add(models, "vit_l_32", 32, 1024, 24, 16);
        add(models, "vit_h_14", 14, 1280, 32, 16);
        add(models, "deit_tiny", 16, 192, 12, 3);
        add(models, "deit_small", 16, 384, 12, 6);
        add(models, "deit_base", 16, 768, 12, 12);
        return models;
    }

    private static void add(
            Map<String, Supplier<ModelSpec>> models,
            String name,
            int patch,
            int width,
            int depth,
            int heads) {
        models.put(name, () -> new VisionTransformer(name, patch, width, depth, heads).graph());
    }

    private ModelSpec graph() {
        Image image = layers.input(SIZE);
        String x = Patches.embed(layers, image, "patch_embed", patch, width);
        String token = net.weight("cls_token", Fill.Uniform.ofDeviation(0.5), 1, 1, width);
        String batch = Shapes.unsqueeze(net, "", Shapes.dim(net, "", x, 0), 0);
        List<String> parts = List.of(batch, net.integers("", 1, width));
        String shape = net.op("", "Concat", parts, "axis", 0);
        String tokens = net.op("", "Expand", List.of(token, shape));
        x = net.op("", "Concat", List.of(tokens, x), "axis", 1);
        int length = (SIZE / patch) * (SIZE / patch) + 1;
        String places = net.weight("pos_embed", Fill.Uniform.ofDeviation(0.2), 1, length, width);
        x = net.op("", "Add", List.of(x, places));
        for (int i = 0; i < depth; i++) {
            x = block("blocks." + i, x);
        }
        x = Dense.layerNorm(net, "norm", x, width, EPSILON);
        String first = net.op("", "Gather", List.of(x, net.integer("", 0)), "axis", 1);
        return layers.finish("head", first, width, CLASSES);
    }

    private String block(String module, String x) {
        String y = Dense.layerNorm(net, module + ".norm1", x, width, EPSILON);
        y = attention(module + ".attn", y);
        x = net.op(module, "Add", List.of(x, y));
        y = Dense.layerNorm(net, module + ".norm2", x, width, EPSILON);
        y = Dense.linear(net, module + ".mlp.fc1", y, width, 4 * width);
        y = Dense.gelu(net, module + ".mlp.act", y);
        y = Dense.linear(net, module + ".mlp.fc2", y, 4 * width, width, 0.5);
        return net.op(module, "Add", List.of(x, y));
    }

    private String attention(String module, String x) {
        int size = width / heads;
        String joined = Dense.linear(net, module + ".qkv", x, width, 3 * width);
        String parted = net.integers(module, 0, 0, 3, heads, size);
        String y = net.op(module, "Reshape", List.of(joined, parted));
        y = net.op(module, "Transpose", List.of(y), "perm", new long[] {2, 0, 3, 1, 4});
        String query = part(module, y, 0);
        String key = part(module, y, 1);
        String value = part(module, y, 2);
        key = net.op(module, "Transpose", List.of(key), "perm", new long[] {0, 1, 3, 2});
        Attention attention = new Attention(net, module, heads, size);
        String context = attention.context(attention.scores(query, key), null, value);
        return Dense.linear(net, module + ".proj", context, width, width, 0.5);
    }

    private String part(String module, String joined, int number) {
        return net.op(module, "Gather", List.of(joined, net.integer(module, number)), "axis", 0);
    }
}
