package assay.analyzer.structure;

import static org.assertj.core.api.Assertions.assertThat;

import assay.analyzer.graph.Attribute;
import assay.analyzer.graph.Model;
import assay.analyzer.op.SmallModel;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.TensorValue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What else transformers write out: attention of Einsums, gated feed-forwards, rotations.
class TransformerBlocksTest {

    private static Map<String, Integer> counts(SmallModel model) {
        return Structure.of(model.output("y").typed()).blockCounts();
    }

    /// down(silu(gate(x)) * up(x)), with two products and with the halves of one.
    @Test
    void gatedFeedForwardInTwoSpellings() {
        SmallModel two =
                new SmallModel()
                        .input("x", ElementType.FLOAT32, "N", 16, 64)
                        .weight("g", ElementType.FLOAT32, 64L, 128L)
                        .weight("u", ElementType.FLOAT32, 64L, 128L)
                        .node("MatMul", List.of("x", "g"), List.of("a"))
                        .node("MatMul", List.of("x", "u"), List.of("b"))
                        .node("Sigmoid", List.of("a"), List.of("s"))
                        .node("Mul", List.of("a", "s"), List.of("t"))
                        .node("Mul", List.of("t", "b"), List.of("y"));
        assertThat(counts(two)).isEqualTo(Map.of("GatedMLP", 1, "SiLU", 1));

        SmallModel halves =
                new SmallModel()
                        .input("x", ElementType.FLOAT32, "N", 16, 64)
                        .weight("gu", ElementType.FLOAT32, 64L, 256L)
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

    /// A detector adds the distances of a box's sides to the places of its cells.
    @Test
    void aTableThatIsAddedWhereNothingAttendsIsNoPosition() {
        SmallModel boxes =
                new SmallModel()
                        .input("distances", ElementType.FLOAT32, "N", 2, 8400)
                        .weight("places", ElementType.FLOAT32, 1L, 2L, 8400L)
                        .node("Add", List.of("places", "distances"), List.of("y"));
        assertThat(counts(boxes)).isEmpty();

        SmallModel tokens =
                new SmallModel()
                        .input("embedded", ElementType.FLOAT32, "N", 128, 64)
                        .weight("table", ElementType.FLOAT32, 128L, 64L)
                        .node("Add", List.of("embedded", "table"), List.of("x"))
                        .node(
                                "com.microsoft",
                                "MultiHeadAttention",
                                List.of("x", "x", "x"),
                                List.of("y"),
                                Map.of("num_heads", new Attribute.Int(4)));
        assertThat(counts(tokens)).isEqualTo(Map.of("LearnedPositions", 1, "Attention", 1));
    }

    /// softmax(30 * tanh(q k' / 30) + mask) v, and softmax(where(hidden, -inf, q k' * s + slopes))
    /// v.
    @Test
    void attentionOfBoundedScoresAndOfSlopes() {
        SmallModel bounded =
                factors()
                        .node("Div", List.of("scores", "cap"), List.of("a"))
                        .node("Tanh", List.of("a"), List.of("b"))
                        .node("Mul", List.of("b", "cap"), List.of("c"))
                        .node("Add", List.of("c", "slopes"), List.of("d"))
                        .node("Softmax", List.of("d"), List.of("e"))
                        .node("MatMul", List.of("e", "v"), List.of("y"));
        assertThat(counts(bounded)).isEqualTo(Map.of("Attention", 1));
        SmallModel sloped =
                factors()
                        .input("mask", ElementType.INT64, "N", 1, 16, 16)
                        .node("Mul", List.of("scores", "cap"), List.of("a"))
                        .node("Add", List.of("a", "slopes"), List.of("b"))
                        .node(
                                Model.DEFAULT_DOMAIN,
                                "Cast",
                                List.of("mask"),
                                List.of("hidden"),
                                Map.of("to", new Attribute.Int(9)))
                        .node("Where", List.of("hidden", "cap", "b"), List.of("d"))
                        .node("Softmax", List.of("d"), List.of("e"))
                        .node("MatMul", List.of("e", "v"), List.of("y"));
        assertThat(counts(sloped)).isEqualTo(Map.of("Attention", 1));
    }

    private static SmallModel factors() {
        return new SmallModel()
                .input("q", ElementType.FLOAT32, "N", 8, 16, 32)
                .input("k", ElementType.FLOAT32, "N", 8, 32, 16)
                .input("v", ElementType.FLOAT32, "N", 8, 16, 32)
                .input("slopes", ElementType.FLOAT32, 8, 1, 16)
                .weight("cap", ElementType.FLOAT32)
                .node("MatMul", List.of("q", "k"), List.of("scores"));
    }

    /// j <= i, i - j >= 0, |i - j| <= 4, i >= 0: the first two hide what comes later.
    @Test
    void onlyAnOrderOfPositionsIsCausal() {
        assertThat(masked(places().node("LessOrEqual", List.of("j", "i"), List.of("seen"))))
                .isEqualTo("transformer decoder");
        assertThat(
                        masked(
                                places().node("Sub", List.of("i", "j"), List.of("d"))
                                        .node(
                                                "GreaterOrEqual",
                                                List.of("d", "zero"),
                                                List.of("seen"))))
                .isEqualTo("transformer decoder");
        assertThat(
                        masked(
                                places().node("Sub", List.of("i", "j"), List.of("d"))
                                        .node("Abs", List.of("d"), List.of("far"))
                                        .node(
                                                "LessOrEqual",
                                                List.of("far", "four"),
                                                List.of("seen"))))
                .isEqualTo("transformer encoder");
        assertThat(masked(places().node("GreaterOrEqual", List.of("i", "zero"), List.of("seen"))))
                .isEqualTo("transformer encoder");
    }

    private static SmallModel places() {
        return new SmallModel()
                .input("x", ElementType.FLOAT32, "N", "S", 32)
                .constant("zero", TensorValue.scalar(Dim.of(0)))
                .constant("first", TensorValue.scalar(Dim.of(1)))
                .constant("four", TensorValue.scalar(Dim.of(4)))
                .constant("rows", TensorValue.vector(List.of(Dim.of(1))))
                .constant("columns", TensorValue.vector(List.of(Dim.of(0))))
                .node("Shape", List.of("x"), List.of("shape"))
                .node("Gather", List.of("shape", "first"), List.of("length"))
                .node("Range", List.of("zero", "length", "first"), List.of("positions"))
                .node("Unsqueeze", List.of("positions", "rows"), List.of("i"))
                .node("Unsqueeze", List.of("positions", "columns"), List.of("j"));
    }

    private static String masked(SmallModel model) {
        return Structure.of(
                        model.input("q", ElementType.FLOAT32, "N", 8, "S", 32)
                                .input("k", ElementType.FLOAT32, "N", 8, 32, "S")
                                .input("v", ElementType.FLOAT32, "N", 8, "S", 32)
                                .weight("nothing", ElementType.FLOAT32)
                                .weight("low", ElementType.FLOAT32)
                                .node("MatMul", List.of("q", "k"), List.of("scores"))
                                .node("Where", List.of("seen", "nothing", "low"), List.of("mask"))
                                .node("Add", List.of("scores", "mask"), List.of("sum"))
                                .node("Softmax", List.of("sum"), List.of("shares"))
                                .node("MatMul", List.of("shares", "v"), List.of("y"))
                                .output("y")
                                .typed())
                .architecture()
                .type();
    }

    /// Words come as numbers; what a classifier of sound reads are measured values.
    @Test
    void onlyWhatReadsWordsClassifiesText() {
        assertThat(
                        classifier(new SmallModel().input("e", ElementType.FLOAT32, "N", 16, 64))
                                .architecture()
                                .task())
                .isNull();
        SmallModel words =
                new SmallModel()
                        .input("ids", ElementType.INT64, "N", 16)
                        .weight("table", ElementType.FLOAT32, 1000L, 64L)
                        .node("Gather", List.of("table", "ids"), List.of("e"));
        assertThat(classifier(words).architecture().task()).isEqualTo("text classification");
    }

    private static Structure classifier(SmallModel model) {
        return Structure.of(
                model.weight("w", ElementType.FLOAT32, 64L, 10L)
                        .node(
                                "com.microsoft",
                                "MultiHeadAttention",
                                List.of("e", "e", "e"),
                                List.of("a"),
                                Map.of("num_heads", new Attribute.Int(4)))
                        .constant("one", TensorValue.vector(List.of(Dim.of(1))))
                        .node(
                                Model.DEFAULT_DOMAIN,
                                "ReduceMean",
                                List.of("a", "one"),
                                List.of("m"),
                                Map.of("keepdims", new Attribute.Int(0)))
                        .node("MatMul", List.of("m", "w"), List.of("y"))
                        .output("y")
                        .typed());
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

    /// Keras: keys and queries `[batch, length, heads, width]`, scores `acbe`.
    @Test
    void attentionOfTwoEinsums() {
        SmallModel model =
                new SmallModel()
                        .input("q", ElementType.FLOAT32, "N", 10, 4, 16)
                        .input("k", ElementType.FLOAT32, "N", 12, 4, 16)
                        .input("v", ElementType.FLOAT32, "N", 12, 4, 16)
                        .constant(
                                "scale",
                                new TensorValue.Reals(
                                        ElementType.FLOAT32, List.of(), List.of(0.25)))
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
