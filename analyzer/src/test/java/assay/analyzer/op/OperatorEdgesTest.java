package assay.analyzer.op;

import static org.assertj.core.api.Assertions.assertThat;

import assay.analyzer.graph.Attribute;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.ValueType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What follows without the values of inputs, and what is refused, by ONNX's specification.
class OperatorEdgesTest {

    private static final ElementType INT64 = ElementType.INT64;

    @Test
    void asManyAxesAsDimsAreAllAxes() {
        assertThat(new OneNode("ReduceSum", 13).input("N 3 4").input(INT64, "3").type())
                .isEqualTo("float32[1, 1, 1]");
        assertThat(
                        new OneNode("ReduceMax", 18)
                                .with("keepdims", 0)
                                .input("N 3")
                                .input(INT64, "2")
                                .type())
                .isEqualTo("float32[]");
        // one axis of two may be either
        assertThat(new OneNode("ReduceSum", 13).input("2 3").input(INT64, "1").type())
                .isEqualTo("float32[?, ?]");
    }

    @Test
    void squeezingAsManyAxesAsThereAreOnesTakesThose() {
        assertThat(new OneNode("Squeeze", 13).input("1 3 1 5").input(INT64, "2").type())
                .isEqualTo("float32[3, 5]");
        assertThat(new OneNode("Squeeze", 13).input("1 3 1 5").input(INT64, "1").type())
                .isEqualTo("float32[?, ?, ?]");
        assertThat(new OneNode("Unsqueeze", 13).input("1 1").input(INT64, "2").type())
                .isEqualTo("float32[1, 1, 1, 1]");
    }

    @Test
    void aWholeTransformKeepsItsDimsWhateverItsAxis() {
        assertThat(new OneNode("DFT", 20).input("N 5 10 1").absent().input(INT64, "").type())
                .isEqualTo("float32[N, 5, 10, 2]");
        assertThat(
                        new OneNode("DFT", 20)
                                .with("onesided", 1)
                                .input("N 5 10 1")
                                .absent()
                                .input(INT64, "")
                                .type())
                .isEqualTo("float32[?, ?, ?, 2]");
    }

    @Test
    void resizingLeavesTheAxesAloneThatItDoesNotName() {
        assertThat(
                        new OneNode("Resize", 18)
                                .ints("axes", 2L, 3L)
                                .input("N 3 10 20")
                                .absent()
                                .absent()
                                .input(INT64, "2")
                                .type())
                .isEqualTo("float32[N, 3, ?, ?]");
    }

    @Test
    void aSinglePartIsTheWhole() {
        assertThat(new OneNode("Split", 13).input("N 6").input(INT64, "1").type())
                .isEqualTo("float32[N, 6]");
    }

    @Test
    void partsThatDoNotWorkOutAreAContradiction() {
        // 5 elements in 4 parts of ceil(5/4) = 2 leave -1 for the last
        OneNode node = new OneNode("Split", 18).with("num_outputs", 4).outputs(4).input("5");
        assertThat(node.type(3)).isEqualTo("float32[?]");
        assertThat(node.conflicts()).contains("5 elements").contains("4 parts");
    }

    @Test
    void aNegativeSizeIsAContradictionAndNoShape() {
        OneNode node = new OneNode("ConstantOfShape", 9).integers("2 -3");
        assertThat(node.type()).isEqualTo("float32[2, ?]");
        assertThat(node.conflicts()).contains("-3 elements");
    }

    @Test
    void aPowerHasTheTypeOfItsBase() {
        OneNode node =
                new OneNode("Pow", 15)
                        .input(ValueType.tensor(ElementType.UNDEFINED, Shape.of(3)))
                        .input(INT64, "3");
        assertThat(node.type()).isEqualTo("undefined[3]");
    }

    /// As padding to "same" is exported, which is reckoned in float32: max(0, 2.5), then min(., 2).
    @Test
    void realNumbersAreClippedToo() {
        OneNode lower = new OneNode("Clip", 13).value(reals(-0.5, 1.5, 2.5)).value(reals(0));
        assertThat(lower.folded()).isEqualTo("[0.0, 1.5, 2.5]");
        assertThat(lower.value(reals(2)).folded()).isEqualTo("[0.0, 1.5, 2.0]");
        assertThat(
                        new OneNode("Clip", 13)
                                .value(reals(-0.5, 2.5))
                                .absent()
                                .value(reals(2))
                                .folded())
                .isEqualTo("[-0.5, 2.0]");
    }

    private static TensorValue reals(double... elements) {
        List<Long> shape = elements.length == 1 ? List.of() : List.of((long) elements.length);
        return new TensorValue.Reals(
                ElementType.FLOAT32, shape, Arrays.stream(elements).boxed().toList());
    }

    @Test
    void anOptionalSaysWhetherItIsThereWhereThatIsKnown() {
        ValueType tensor = ValueType.tensor(ElementType.FLOAT32, Shape.of(2));
        assertThat(
                        new OneNode("OptionalHasElement", 15)
                                .input(new ValueType.OptionalType(tensor, false))
                                .folded())
                .isEqualTo("[0]");
        assertThat(
                        new OneNode("OptionalHasElement", 15)
                                .input(new ValueType.OptionalType(tensor))
                                .folded())
                .isEqualTo("not known");
    }

    /// The bytes of an image, as an input of the decoder.
    private static String decoded(String latin1) {
        List<Dim> bytes = new ArrayList<>();
        for (byte each : latin1.getBytes(StandardCharsets.ISO_8859_1)) {
            bytes.add(Dim.of(each & 0xff));
        }
        return new OneNode("ImageDecoder", 20)
                .value(
                        new TensorValue.Integers(
                                ElementType.UINT8, List.of((long) bytes.size()), bytes))
                .type();
    }

    @Test
    void anImageTellsItsSizeInItsHeader() {
        // PNM: magic number, comment, width, height
        assertThat(decoded("P6\n# two by three\n2 3\n255\n")).isEqualTo("uint8[3, 2, 3]");
        // PNG: signature of 8, length and name of the first chunk, width 300 = 1 * 256 + 44, height
        assertThat(decoded("\u0089PNG\r\n\32\n\0\0\0\rIHDR\0\0\1\54\0\0\0\5"))
                .isEqualTo("uint8[5, 300, 3]");
        // JPEG: start, a segment of 4 bytes, then the frame: length, precision, height 7, width 9
        assertThat(decoded("\u00ff\u00d8\u00ff\u00e0\0\4ab\u00ff\u00c0\0\21\10\0\7\0\11"))
                .isEqualTo("uint8[7, 9, 3]");
        // WebP without loss: 14 bits of width - 1 = 3, 14 of height - 1 = 1: 3 + (1 << 14) = 0x4003
        assertThat(decoded("RIFF\0\0\0\0WEBPVP8L\0\0\0\0/\3\100\0\0")).isEqualTo("uint8[2, 4, 3]");
        // cut short
        assertThat(decoded("P6\n2")).isEqualTo("uint8[?, ?, 3]");
    }

    @Test
    void symbolsThatMustBeEqualAreSaid() {
        assertThat(new OneNode("MatMul", 13).input("N K").input("L 5").agreements())
                .isEqualTo("K = L");
        assertThat(new OneNode("Concat", 13).with("axis", 1).input("N 2").input("M 3").agreements())
                .isEqualTo("N = M");
        assertThat(new OneNode("Conv", 11).input("N C 8 8").input("4 3 3 3").agreements())
                .isEqualTo("C = 3");
        // the same name, or two numbers, ask for nothing
        assertThat(new OneNode("MatMul", 13).input("N K").input("K 5").agreements()).isEmpty();
    }

    /// What the specification and ONNX Runtime 1.29 settle differently is left open.
    @Test
    void whatSpecificationAndRuntimeSettleDifferentlyIsNotSaid() {
        // 5 elements from 0 on in steps of 2 back to "the end": none, or the first
        assertThat(
                        new OneNode("Slice", 13)
                                .input("5")
                                .integers("0")
                                .integers("2147483647")
                                .integers("0")
                                .integers("-2")
                                .type())
                .isEqualTo("float32[?]");
        // floor((10 - 3) / 2) + 1 = 4, or one more with ceil_mode
        assertThat(
                        new OneNode("MaxPool", 12)
                                .ints("kernel_shape", 3L)
                                .ints("strides", 2L)
                                .with("auto_pad", "VALID")
                                .with("ceil_mode", 1)
                                .input("1 3 10")
                                .type())
                .isEqualTo("float32[1, 3, ?]");
        // 6 * 3 = 18 with padding of 1 - 3, or 3 * 5 + 1 = 16 without
        assertThat(
                        new OneNode("ConvTranspose", 11)
                                .ints("strides", 3L)
                                .with("auto_pad", "SAME_UPPER")
                                .input("1 1 6")
                                .input("1 2 1")
                                .type())
                .isEqualTo("float32[1, 2, ?]");
    }

    @Test
    void aBackwardSliceStartsInsideTheData() {
        // start -10 + 8 = -2, clamped to 0: one element before the end at -1
        assertThat(
                        new OneNode("Slice", 13)
                                .input("8")
                                .integers("-10")
                                .integers("-9223372036854775807")
                                .integers("0")
                                .integers("-1")
                                .type())
                .isEqualTo("float32[1]");
        // nothing to start in
        assertThat(
                        new OneNode("Slice", 13)
                                .input("0")
                                .integers("-1")
                                .integers("-5")
                                .integers("0")
                                .integers("-1")
                                .type())
                .isEqualTo("float32[0]");
    }

    /// Scores of a support-vector classifier without probabilities.
    private static String scores(Long... labels) {
        return OneNode.of("ai.onnx.ml", "SVMClassifier")
                .outputs(2)
                .ints("classlabels_ints", labels)
                .with("support_vectors", new Attribute.Reals(List.of(0.1, 0.2)))
                .input("N 4")
                .type(1);
    }

    @Test
    void rawScoresOfASupportVectorClassifier() {
        assertThat(scores(0L, 1L)).isEqualTo("float32[N, 2]");
        // one a label, or one for each of 3 * 2 / 2 = 3 pairs
        assertThat(scores(0L, 1L, 2L)).isEqualTo("float32[N, 3]");
        // 4 labels, 6 pairs
        assertThat(scores(0L, 1L, 2L, 3L)).isEqualTo("float32[N, ?]");
    }
}
