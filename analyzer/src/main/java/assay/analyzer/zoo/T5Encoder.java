package assay.analyzer.zoo;

import assay.analyzer.onnx.Fill;
import assay.analyzer.onnx.ModelSpec;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Encoder half of T5 (Raffel et al. 2019): RMS norms written out, attention without scaling, a
/// bias by relative position in 32 buckets that all layers share. Vocabulary 32,128.
final class T5Encoder {

    private static final int VOCABULARY = 32128;
    private static final int BUCKETS = 32;
    private static final int FARTHEST = 128;
    private static final int HEAD = 64;
    private static final Dim SEQUENCE = Dim.symbol("sequence");
    private static final String BIAS = "encoder.block.0.layer.0.SelfAttention";

    private final Network net;
    private final int depth;
    private final int width;
    private final int heads;

    private T5Encoder(String name, int depth, int width, int heads) {
        this.net = new Network(name);
        this.depth = depth;
        this.width = width;
        this.heads = heads;
    }

    static Map<String, Supplier<ModelSpec>> models() {
        return Map.of(
                "t5_small_encoder",
                () -> new T5Encoder("t5_small_encoder", 6, 512, 8).graph(),
                "t5_base_encoder",
                () -> new T5Encoder("t5_base_encoder", 12, 768, 12).graph(),
                "t5_large_encoder",
                () -> new T5Encoder("t5_large_encoder", 24, 1024, 16).graph());
    }

    private ModelSpec graph() {
        String ids = net.input("input_ids", ElementType.INT64, Network.BATCH, SEQUENCE);
        String attended = net.input("attention_mask", ElementType.INT64, Network.BATCH, SEQUENCE);
        String table = net.weight("shared.weight", Fill.Uniform.ofDeviation(1), VOCABULARY, width);
        String x = net.op("encoder.embed_tokens", "Gather", List.of(table, ids), "axis", 0);
        String mask = Shapes.additiveMask(net, attended);
        String bias = net.op(BIAS, "Add", List.of(positionBias(ids), mask));
        for (int i = 0; i < depth; i++) {
            String module = "encoder.block." + i + ".layer.";
            x = attention(module + "0", x, bias);
            x = feedForward(module + "1.", x);
        }
        String last = "encoder.final_layer_norm";
        String scale = normScale(last);
        String unit = unit(last, x);
        String output = net.last("last_hidden_state", last, "Mul", List.of(scale, unit));
        net.output(output, Network.BATCH, SEQUENCE, Dim.of(width));
        return net.build();
    }

    private String attention(String layer, String x, String bias) {
        String module = layer + ".SelfAttention";
        int inner = heads * HEAD;
        String y = norm(layer + ".layer_norm", x);
        Attention attention = new Attention(net, module, heads, HEAD);
        double small = 1 / Math.sqrt(HEAD);
        String query = Dense.linearWithoutBias(net, module + ".q", y, width, inner, small);
        String key = Dense.linearWithoutBias(net, module + ".k", y, width, inner, 1);
        String value = Dense.linearWithoutBias(net, module + ".v", y, width, inner, 1);
        List<String> factors = List.of(attention.split(query), attention.splitTransposed(key));
        String scores = net.op(module, "MatMul", factors);
        String context = attention.context(scores, bias, attention.split(value));
        y = Dense.linearWithoutBias(net, module + ".o", context, inner, width, 0.5);
        return net.op(layer, "Add", List.of(x, y));
    }

    private String feedForward(String layer, String x) {
        String module = layer + "DenseReluDense";
        String y = norm(layer + "layer_norm", x);
        y = Dense.linearWithoutBias(net, module + ".wi", y, width, 4 * width, 1);
        y = Activation.RELU.apply(net, module + ".act", y);
        y = Dense.linearWithoutBias(net, module + ".wo", y, 4 * width, width, 0.5);
        return net.op(module, "Add", List.of(x, y));
    }

    private String norm(String module, String x) {
        String scale = normScale(module);
        return net.op(module, "Mul", List.of(scale, unit(module, x)));
    }

    private String normScale(String module) {
        return net.weight(module + ".weight", new Fill.Uniform(0.8, 1.2), width);
    }

    /// x / √(mean(x²) + ε).
    private String unit(String module, String x) {
        String square = net.op(module, "Pow", List.of(x, net.real(module, 2)));
        long[] last = {-1};
        String mean = net.op(module, "ReduceMean", List.of(square), "axes", last, "keepdims", 1);
        String sum = net.op(module, "Add", List.of(mean, net.real(module, 1e-6)));
        String root = net.op(module, "Sqrt", List.of(sum));
        return net.op(module, "Div", List.of(x, root));
    }

    /// `[1, heads, sequence, sequence]`: the learned bias of each pair's bucket.
    private String positionBias(String ids) {
        String length = Shapes.dim(net, BIAS, ids, 1);
        List<String> span = List.of(net.integer(BIAS, 0), length, net.integer(BIAS, 1));
        String places = net.op(BIAS, "Range", span);
        String from = Shapes.unsqueeze(net, BIAS, places, 1);
        String to = Shapes.unsqueeze(net, BIAS, places, 0);
        String buckets = buckets(net.op(BIAS, "Sub", List.of(to, from)));
        String name = BIAS + ".relative_attention_bias.weight";
        String table = net.weight(name, Fill.Uniform.ofDeviation(0.5), BUCKETS, heads);
        String bias = net.op(BIAS, "Gather", List.of(table, buckets), "axis", 0);
        bias = net.op(BIAS, "Transpose", List.of(bias), "perm", new long[] {2, 0, 1});
        return Shapes.unsqueeze(net, BIAS, bias, 0);
    }

    /// Half of the buckets for each direction; in each, distances below 8 have their own and
    /// farther ones share by their logarithm up to 128.
    private String buckets(String distance) {
        int half = BUCKETS / 2;
        int exact = half / 2;
        String ahead = net.op(BIAS, "Greater", List.of(distance, net.integer(BIAS, 0)));
        ahead = Shapes.cast(net, BIAS, ahead, ElementType.INT64);
        String start = net.op(BIAS, "Mul", List.of(ahead, net.integer(BIAS, half)));

        String far = net.op(BIAS, "Abs", List.of(distance));
        String near = net.op(BIAS, "Less", List.of(far, net.integer(BIAS, exact)));
        String real = Shapes.cast(net, BIAS, far, ElementType.FLOAT32);
        String log = net.op(BIAS, "Div", List.of(real, net.real(BIAS, exact)));
        log = net.op(BIAS, "Log", List.of(log));
        double range = Math.log((double) FARTHEST / exact);
        log = net.op(BIAS, "Div", List.of(log, net.real(BIAS, range)));
        log = net.op(BIAS, "Mul", List.of(log, net.real(BIAS, half - exact)));
        String shared = Shapes.cast(net, BIAS, log, ElementType.INT64);
        shared = net.op(BIAS, "Add", List.of(shared, net.integer(BIAS, exact)));
        shared = net.op(BIAS, "Min", List.of(shared, net.integer(BIAS, half - 1)));
        String within = net.op(BIAS, "Where", List.of(near, far, shared));
        return net.op(BIAS, "Add", List.of(start, within));
    }
}
