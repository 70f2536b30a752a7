package assay.analyzer.op;

import static org.assertj.core.api.Assertions.assertThat;

import assay.analyzer.graph.Attribute;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.TensorValue;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Operators as the first operator sets wrote them, by the text of those versions.
class OldSetsTest {

    private static final ElementType FLOAT = ElementType.FLOAT32;

    private static TensorValue reals(Double... numbers) {
        return new TensorValue.Reals(FLOAT, List.of((long) numbers.length), List.of(numbers));
    }

    private static TensorValue real(double number) {
        return new TensorValue.Reals(FLOAT, List.of(), List.of(number));
    }

    private static OneNode node(String operator, int set) {
        return new OneNode(operator, set).input("2 3 4 5");
    }

    /// The second operand is laid along the axes from `axis` on; the first keeps its shape.
    @Test
    void arithmeticOfSet1To6BroadcastsOneWay() {
        for (String operator : List.of("Add", "Sub", "Mul", "Div", "Pow")) {
            OneNode inner = node(operator, 6).with("broadcast", 1).with("axis", 1).input("3 4");
            assertThat(inner.type()).as(operator).isEqualTo("float32[2, 3, 4, 5]");
            assertThat(inner.conflicts()).as(operator).isEmpty();
        }
        assertThat(node("Greater", 1).with("broadcast", 1).input("5").type())
                .isEqualTo("bool[2, 3, 4, 5]");
    }

    @Test
    void typesWereNamesBeforeTheyWereNumbers() {
        assertThat(node("Cast", 1).with("to", "DOUBLE").type()).isEqualTo("float64[2, 3, 4, 5]");
        assertThat(node("Cast", 1).with("to", "FLOAT16").type()).isEqualTo("float16[2, 3, 4, 5]");
        assertThat(node("Cast", 1).with("to", "BOOL").type()).isEqualTo("bool[2, 3, 4, 5]");
        assertThat(node("Cast", 6).with("to", 7).type()).isEqualTo("int64[2, 3, 4, 5]");
    }

    @Test
    void shapesAndAxesWereAttributes() {
        assertThat(node("Reshape", 1).ints("shape", 0L, -1L, 5L).type())
                .isEqualTo("float32[2, 12, 5]");
        assertThat(
                        node("Slice", 1)
                                .ints("starts", 1L, 1L)
                                .ints("ends", -1L, 9L)
                                .ints("axes", 2L, 3L)
                                .type())
                .isEqualTo("float32[2, 3, 2, 4]");
        assertThat(node("Pad", 1).ints("paddings", 0L, 0L, 1L, 2L, 0L, 0L, 3L, 4L).type())
                .isEqualTo("float32[2, 3, 8, 11]");
        assertThat(node("TopK", 1).with("k", 2).outputs(2).type(1)).isEqualTo("int64[2, 3, 4, 2]");
        assertThat(node("Concat", 1).input("2 1 4 5").type()).isEqualTo("float32[2, 4, 4, 5]");
        assertThat(new OneNode("Squeeze", 1).input("1 3 1 5").type()).isEqualTo("float32[3, 5]");
        assertThat(new OneNode("Unsqueeze", 1).input("3 4").ints("axes", 0L, 2L).type())
                .isEqualTo("float32[1, 3, 1, 4]");
    }

    /// floor(4 * 2) and floor(5 * 1.5).
    @Test
    void upsamplingHadThreeSpellings() {
        assertThat(
                        node("Upsample", 1)
                                .with("height_scale", new Attribute.Real(2))
                                .with("width_scale", new Attribute.Real(1.5))
                                .type())
                .isEqualTo("float32[2, 3, 8, 7]");
        assertThat(
                        node("Upsample", 7)
                                .with("scales", new Attribute.Reals(List.of(1.0, 1.0, 2.0, 1.5)))
                                .type())
                .isEqualTo("float32[2, 3, 8, 7]");
        assertThat(node("Upsample", 9).value(reals(1.0, 1.0, 2.0, 1.5)).type())
                .isEqualTo("float32[2, 3, 8, 7]");
        assertThat(node("Resize", 10).value(reals(1.0, 1.0, 2.0, 1.5)).type())
                .isEqualTo("float32[2, 3, 8, 7]");
    }

    /// Lengths, repeats and the axis came as tensors of the data's own type.
    @Test
    void wholeNumbersCameAsFloatingPointOnes() {
        OneNode split = node("Split", 1).with("axis", 2).outputs(2).value(reals(1.0, 3.0));
        assertThat(split.type(0)).isEqualTo("float32[2, 3, 1, 5]");
        assertThat(split.type(1)).isEqualTo("float32[2, 3, 3, 5]");
        assertThat(node("Tile", 1).value(real(3)).value(real(2)).type())
                .isEqualTo("float32[2, 3, 12, 5]");
    }

    /// The mask of a Dropout had the data's type before set 10; running statistics come in the type
    /// of their own since 14.
    @Test
    void secondOutputsChangedTheirTypes() {
        assertThat(node("Dropout", 6).outputs(2).type(1)).isEqualTo("float32[2, 3, 4, 5]");
        assertThat(node("Dropout", 10).outputs(2).type(1)).isEqualTo("bool[2, 3, 4, 5]");
        OneNode norm =
                new OneNode("BatchNormalization", 14)
                        .with("training_mode", 1)
                        .outputs(3)
                        .input(ElementType.FLOAT16, "2 3 4 5")
                        .input(ElementType.FLOAT16, "3")
                        .input(ElementType.FLOAT16, "3")
                        .input("3")
                        .input("3");
        assertThat(norm.type(0)).isEqualTo("float16[2, 3, 4, 5]");
        assertThat(norm.type(1)).isEqualTo("float32[3]");
    }

    /// Training needs the statistics of the batch: 6 FLOPs an element instead of 2.
    @Test
    void theFirstNormalizationsSaidWhetherTheyTrain() {
        OneNode norm =
                node("BatchNormalization", 6)
                        .with("is_test", 0)
                        .outputs(5)
                        .input("3")
                        .input("3")
                        .input("3")
                        .input("3");
        assertThat(norm.type(4)).isEqualTo("float32[3]");
        assertThat(norm.cost().vectorFlops()).isEqualTo(Dim.of(120 * 6));
    }

    /// Experimental operators that the first converters wrote.
    @Test
    void tensorsWereFilled() {
        OneNode stated = new OneNode("ConstantFill", 1).ints("shape", 3L, 4L);
        assertThat(stated.type()).isEqualTo("float32[3, 4]");
        OneNode held =
                new OneNode("ConstantFill", 1)
                        .with("input_as_shape", 1)
                        .with("dtype", 7)
                        .integers("N 4");
        assertThat(held.type()).isEqualTo("int64[N, 4]");
        OneNode like = new OneNode("GivenTensorFill", 1).ints("extra_shape", 5L).input("3 N");
        assertThat(like.type()).isEqualTo("float32[3, N, 5]");
        assertThat(new OneNode("ConstantFill", 1).ints("shape", -3L).type())
                .startsWith("float32[...]");
    }
}
