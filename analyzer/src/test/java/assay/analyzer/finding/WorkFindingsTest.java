package assay.analyzer.finding;

import static org.assertj.core.api.Assertions.assertThat;

import assay.analyzer.graph.Attribute;
import assay.analyzer.graph.Model;
import assay.analyzer.op.SmallModel;
import assay.analyzer.tensor.ElementType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What makes a model slower or larger than it need be.
class WorkFindingsTest {

    private static final Map<String, Attribute> LAST =
            Map.of("perm", new Attribute.Ints(List.of(0L, 2L, 3L, 1L)));
    private static final Map<String, Attribute> FIRST =
            Map.of("perm", new Attribute.Ints(List.of(0L, 3L, 1L, 2L)));

    private static SmallModel head(long words) {
        return new SmallModel()
                .input("ids", ElementType.INT64, "N", 16)
                .weight("table", ElementType.FLOAT32, words, 64L)
                .weight("out", ElementType.FLOAT32, 64L, words)
                .node("Gather", List.of("table", "ids"), List.of("x"))
                .node("MatMul", List.of("x", "out"), List.of("y"))
                .output("y");
    }

    private static SmallModel chain(SmallModel model, String operator, String from, int length) {
        String at = from;
        for (int i = 0; i < length; i++) {
            model.node(operator, List.of(at), List.of(operator + i));
            at = operator + i;
        }
        return model.output(at);
    }

    /// 50,257 tokens, as GPT-2 has: the next multiple of 8 is 50,264.
    @Test
    void anOddVocabularyIsToBePadded() {
        assertThat(Found.in(head(50_257), "odd_channels").orElseThrow().advice())
                .contains("pad the vocabulary from 50257 rows to 50264");
        assertThat(Found.in(head(50_264), "odd_channels")).isEmpty();
    }

    /// A product of 2 x 64 x 64 = 8,192 FLOPs a row among 9 Relus of 64 each: 8192 / (8192 + 9 x
    /// 64) = 93.4 %. Of two such products neither has more than half.
    @Test
    void oneNodeWithMostOfTheWork() {
        SmallModel one =
                new SmallModel()
                        .input("x", ElementType.FLOAT32, "N", 64)
                        .weight("w", ElementType.FLOAT32, 64L, 64L)
                        .node("MatMul", List.of("x", "w"), List.of("m"));
        assertThat(Found.in(chain(one, "Relu", "m", 9), "compute_hot_spot").orElseThrow().message())
                .isEqualTo("'MatMul0' (MatMul) does 93.4 % of all FLOPs");
        SmallModel two =
                new SmallModel()
                        .input("x", ElementType.FLOAT32, "N", 64)
                        .weight("w", ElementType.FLOAT32, 64L, 64L)
                        .node("MatMul", List.of("x", "w"), List.of("l"))
                        .node("MatMul", List.of("l", "w"), List.of("m"));
        assertThat(Found.in(chain(two, "Relu", "m", 9), "compute_hot_spot")).isEmpty();
    }

    /// EyeLike has a CUDA kernel, Mean and the runtime's QLinearAdd have none.
    @Test
    void operatorsWithoutACudaKernel() {
        SmallModel model =
                new SmallModel()
                        .input("x", ElementType.FLOAT32, 8, 8)
                        .node("EyeLike", List.of("x"), List.of("e"))
                        .node("Mean", List.of("x", "e"), List.of("m"))
                        .node(
                                "com.microsoft",
                                "QuickGelu",
                                List.of("m"),
                                List.of("y"),
                                Map.<String, Attribute>of())
                        .output("y");
        assertThat(Found.in(model, "cuda_unsupported_operators").orElseThrow().message())
                .isEqualTo("1 node has no CUDA kernel: Mean 1");
    }

    @Test
    void arithmeticInFloat64() {
        SmallModel model =
                new SmallModel()
                        .input("x", ElementType.FLOAT64, "N", 64)
                        .node("Exp", List.of("x"), List.of("e"))
                        .node("Cast", List.of("e"), List.of("y"))
                        .output("y");
        assertThat(Found.in(model, "float64").orElseThrow().message())
                .isEqualTo("float64 arithmetic in 1 node");
    }

    /// 400 x 400 = 160,000 elements are large, 300 x 300 = 90,000 are not.
    @Test
    void arithmeticOnLargeTensorsOfInt64() {
        assertThat(Found.in(squared(400), "int64_arithmetic").orElseThrow().message())
                .isEqualTo("int64 arithmetic in 1 node, on 100000 elements or more");
        assertThat(Found.in(squared(300), "int64_arithmetic")).isEmpty();
    }

    private static SmallModel squared(int side) {
        return new SmallModel()
                .input("x", ElementType.INT64, side, side)
                .node("Mul", List.of("x", "x"), List.of("y"))
                .output("y");
    }

    /// Three transposes of 4 x 8 x 8 float32, 1 KiB each.
    @Test
    void transposesBetweenLayouts() {
        SmallModel model =
                new SmallModel()
                        .input("x", ElementType.FLOAT32, 1, 8, 8, 4)
                        .weight("w", ElementType.FLOAT32, 4L, 4L, 1L, 1L);
        turn(model, "x", "a", FIRST).node("Conv", List.of("a", "w"), List.of("b"));
        turn(model, "b", "c", LAST).node("Softmax", List.of("c"), List.of("d"));
        turn(model, "d", "y", FIRST).output("y");
        assertThat(Found.in(model, "layout_transposes").orElseThrow().message())
                .isEqualTo("3 transposes between channels-first and channels-last write 3.0 KiB");
    }

    private static SmallModel turn(
            SmallModel model, String from, String to, Map<String, Attribute> order) {
        return model.node(Model.DEFAULT_DOMAIN, "Transpose", List.of(from), List.of(to), order);
    }

    /// 2,097,152 rows of 16 float32 are 128 MiB of 128 MiB + 4 KiB.
    @Test
    void aTableOfEmbeddingsThatIsMostOfTheModel() {
        SmallModel model =
                new SmallModel()
                        .input("ids", ElementType.INT64, "N")
                        .weight("table", ElementType.FLOAT32, 2_097_152L, 16L)
                        .weight("w", ElementType.FLOAT32, 16L, 64L)
                        .node("Gather", List.of("table", "ids"), List.of("x"))
                        .node("MatMul", List.of("x", "w"), List.of("y"))
                        .output("y");
        assertThat(Found.in(model, "large_embedding").orElseThrow().message())
                .isEqualTo("the table 'table' takes 128.0 MiB, 100.0 % of all weights");
    }

    /// The first dense layer of a VGG: 25,088 x 4,096 x 4 B = 392 MiB; quantized, with its weights
    /// at input 3, a quarter of that.
    @Test
    void aDenseLayerThatHoldsMostOfTheWeights() {
        SmallModel model =
                new SmallModel()
                        .input("x", ElementType.FLOAT32, "N", 25_088)
                        .weight("w", ElementType.FLOAT32, 25_088L, 4_096L)
                        .node("MatMul", List.of("x", "w"), List.of("m"));
        assertThat(
                        Found.in(chain(model, "Relu", "m", 4), "oversized_dense")
                                .orElseThrow()
                                .message())
                .isEqualTo("'MatMul0' holds 392.0 MiB of weights, 100.0 % of the model");
        SmallModel quantized =
                new SmallModel()
                        .input("x", ElementType.UINT8, "N", 25_088)
                        .weight("w", ElementType.UINT8, 25_088L, 4_096L)
                        .weight("s", ElementType.FLOAT32)
                        .weight("z", ElementType.UINT8)
                        .node(
                                "QLinearMatMul",
                                List.of("x", "s", "z", "w", "s", "z", "s", "z"),
                                List.of("m"));
        assertThat(
                        Found.in(chain(quantized, "Relu", "m", 4), "oversized_dense")
                                .orElseThrow()
                                .message())
                .isEqualTo("'QLinearMatMul0' holds 98.0 MiB of weights, 100.0 % of the model");
    }

    /// The convolution's result is read twice, so that its normalization cannot be folded into it.
    @Test
    void aNormalizationThatCannotBeFolded() {
        SmallModel model =
                new SmallModel()
                        .input("x", ElementType.FLOAT32, "N", 8, 4, 4)
                        .weight("w", ElementType.FLOAT32, 8L, 8L, 1L, 1L)
                        .weight("p", ElementType.FLOAT32, 8L)
                        .node("Conv", List.of("x", "w"), List.of("c"))
                        .node("BatchNormalization", List.of("c", "p", "p", "p", "p"), List.of("b"))
                        .node("Add", List.of("b", "c"), List.of("y"))
                        .output("y");
        assertThat(Found.in(model, "unfused_pattern").orElseThrow().message())
                .isEqualTo("1 BatchNormalization not to be folded into the convolution before");
    }

    @Test
    void activationsThatNothingFuses() {
        SmallModel model = new SmallModel().input("x", ElementType.FLOAT32, "N", 8);
        assertThat(
                        Found.in(chain(model, "Softplus", "x", 3), "unusual_activations")
                                .orElseThrow()
                                .message())
                .contains("Softplus 3");
        SmallModel two = new SmallModel().input("x", ElementType.FLOAT32, "N", 8);
        assertThat(Found.in(chain(two, "Softplus", "x", 2), "unusual_activations")).isEmpty();
    }
}
