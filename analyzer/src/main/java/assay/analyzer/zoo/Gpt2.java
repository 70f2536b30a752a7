package assay.analyzer.zoo;

import assay.analyzer.onnx.Fill;
import assay.analyzer.onnx.ModelSpec;
import assay.analyzer.onnx.WeightSpec;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/// GPT-2 decoders (Radford et al. 2019) with a language-modelling head tied to the embedding, and
/// the larger GPT-3 shapes (Brown et al. 2020) built the same way.
///
/// The `_step` variants take the keys and values of the tokens before (`past_key_values.0.key`,
/// ...) and yield those of all tokens (`present.0.key`, ...), as in generation.
final class Gpt2 {

    private static final int VOCABULARY = 50257;
    private static final double EPSILON = 1e-5;
    private static final Dim SEQUENCE = Dim.symbol("sequence");
    private static final Dim PAST = Dim.symbol("past_sequence");

    private final Network net;
    private final int depth;
    private final int width;
    private final int heads;
    private final int positions;
    private final boolean cached;
    private final Map<Integer, String> shapes = new HashMap<>();

    private Gpt2(String name, int depth, int width, int heads, int positions, boolean cached) {
        this.net = new Network(name);
        this.depth = depth;
        this.width = width;
        this.heads = heads;
        this.positions = positions;
        this.cached = cached;
    }

    static Map<String, Supplier<ModelSpec>> models() {
        Map<String, Supplier<ModelSpec>> models = new HashMap<>();
        add(models, "gpt2", 12, 768, 12, 1024);
        add(models, "gpt2_medium", 24, 1024, 16, 1024);
        add(models, "gpt2_large", 36, 1280, 20, 1024);
        add(models, "gpt2_xl", 48, 1600, 25, 1024);
        add(models, "gpt3_xl", 24, 2048, 16, 2048);
        add(models, "gpt3_2_7b", 32, 2560, 32, 2048);
        models.put("gpt2_step", () -> new Gpt2("gpt2_step", 12, 768, 12, 1024, true).graph());
        return models;
    }

    private static void add(
            Map<String, Supplier<ModelSpec>> models,
            String name,
            int depth,
            int width,
            int heads,
            int positions) {
        models.put(name, () -> new Gpt2(name, depth, width, heads, positions, false).graph());
    }

    private Dim allTokens() {
        return cached ? PAST.plus(SEQUENCE) : SEQUENCE;
    }

    private ModelSpec graph() {
        String ids = net.input("input_ids", ElementType.INT64, Network.BATCH, SEQUENCE);
        String now = Shapes.dim(net, "", ids, 1);
        String first = cached ? Shapes.dim(net, "", past(0, "key"), 2) : net.integer("", 0);
        String end = cached ? net.op("", "Add", List.of(first, now)) : now;
        prepareShapes(ids, now);

        String table = net.weight("wte.weight", embedding(), VOCABULARY, width);
        String x = net.op("wte", "Gather", List.of(table, ids), "axis", 0);
        String counted = net.op("", "Range", List.of(first, end, net.integer("", 1)));
        String position = Shapes.unsqueeze(net, "", counted, 0);
        String places = net.weight("wpe.weight", embedding(), positions, width);
        String placed = net.op("wpe", "Gather", List.of(places, position), "axis", 0);
        x = net.op("", "Add", List.of(x, placed));

        String mask = causalMask(first, end);
        for (int i = 0; i < depth; i++) {
            x = layer(i, x, mask);
        }
        x = Dense.layerNorm(net, "ln_f", x, width, EPSILON);
        String head = net.op("lm_head", "Transpose", List.of(table), "perm", new long[] {1, 0});
        String logits = net.last("logits", "lm_head", "MatMul", List.of(x, head));
        net.output(logits, Network.BATCH, SEQUENCE, Dim.of(VOCABULARY));
        outputPresent();
        return net.build();
    }

    private static Fill embedding() {
        return Fill.Uniform.ofDeviation(0.05);
    }

    /// The graph input with the keys or values of the tokens before, made on first use.
    private String past(int layer, String what) {
        String name = "past_key_values." + layer + "." + what;
        return net.has(name)
                ? name
                : net.input(
                        name,
                        ElementType.FLOAT32,
                        Network.BATCH,
                        Dim.of(heads),
                        PAST,
                        Dim.of(width / heads));
    }

    private void outputPresent() {
        for (int i = 0; cached && i < depth; i++) {
            for (String what : List.of("key", "value")) {
                net.output(
                        "present." + i + "." + what,
                        Network.BATCH,
                        Dim.of(heads),
                        allTokens(),
                        Dim.of(width / heads));
            }
        }
    }

    /// `[batch, sequence, width]` for each width that a matrix is shaped back to.
    private void prepareShapes(String ids, String sequence) {
        String batch = Shapes.unsqueeze(net, "", Shapes.dim(net, "", ids, 0), 0);
        String length = Shapes.unsqueeze(net, "", sequence, 0);
        for (int to : new int[] {width, 3 * width, 4 * width}) {
            List<String> parts = List.of(batch, length, net.integers("", to));
            shapes.put(to, net.op("", "Concat", parts, "axis", 0));
        }
    }

    /// Rows `first` to `end` and columns up to `end` of a lower triangle: who may look at whom.
    private String causalMask(String first, String end) {
        String triangle =
                net.fixed(
                        "attn.bias",
                        ElementType.BOOL,
                        WeightSpec.Role.CONSTANT,
                        new Fill.LowerTriangle(positions),
                        List.of(1L, 1L, (long) positions, (long) positions));
        String from = Shapes.unsqueeze(net, "attn", first, 0);
        String to = Shapes.unsqueeze(net, "attn", end, 0);
        String rows = slice(triangle, from, to, 2);
        return slice(rows, net.integers("attn", 0), to, 3);
    }

    private String slice(String x, String from, String to, int axis) {
        List<String> inputs =
                List.of(x, from, to, net.integers("attn", axis), net.integers("attn", 1));
        return net.op("attn", "Slice", inputs);
    }

    private String layer(int number, String x, String mask) {
        String module = "h." + number;
        String y = Dense.layerNorm(net, module + ".ln_1", x, width, EPSILON);
        y = attention(number, module + ".attn", y, mask);
        x = net.op(module, "Add", List.of(y, x));
        y = Dense.layerNorm(net, module + ".ln_2", x, width, EPSILON);
        y = linear(module + ".mlp.c_fc", y, width, 4 * width, 1);
        y = geluByTanh(module + ".mlp.act", y);
        y = linear(module + ".mlp.c_proj", y, 4 * width, width, 0.5);
        return net.op(module, "Add", List.of(x, y));
    }

    private String attention(int number, String module, String x, String mask) {
        String joined = linear(module + ".c_attn", x, width, 3 * width, 1);
        List<String> parts = net.ops(module, "Split", List.of(joined), 3, "axis", 2);
        Attention attention = new Attention(net, module, heads, width / heads);
        String query = attention.split(parts.get(0));
        String key = attention.split(parts.get(1));
        String value = attention.split(parts.get(2));
        if (cached) {
            key = append(number, "key", module, key);
            value = append(number, "value", module, value);
        }
        String turned = net.op(module, "Transpose", List.of(key), "perm", new long[] {0, 1, 3, 2});
        String scores = attention.scores(query, turned);
        String masked =
                net.op(module, "Where", List.of(mask, scores, net.real(module, Shapes.LEAST)));
        String context = attention.context(masked, null, value);
        return linear(module + ".c_proj", context, width, width, 0.5);
    }

    private String append(int number, String what, String module, String now) {
        List<String> parts = List.of(past(number, what), now);
        return net.last("present." + number + "." + what, module, "Concat", parts, "axis", 2);
    }

    /// GPT-2's Conv1D: rows to a matrix, Gemm with the weight as `[from, to]`, and back.
    private String linear(String module, String x, int from, int to, double gain) {
        String rows = net.op(module, "Reshape", List.of(x, net.integers(module, -1, from)));
        String weight = net.weight(module + ".weight", Dense.scaled(from, gain), from, to);
        String bias = net.weight(module + ".bias", Dense.bias(), to);
        String product = net.op(module, "Gemm", List.of(rows, weight, bias));
        String shape = Objects.requireNonNull(shapes.get(to));
        return net.op(module, "Reshape", List.of(product, shape));
    }

    /// GELU's approximation: x/2 · (1 + tanh(√(2/π) · (x + 0.044715 x³))).
    private String geluByTanh(String module, String x) {
        String half = net.op(module, "Mul", List.of(x, net.real(module, 0.5)));
        String cube = net.op(module, "Pow", List.of(x, net.real(module, 3)));
        String small = net.op(module, "Mul", List.of(cube, net.real(module, 0.044715)));
        String sum = net.op(module, "Add", List.of(x, small));
        double root = Math.sqrt(2 / Math.PI);
        String scaled = net.op(module, "Mul", List.of(sum, net.real(module, root)));
        String tanh = net.op(module, "Tanh", List.of(scaled));
        String onePlus = net.op(module, "Add", List.of(tanh, net.real(module, 1)));
        return net.op(module, "Mul", List.of(half, onePlus));
    }
}
