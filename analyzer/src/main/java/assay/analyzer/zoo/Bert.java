package assay.analyzer.zoo;

import assay.analyzer.onnx.Fill;
import assay.analyzer.onnx.ModelSpec;
import assay.analyzer.onnx.WeightSpec;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// BERT encoders (Devlin et al. 2018; the smaller ones Turc et al. 2019) with pooler, MiniLM (Wang
/// et al. 2020), whose heads are half as wide, and DistilBERT (Sanh et al. 2019), which has neither
/// pooler nor token types. Vocabulary 30,522.
final class Bert {

    private static final int VOCABULARY = 30522;
    private static final int POSITIONS = 512;
    private static final double EPSILON = 1e-12;
    private static final Dim SEQUENCE = Dim.symbol("sequence");

    private final Network net;
    private final int depth;
    private final int width;
    private final int headSize;
    private final boolean distilled;

    private Bert(String name, int depth, int width, int headSize, boolean distilled) {
        this.net = new Network(name);
        this.depth = depth;
        this.width = width;
        this.headSize = headSize;
        this.distilled = distilled;
    }

    static Map<String, Supplier<ModelSpec>> models() {
        Map<String, Supplier<ModelSpec>> models = new HashMap<>();
        add(models, "bert_tiny", 2, 128);
        add(models, "bert_mini", 4, 256);
        add(models, "bert_small", 4, 512);
        add(models, "bert_medium", 8, 512);
        add(models, "bert_base", 12, 768);
        add(models, "bert_large", 24, 1024);
        models.put("distilbert", () -> new Bert("distilbert", 6, 768, 64, true).graph());
        models.put("minilm_l6", () -> new Bert("minilm_l6", 6, 384, 32, false).graph());
        return models;
    }

    private static void add(
            Map<String, Supplier<ModelSpec>> models, String name, int depth, int width) {
        models.put(name, () -> new Bert(name, depth, width, 64, false).graph());
    }

    private ModelSpec graph() {
        String ids = net.input("input_ids", ElementType.INT64, Network.BATCH, SEQUENCE);
        String attended = net.input("attention_mask", ElementType.INT64, Network.BATCH, SEQUENCE);
        String mask = Shapes.additiveMask(net, attended);
        String x = embeddings(ids);
        for (int i = 0; i < depth; i++) {
            x = layer("encoder.layer." + i, x, mask, i == depth - 1);
        }
        net.output(x, Network.BATCH, SEQUENCE, Dim.of(width));
        if (!distilled) {
            String first =
                    net.op("pooler", "Gather", List.of(x, net.integer("pooler", 0)), "axis", 1);
            String dense = Dense.gemm(net, "pooler.dense", first, width, width);
            String pooled = net.last("pooler_output", "pooler.activation", "Tanh", List.of(dense));
            net.output(pooled, Network.BATCH, Dim.of(width));
        }
        return net.build();
    }

    private String embeddings(String ids) {
        String sum = embedding("word_embeddings", VOCABULARY, ids);
        if (!distilled) {
            String types = net.input("token_type_ids", ElementType.INT64, Network.BATCH, SEQUENCE);
            String typed = embedding("token_type_embeddings", 2, types);
            sum = net.op("embeddings", "Add", List.of(sum, typed));
        }
        String positions = embedding("position_embeddings", POSITIONS, positions(ids));
        sum = net.op("embeddings", "Add", List.of(sum, positions));
        return Dense.layerNorm(net, "embeddings.LayerNorm", sum, width, EPSILON);
    }

    private String embedding(String name, int rows, String indices) {
        String module = "embeddings." + name;
        String table = net.weight(module + ".weight", Fill.Uniform.ofDeviation(0.5), rows, width);
        return net.op(module, "Gather", List.of(table, indices), "axis", 0);
    }

    /// The first `sequence` of a table of positions: `[1, sequence]`.
    private String positions(String ids) {
        String table =
                net.fixed(
                        "embeddings.position_ids",
                        ElementType.INT64,
                        WeightSpec.Role.CONSTANT,
                        new Fill.Counting(),
                        List.of(1L, (long) POSITIONS));
        String module = "embeddings";
        String end = Shapes.unsqueeze(net, module, Shapes.dim(net, module, ids, 1), 0);
        return net.op(
                module,
                "Slice",
                List.of(
                        table,
                        net.integers(module, 0),
                        end,
                        net.integers(module, 1),
                        net.integers(module, 1)));
    }

    private String layer(String module, String x, String mask, boolean last) {
        String self = module + ".attention.self";
        Attention attention = new Attention(net, self, width / headSize, headSize);
        String query = attention.split(Dense.linear(net, self + ".query", x, width, width));
        String key = attention.splitTransposed(Dense.linear(net, self + ".key", x, width, width));
        String value = attention.split(Dense.linear(net, self + ".value", x, width, width));
        String context = attention.context(attention.scores(query, key), mask, value);

        String output = module + ".attention.output";
        String y = Dense.linear(net, output + ".dense", context, width, width);
        x = net.op(output, "Add", List.of(y, x));
        x = Dense.layerNorm(net, output + ".LayerNorm", x, width, EPSILON);

        y = Dense.linear(net, module + ".intermediate.dense", x, width, 4 * width);
        y = Dense.gelu(net, module + ".intermediate.intermediate_act_fn", y);
        y = Dense.linear(net, module + ".output.dense", y, 4 * width, width);
        x = net.op(module + ".output", "Add", List.of(y, x));
        String norm = module + ".output.LayerNorm";
        if (!last) {
            return Dense.layerNorm(net, norm, x, width, EPSILON);
        }
        List<String> inputs = Dense.layerNormWeights(net, norm, x, width);
        return net.last(
                "last_hidden_state",
                norm,
                "LayerNormalization",
                inputs,
                "axis",
                -1,
                "epsilon",
                EPSILON);
    }
}
