package assay.analyzer.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import assay.analyzer.graph.Attribute;
import assay.analyzer.graph.Graph;
import assay.analyzer.graph.Initializer;
import assay.analyzer.graph.Model;
import assay.analyzer.graph.Node;
import assay.analyzer.onnx.WeightlessModel;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.zoo.Zoo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Networks of the zoo rewritten as quantizers do: they cost what they do, in another type.
class QuantizedModelsTest {

    @TempDir Path folder;

    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, Initializer> stored = new LinkedHashMap<>();

    private interface Rewriting {
        /// True when the node was replaced.
        boolean replace(Node node);
    }

    private Analysis analysis(String name) throws IOException {
        return Analysis.of(WeightlessModel.read(Zoo.spec(name), folder), Assumptions.NONE);
    }

    private Analysis rewritten(Analysis original, Rewriting rewriting) {
        Model model = original.model();
        stored.putAll(model.graph().initializers());
        scalar("scale", ElementType.FLOAT32);
        scalar("zero", ElementType.UINT8);
        scalar("weight_zero", ElementType.INT8);
        for (Node node : model.graph().nodes()) {
            if (!rewriting.replace(node)) {
                nodes.add(node);
            }
        }
        Graph graph =
                new Graph(
                        model.graph().name(),
                        nodes,
                        model.graph().inputs(),
                        model.graph().outputs(),
                        stored,
                        Map.of());
        return Analysis.of(
                new Model(
                        model.path(),
                        model.fileBytes(),
                        10,
                        "",
                        "",
                        Map.of(Model.DEFAULT_DOMAIN, 21L, "com.microsoft", 1L),
                        graph,
                        List.of(),
                        Map.of()),
                Assumptions.NONE);
    }

    private void scalar(String name, ElementType type) {
        TensorValue value =
                type.isFloat()
                        ? new TensorValue.Reals(type, List.of(), List.of(0.1))
                        : new TensorValue.Integers(type, List.of(), List.of(Dim.of(0)));
        stored.put(
                name,
                new Initializer(
                        name, type, List.of(), false, new Initializer.Data.Inline(), value));
    }

    private void weight(String name, ElementType type, List<Long> dims) {
        stored.put(
                name,
                new Initializer(name, type, dims, false, new Initializer.Data.Raw(0, 0), null));
    }

    private void add(
            String domain,
            String operator,
            List<String> from,
            List<String> to,
            Map<String, Attribute> attributes) {
        nodes.add(new Node(operator + nodes.size(), operator, domain, "", from, to, attributes));
    }

    private void add(String operator, List<String> from, String to) {
        add(Model.DEFAULT_DOMAIN, operator, from, List.of(to), Map.of());
    }

    private static boolean isConvolution(Node node) {
        return node.operator().equals("Conv");
    }

    private boolean isWeighted(Node node) {
        return node.operator().equals("MatMul") && stored.containsKey(node.inputs().get(1));
    }

    private static void sameMacs(Analysis quantized, Analysis original) {
        assertThat(quantized.totals().coreMacs()).isEqualTo(original.totals().coreMacs());
        assertThat(quantized.totals().unknown()).isEmpty();
    }

    private static Map<ElementType, Dim> types(Analysis analysis) {
        return MacTypes.of(analysis.graph(), analysis.costs());
    }

    /// 1,813,561,344 = the 3,627,122,688 FLOPs of the seed's convolutions halved; 11,166,912
    /// weights of one byte.
    private static void isInt8ResNet(Analysis quantized) {
        assertThat(types(quantized).get(ElementType.INT8))
                .isEqualTo(Dim.symbol("N").times(1_813_561_344));
        assertThat(quantized.parameters().trainableByType().get(ElementType.INT8))
                .isEqualTo(11_166_912);
        assertThat(quantized.parameters().trainable()).isEqualTo(11_689_512);
    }

    @Test
    void quantizedAndDequantizedConvolutions() throws IOException {
        Analysis original = analysis("resnet18");
        Analysis quantized =
                rewritten(
                        original,
                        node -> {
                            if (!isConvolution(node)) {
                                return false;
                            }
                            String data = node.inputs().get(0);
                            String kernel = node.inputs().get(1);
                            String own = node.outputs().getFirst();
                            weight(kernel, ElementType.INT8, stored.get(kernel).dims());
                            add("QuantizeLinear", List.of(data, "scale", "zero"), own + "_q");
                            add(
                                    "DequantizeLinear",
                                    List.of(own + "_q", "scale", "zero"),
                                    own + "_d");
                            add(
                                    "DequantizeLinear",
                                    List.of(kernel, "scale", "weight_zero"),
                                    own + "_w");
                            add(
                                    Model.DEFAULT_DOMAIN,
                                    "Conv",
                                    List.of(own + "_d", own + "_w"),
                                    node.outputs(),
                                    node.attributes());
                            return true;
                        });
        sameMacs(quantized, original);
        isInt8ResNet(quantized);
    }

    @Test
    void convolutionsOfIntegers() throws IOException {
        Analysis original = analysis("resnet18");
        Analysis quantized =
                rewritten(
                        original,
                        node -> {
                            if (!isConvolution(node)) {
                                return false;
                            }
                            String kernel = node.inputs().get(1);
                            String own = node.outputs().getFirst();
                            weight(kernel, ElementType.INT8, stored.get(kernel).dims());
                            add(
                                    "QuantizeLinear",
                                    List.of(node.inputs().getFirst(), "scale", "zero"),
                                    own + "_q");
                            add(
                                    Model.DEFAULT_DOMAIN,
                                    "QLinearConv",
                                    List.of(
                                            own + "_q",
                                            "scale",
                                            "zero",
                                            kernel,
                                            "scale",
                                            "weight_zero",
                                            "scale",
                                            "zero"),
                                    List.of(own + "_r"),
                                    node.attributes());
                            add("DequantizeLinear", List.of(own + "_r", "scale", "zero"), own);
                            return true;
                        });
        sameMacs(quantized, original);
        isInt8ResNet(quantized);
    }

    /// BERT-tiny: 2 layers of 4 x 128^2 + 2 x 128 x 512 = 196,608 weights in products; the rest of
    /// its MACs, the products of attention, stays in float.
    private static final long WEIGHTS = 2 * 196_608;

    @Test
    void productsOfIntegersQuantizedAtRunTime() throws IOException {
        Analysis original = analysis("bert_tiny");
        Analysis quantized =
                rewritten(
                        original,
                        node -> {
                            if (!isWeighted(node)) {
                                return false;
                            }
                            String matrix = node.inputs().get(1);
                            String own = node.outputs().getFirst();
                            weight(matrix, ElementType.INT8, stored.get(matrix).dims());
                            add(
                                    Model.DEFAULT_DOMAIN,
                                    "DynamicQuantizeLinear",
                                    List.of(node.inputs().getFirst()),
                                    List.of(own + "_q", own + "_s", own + "_z"),
                                    Map.of());
                            add(
                                    "MatMulInteger",
                                    List.of(own + "_q", matrix, own + "_z", "weight_zero"),
                                    own + "_i");
                            add(
                                    Model.DEFAULT_DOMAIN,
                                    "Cast",
                                    List.of(own + "_i"),
                                    List.of(own + "_c"),
                                    Map.of("to", new Attribute.Int(1)));
                            add("Mul", List.of(own + "_s", "scale"), own + "_f");
                            add("Mul", List.of(own + "_c", own + "_f"), own);
                            return true;
                        });
        sameMacs(quantized, original);
        assertThat(quantized.parameters().trainableByType().get(ElementType.INT8))
                .isEqualTo(WEIGHTS);
        assertThat(types(quantized).get(ElementType.INT8))
                .isEqualTo(Dim.symbol("batch").times(Dim.symbol("sequence")).times(WEIGHTS));
    }

    /// Four bits a weight, two in a byte, and a float32 scale for each block of 32.
    @Test
    void productsWithFourBitWeights() throws IOException {
        Analysis original = analysis("bert_tiny");
        Analysis quantized =
                rewritten(
                        original,
                        node -> {
                            if (!isWeighted(node)) {
                                return false;
                            }
                            String matrix = node.inputs().get(1);
                            long inner = stored.get(matrix).dims().getFirst();
                            long outer = stored.get(matrix).dims().getLast();
                            weight(matrix, ElementType.UINT8, List.of(outer, inner / 32, 16L));
                            weight(
                                    matrix + "_scales",
                                    ElementType.FLOAT32,
                                    List.of(outer * inner / 32));
                            add(
                                    "com.microsoft",
                                    "MatMulNBits",
                                    List.of(node.inputs().getFirst(), matrix, matrix + "_scales"),
                                    node.outputs(),
                                    Map.of(
                                            "K", new Attribute.Int(inner),
                                            "N", new Attribute.Int(outer),
                                            "bits", new Attribute.Int(4),
                                            "block_size", new Attribute.Int(32)));
                            return true;
                        });
        sameMacs(quantized, original);
        assertThat(types(quantized).get(ElementType.INT4))
                .isEqualTo(Dim.symbol("batch").times(Dim.symbol("sequence")).times(WEIGHTS));
        assertThat(original.parameters().bytes() - quantized.parameters().bytes())
                .isEqualTo(WEIGHTS * 4 - WEIGHTS / 2 - WEIGHTS / 32 * 4 - SCALARS);
    }

    /// The scale (4 bytes) and the two zero points that every rewriting stores.
    private static final long SCALARS = 4 + 1 + 1;
}
