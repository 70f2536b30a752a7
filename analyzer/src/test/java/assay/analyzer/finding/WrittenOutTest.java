package assay.analyzer.finding;

import static org.assertj.core.api.Assertions.assertThat;

import assay.analyzer.analysis.Analysis;
import assay.analyzer.graph.Attribute;
import assay.analyzer.graph.Graph;
import assay.analyzer.graph.Model;
import assay.analyzer.op.SmallModel;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.TensorValue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Blocks that exporters write out in primitives, in their several spellings.
class WrittenOutTest {

    private static final Map<String, Attribute> AXIS = Map.of("axis", new Attribute.Int(1));
    private static final Map<String, Attribute> QUARTERS =
            Map.of("axis", new Attribute.Int(1), "num_outputs", new Attribute.Int(4));
    private static final Map<String, Attribute> STRIDES =
            Map.of("strides", new Attribute.Ints(List.of(2L, 2L)));

    private static TensorValue real(double value) {
        return new TensorValue.Reals(ElementType.FLOAT32, List.of(), List.of(value));
    }

    private static SmallModel convolution() {
        return new SmallModel()
                .input("x", ElementType.FLOAT32, "N", 8, 16, 16)
                .weight("w", ElementType.FLOAT32, 8L, 8L, 3L, 3L)
                .constant("zero", real(0))
                .constant("third", real(3))
                .constant("sixth", real(6))
                .constant("inverse", real(1.0 / 6))
                .constant("tenth", real(0.1))
                .node("Conv", List.of("x", "w"), List.of("c"));
    }

    private static Map<String, Integer> counts(SmallModel model) {
        return Structure.of(model.output("y").typed()).blockCounts();
    }

    /// x * relu6(x + 3) / 6, the division after or before the product, or as a factor.
    @Test
    void hardSwishInThreeSpellings() {
        SmallModel clipped =
                convolution()
                        .node("Add", List.of("c", "third"), List.of("p"))
                        .node("Clip", List.of("p", "zero", "sixth"), List.of("k"));
        clipped.node("Mul", List.of("c", "k"), List.of("m"))
                .node("Div", List.of("m", "sixth"), List.of("y"));
        assertThat(counts(clipped)).isEqualTo(Map.of("HardSwish", 1, "ConvHardSwish", 1));

        SmallModel divided =
                convolution()
                        .node("Add", List.of("c", "third"), List.of("p"))
                        .node("Clip", List.of("p", "zero", "sixth"), List.of("k"))
                        .node("Mul", List.of("k", "inverse"), List.of("d"))
                        .node("Mul", List.of("d", "c"), List.of("y"));
        assertThat(counts(divided)).isEqualTo(Map.of("HardSwish", 1, "ConvHardSwish", 1));

        SmallModel operator =
                convolution()
                        .node("HardSigmoid", List.of("c"), List.of("g"))
                        .node("Mul", List.of("c", "g"), List.of("y"));
        assertThat(counts(operator)).isEqualTo(Map.of("HardSwish", 1, "ConvHardSwish", 1));
    }

    @Test
    void mishAndLeakyReluAndClips() {
        SmallModel mish =
                convolution()
                        .node("Softplus", List.of("c"), List.of("s"))
                        .node("Tanh", List.of("s"), List.of("t"))
                        .node("Mul", List.of("c", "t"), List.of("y"));
        assertThat(counts(mish)).isEqualTo(Map.of("Mish", 1, "ConvMish", 1));

        SmallModel leaky =
                convolution()
                        .node("Mul", List.of("c", "tenth"), List.of("s"))
                        .node("Max", List.of("c", "s"), List.of("y"));
        assertThat(counts(leaky)).isEqualTo(Map.of("LeakyRelu", 1, "ConvLeakyRelu", 1));

        SmallModel six = convolution().node("Clip", List.of("c", "zero", "sixth"), List.of("y"));
        assertThat(counts(six)).isEqualTo(Map.of("ConvRelu6", 1));
        SmallModel relu = convolution().node("Clip", List.of("c", "zero"), List.of("y"));
        assertThat(counts(relu)).isEqualTo(Map.of("ConvRelu", 1));
        SmallModel clip = convolution().node("Clip", List.of("c", "tenth", "sixth"), List.of("y"));
        assertThat(counts(clip)).isEqualTo(Map.of("ConvClip", 1));
    }

    private static SmallModel tokens() {
        return new SmallModel()
                .input("x", ElementType.FLOAT32, "N", 16, 64)
                .constant("last", TensorValue.vector(List.of(Dim.of(-1))))
                .constant("eps", real(1e-5))
                .constant("two", real(2))
                .constant("one", real(1))
                .constant("power", real(-0.5))
                .weight("gamma", ElementType.FLOAT32, 64L);
    }

    /// x * (mean(x * x) + e)^-1/2, the root as Sqrt and Reciprocal, as Sqrt and 1 / r, as a power.
    @Test
    void rmsNormInThreeSpellings() {
        for (String root : List.of("Reciprocal", "Div", "Pow")) {
            SmallModel model =
                    tokens().node("Mul", List.of("x", "x"), List.of("q"))
                            .node("ReduceMean", List.of("q", "last"), List.of("m"))
                            .node("Add", List.of("m", "eps"), List.of("v"));
            switch (root) {
                case "Pow" -> model.node("Pow", List.of("v", "power"), List.of("r"));
                case "Div" ->
                        model.node("Sqrt", List.of("v"), List.of("s"))
                                .node("Div", List.of("one", "s"), List.of("r"));
                default ->
                        model.node("Sqrt", List.of("v"), List.of("s"))
                                .node("Reciprocal", List.of("s"), List.of("r"));
            }
            model.node("Mul", List.of("x", "r"), List.of("n"))
                    .node("Mul", List.of("n", "gamma"), List.of("y"));
            assertThat(counts(model)).as(root).isEqualTo(Map.of("RMSNorm", 1));
        }
    }

    /// The same arithmetic over height and width normalizes each channel of each image.
    @Test
    void meansOverTheImageAreAnInstanceNorm() {
        SmallModel model =
                new SmallModel()
                        .input("x", ElementType.FLOAT32, "N", 8, 16, 16)
                        .constant("axes", TensorValue.vector(List.of(Dim.of(2), Dim.of(3))))
                        .constant("two", real(2))
                        .constant("eps", real(1e-5))
                        .node("ReduceMean", List.of("x", "axes"), List.of("mean"))
                        .node("Sub", List.of("x", "mean"), List.of("d"))
                        .node("Pow", List.of("d", "two"), List.of("q"))
                        .node("ReduceMean", List.of("q", "axes"), List.of("v"))
                        .node("Add", List.of("v", "eps"), List.of("e"))
                        .node("Sqrt", List.of("e"), List.of("s"))
                        .node("Div", List.of("d", "s"), List.of("y"));
        assertThat(counts(model)).isEqualTo(Map.of("InstanceNorm", 1));
    }

    /// down(silu(gate(x)) * up(x)), with two products and with the halves of one.
    @Test
    void gatedFeedForwardInTwoSpellings() {
        SmallModel two =
                tokens().weight("g", ElementType.FLOAT32, 64L, 128L)
                        .weight("u", ElementType.FLOAT32, 64L, 128L)
                        .node("MatMul", List.of("x", "g"), List.of("a"))
                        .node("MatMul", List.of("x", "u"), List.of("b"))
                        .node("Sigmoid", List.of("a"), List.of("s"))
                        .node("Mul", List.of("a", "s"), List.of("t"))
                        .node("Mul", List.of("t", "b"), List.of("y"));
        assertThat(counts(two)).isEqualTo(Map.of("GatedMLP", 1, "SiLU", 1));

        SmallModel halves =
                tokens().weight("gu", ElementType.FLOAT32, 64L, 256L)
                        .node("MatMul", List.of("x", "gu"), List.of("ab"))
                        .node(
                                Model.DEFAULT_DOMAIN,
                                "Split",
                                List.of("ab"),
                                List.of("a", "b"),
                                Map.of(
                                        "axis", new Attribute.Int(-1),
                                        "num_outputs", new Attribute.Int(2)))
                        .node("Gelu", List.of("a"), List.of("t"))
                        .node("Mul", List.of("t", "b"), List.of("y"));
        assertThat(counts(halves)).isEqualTo(Map.of("GatedMLP", 1, "GELU", 1));
    }

    /// x * cos + concat(-x2, x1) * sin, and both parts of (a + bi)(c + si).
    @Test
    void rotaryPositionsInTwoSpellings() {
        SmallModel complex =
                new SmallModel()
                        .input("a", ElementType.FLOAT32, "N", 8, 16, 32)
                        .input("b", ElementType.FLOAT32, "N", 8, 16, 32)
                        .input("c", ElementType.FLOAT32, 16, 32)
                        .input("s", ElementType.FLOAT32, 16, 32)
                        .node("Mul", List.of("a", "c"), List.of("ac"))
                        .node("Mul", List.of("b", "s"), List.of("bs"))
                        .node("Sub", List.of("ac", "bs"), List.of("re"))
                        .node("Mul", List.of("a", "s"), List.of("as"))
                        .node("Mul", List.of("b", "c"), List.of("bc"))
                        .node("Add", List.of("as", "bc"), List.of("im"))
                        .node(
                                Model.DEFAULT_DOMAIN,
                                "Concat",
                                List.of("re", "im"),
                                List.of("y"),
                                Map.of("axis", new Attribute.Int(-1)));
        assertThat(counts(complex)).isEqualTo(Map.of("RotaryPositions", 1));

        SmallModel turned =
                new SmallModel()
                        .input("x", ElementType.FLOAT32, "N", 8, 16, 64)
                        .input("c", ElementType.FLOAT32, 16, 64)
                        .input("s", ElementType.FLOAT32, 16, 64)
                        .node(
                                Model.DEFAULT_DOMAIN,
                                "Split",
                                List.of("x"),
                                List.of("x1", "x2"),
                                Map.of(
                                        "axis", new Attribute.Int(-1),
                                        "num_outputs", new Attribute.Int(2)))
                        .node("Neg", List.of("x2"), List.of("n"))
                        .node(
                                Model.DEFAULT_DOMAIN,
                                "Concat",
                                List.of("n", "x1"),
                                List.of("t"),
                                Map.of("axis", new Attribute.Int(-1)))
                        .node("Mul", List.of("x", "c"), List.of("xc"))
                        .node("Mul", List.of("t", "s"), List.of("ts"))
                        .node("Add", List.of("xc", "ts"), List.of("y"));
        assertThat(counts(turned)).isEqualTo(Map.of("RotaryPositions", 1));
    }

    /// Two heads of keys, each repeated for four of eight heads of queries; 2 x 2 x 64 float32 more
    /// for each token and sequence: keys and values.
    @Test
    void repeatedKeysAreGroupedQueriesWithACache() {
        SmallModel model = decoder(new SmallModel()).output("y").output("k").output("v");
        Structure structure = Structure.of(model.typed());
        assertThat(structure.blocks())
                .filteredOn(Block.Attention.class::isInstance)
                .singleElement()
                .satisfies(block -> {
                    Block.Attention attention = (Block.Attention) block;
                    assertThat(attention.heads()).isEqualTo(Dim.of(8));
                    assertThat(attention.keyValueHeads()).isEqualTo(Dim.of(2));
                    assertThat(attention.sharing()).isEqualTo(Block.Sharing.GQA);
                });
        assertThat(structure.kvCache()).isNotNull();
        assertThat(structure.kvCache().tensors()).containsExactly("k", "v");
        assertThat(structure.kvCache().bytesPerToken())
                .isEqualTo(Dim.symbol("N").times(2 * 2 * 64 * 4));
    }

    private static SmallModel decoder(SmallModel model) {
        Map<String, Attribute> axis = Map.of("axis", new Attribute.Int(2));
        Map<String, Attribute> turn = Map.of("perm", new Attribute.Ints(List.of(0L, 1L, 3L, 2L)));
        return inputs(model)
                .constant("two", TensorValue.vector(List.of(Dim.of(2))))
                .constant(
                        "repeated",
                        TensorValue.vector(
                                List.of(Dim.of(1), Dim.of(1), Dim.of(4), Dim.of(1), Dim.of(1))))
                .constant(
                        "joined",
                        TensorValue.vector(List.of(Dim.of(0), Dim.of(8), Dim.of(-1), Dim.of(64))))
                .node(Model.DEFAULT_DOMAIN, "Concat", List.of("pk", "nk"), List.of("k"), axis)
                .node(Model.DEFAULT_DOMAIN, "Concat", List.of("pv", "nv"), List.of("v"), axis)
                .node("Unsqueeze", List.of("k", "two"), List.of("k5"))
                .node("Expand", List.of("k5", "repeated"), List.of("ke"))
                .node("Reshape", List.of("ke", "joined"), List.of("k8"))
                .node("Unsqueeze", List.of("v", "two"), List.of("v5"))
                .node("Expand", List.of("v5", "repeated"), List.of("ve"))
                .node("Reshape", List.of("ve", "joined"), List.of("v8"))
                .node(Model.DEFAULT_DOMAIN, "Transpose", List.of("k8"), List.of("kt"), turn)
                .node("MatMul", List.of("q", "kt"), List.of("scores"))
                .node("Softmax", List.of("scores"), List.of("shares"))
                .node("MatMul", List.of("shares", "v8"), List.of("y"));
    }

    private static SmallModel inputs(SmallModel model) {
        return model.input("q", ElementType.FLOAT32, "N", 8, 1, 64)
                .input("nk", ElementType.FLOAT32, "N", 2, 1, 64)
                .input("nv", ElementType.FLOAT32, "N", 2, 1, 64)
                .input("pk", ElementType.FLOAT32, "N", 2, "P", 64)
                .input("pv", ElementType.FLOAT32, "N", 2, "P", 64);
    }

    /// What Optimum's merged decoders are: the whole network inside the branches of an If.
    @Test
    void aDecoderInsideAnIfIsFound() {
        Graph inside = decoder(new SmallModel()).output("y").output("k").output("v").graph();
        Graph body =
                new Graph(
                        "then",
                        inside.nodes(),
                        List.of(),
                        inside.outputs(),
                        inside.initializers(),
                        Map.of());
        Graph other =
                new SmallModel()
                        .node("Identity", List.of("q"), List.of("y1"))
                        .node("Identity", List.of("nk"), List.of("k1"))
                        .node("Identity", List.of("nv"), List.of("v1"))
                        .output("y1")
                        .output("k1")
                        .output("v1")
                        .graph();
        SmallModel model =
                inputs(new SmallModel())
                        .input("cached", ElementType.BOOL)
                        .node(
                                Model.DEFAULT_DOMAIN,
                                "If",
                                List.of("cached"),
                                List.of("out", "present_key", "present_value"),
                                Map.of(
                                        "then_branch", new Attribute.Subgraph(body),
                                        "else_branch", new Attribute.Subgraph(other)))
                        .output("out")
                        .output("present_key")
                        .output("present_value");
        Analysis analysis = model.analysis();
        Structure structure = Structure.of(analysis.graph());
        assertThat(structure.blockCounts()).isEqualTo(Map.of("Attention", 1));
        // positions are those of the main graph, whose one node is the If
        assertThat(structure.blocks().getFirst().nodes()).containsExactly(0);
        assertThat(structure.architecture().type()).isEqualTo("transformer decoder");
        assertThat(structure.kvCache().tensors()).containsExactly("present_key", "present_value");
    }

    /// Of an attention operator's outputs the second and third are the cache; a fourth would be its
    /// scores. 4 heads of 32 numbers in float16, for keys and for values.
    @Test
    void anAttentionOperatorHandsOutItsCache() {
        SmallModel model =
                new SmallModel()
                        .input("q", ElementType.FLOAT16, "N", 1, 1024)
                        .input("k", ElementType.FLOAT16, "N", 1, 128)
                        .input("v", ElementType.FLOAT16, "N", 1, 128)
                        .input("pk", ElementType.FLOAT16, "N", 4, "P", 32)
                        .input("pv", ElementType.FLOAT16, "N", 4, "P", 32)
                        .input("lengths", ElementType.INT32, "N")
                        .input("total", ElementType.INT32)
                        .node(
                                "com.microsoft",
                                "GroupQueryAttention",
                                List.of("q", "k", "v", "pk", "pv", "lengths", "total"),
                                List.of("y", "key", "value"),
                                Map.of(
                                        "num_heads", new Attribute.Int(32),
                                        "kv_num_heads", new Attribute.Int(4)))
                        .output("y")
                        .output("key")
                        .output("value");
        Structure structure = Structure.of(model.typed());
        assertThat(structure.kvCache().bytesPerToken())
                .isEqualTo(Dim.symbol("N").times(2 * 4 * 32 * 2));
        assertThat(((Block.Attention) structure.blocks().getFirst()).sharing())
                .isEqualTo(Block.Sharing.GQA);
    }

    /// p stays for the product, q dies at the sum, which is written over it: 2 of 3 tensors of 64
    /// float32 for each of N.
    @Test
    void elementwiseNodesWorkInPlaceWhereNothingReadsTheInputAfter() {
        Analysis analysis =
                new SmallModel()
                        .input("x", ElementType.FLOAT32, "N", 64)
                        .node("Relu", List.of("x"), List.of("p"))
                        .node("Tanh", List.of("p"), List.of("q"))
                        .node("Add", List.of("p", "q"), List.of("u"))
                        .node("Mul", List.of("u", "p"), List.of("y"))
                        .output("y")
                        .analysis();
        assertThat(analysis.memory().unfused()).isEqualTo(Dim.symbol("N").times(3 * 64 * 4));
        assertThat(analysis.memory().fusedInPlace()).isEqualTo(Dim.symbol("N").times(2 * 64 * 4));
    }

    private static SmallModel step(SmallModel model, int number) {
        String n = String.valueOf(number);
        String before = String.valueOf(number - 1);
        return model.input("x" + n, ElementType.FLOAT32, "N", 8)
                .node(
                        Model.DEFAULT_DOMAIN,
                        "Concat",
                        List.of("x" + n, "h" + before),
                        List.of("xh" + n),
                        AXIS)
                .node("MatMul", List.of("xh" + n, "w"), List.of("all" + n))
                .node(
                        Model.DEFAULT_DOMAIN,
                        "Split",
                        List.of("all" + n),
                        List.of("i" + n, "f" + n, "g" + n, "o" + n),
                        QUARTERS)
                .node("Sigmoid", List.of("i" + n), List.of("is" + n))
                .node("Sigmoid", List.of("f" + n), List.of("fs" + n))
                .node("Tanh", List.of("g" + n), List.of("gt" + n))
                .node("Sigmoid", List.of("o" + n), List.of("os" + n))
                .node("Mul", List.of("fs" + n, "c" + before), List.of("kept" + n))
                .node("Mul", List.of("is" + n, "gt" + n), List.of("new" + n))
                .node("Add", List.of("kept" + n, "new" + n), List.of("c" + n))
                .node("Tanh", List.of("c" + n), List.of("ct" + n))
                .node("Mul", List.of("os" + n, "ct" + n), List.of("h" + n));
    }

    /// c' = f * c + i * g, h = o * tanh(c'): two steps of one layer share their weights and are one
    /// cell.
    @Test
    void anLstmCellInPrimitives() {
        SmallModel model =
                new SmallModel()
                        .input("h0", ElementType.FLOAT32, "N", 16)
                        .input("c0", ElementType.FLOAT32, "N", 16)
                        .weight("w", ElementType.FLOAT32, 24L, 64L);
        step(step(model, 1), 2).node("Identity", List.of("h2"), List.of("y"));
        assertThat(counts(model)).isEqualTo(Map.of("RecurrentCell", 1));
    }

    /// An encoder's map added to a decoder's of its size, as in LinkNet: a skip of a U-Net and no
    /// residual block.
    @Test
    void aUNetSkipThatAdds() {
        SmallModel model =
                new SmallModel()
                        .input("x", ElementType.FLOAT32, "N", 8, 16, 16)
                        .weight("down", ElementType.FLOAT32, 8L, 8L, 2L, 2L)
                        .weight("up", ElementType.FLOAT32, 8L, 8L, 2L, 2L)
                        .weight("w", ElementType.FLOAT32, 8L, 8L, 1L, 1L)
                        .node("Conv", List.of("x", "w"), List.of("skip"))
                        .node(
                                Model.DEFAULT_DOMAIN,
                                "Conv",
                                List.of("skip", "down"),
                                List.of("low"),
                                STRIDES)
                        .node(
                                Model.DEFAULT_DOMAIN,
                                "ConvTranspose",
                                List.of("low", "up"),
                                List.of("high"),
                                STRIDES)
                        .node("Add", List.of("high", "skip"), List.of("y"));
        assertThat(counts(model)).isEqualTo(Map.of("UNetSkip", 1));
    }

    /// Keras: keys and queries `[batch, length, heads, width]`, scores `acbe`.
    @Test
    void attentionOfTwoEinsums() {
        SmallModel model =
                new SmallModel()
                        .input("q", ElementType.FLOAT32, "N", 10, 4, 16)
                        .input("k", ElementType.FLOAT32, "N", 12, 4, 16)
                        .input("v", ElementType.FLOAT32, "N", 12, 4, 16)
                        .constant("scale", real(0.25))
                        .node("Mul", List.of("q", "scale"), List.of("qs"))
                        .node(
                                Model.DEFAULT_DOMAIN,
                                "Einsum",
                                List.of("k", "qs"),
                                List.of("s"),
                                Map.of("equation", new Attribute.Text("aecd,abcd->acbe")))
                        .node("Softmax", List.of("s"), List.of("p"))
                        .node(
                                Model.DEFAULT_DOMAIN,
                                "Einsum",
                                List.of("p", "v"),
                                List.of("y"),
                                Map.of("equation", new Attribute.Text("acbe,aecd->abcd")));
        Structure structure = Structure.of(model.output("y").typed());
        assertThat(structure.blocks())
                .singleElement()
                .isInstanceOfSatisfying(
                        Block.Attention.class,
                        attention -> assertThat(attention.heads()).isEqualTo(Dim.of(4)));
    }
}
