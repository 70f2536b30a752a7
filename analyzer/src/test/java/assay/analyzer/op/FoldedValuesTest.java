package assay.analyzer.op;

import static org.assertj.core.api.Assertions.assertThat;

import assay.analyzer.graph.Attribute;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.TensorValue.Integers;
import assay.analyzer.tensor.TensorValue.Reals;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Values that the analysis computes where the inputs are known, by the examples and formulas of
/// ONNX's operator texts.
class FoldedValuesTest {

    private static final ElementType INT64 = ElementType.INT64;

    private static TensorValue whole(ElementType type, List<Long> shape, long... numbers) {
        return new Integers(type, shape, LongStream.of(numbers).mapToObj(Dim::of).toList());
    }

    private static TensorValue vector(ElementType type, long... numbers) {
        return whole(type, List.of((long) numbers.length), numbers);
    }

    private static TensorValue vector(long... numbers) {
        return vector(INT64, numbers);
    }

    private static TensorValue scalar(long number) {
        return whole(INT64, List.of(), number);
    }

    private static TensorValue real(double... numbers) {
        List<Long> shape = numbers.length == 1 ? List.of() : List.of((long) numbers.length);
        return new Reals(ElementType.FLOAT32, shape, DoubleStream.of(numbers).boxed().toList());
    }

    private static OneNode node(String operator, int opset, TensorValue... inputs) {
        OneNode node = new OneNode(operator, opset);
        for (TensorValue input : inputs) {
            node.value(input);
        }
        return node;
    }

    @Test
    void shiftsMoveBitsWithinTheirType() {
        TensorValue bytes = vector(ElementType.UINT8, 16, 4, 200);
        TensorValue by = vector(ElementType.UINT8, 1, 2, 1);
        // 16 * 2; 4 * 4; 200 * 2 = 400 = 144 beyond a byte
        assertThat(node("BitShift", 11, bytes, by).with("direction", "LEFT").folded())
                .isEqualTo("[32, 16, 144]");
        assertThat(node("BitShift", 11, bytes, by).with("direction", "RIGHT").folded())
                .isEqualTo("[8, 1, 100]");
    }

    /// BitShift-28: the sign fills in; a negative amount, or all bits, leaves it alone.
    @Test
    void shiftsOfSignedNumbersKeepTheSign() {
        TensorValue numbers = vector(ElementType.INT32, -16, 5, -1, 7);
        TensorValue by = vector(ElementType.INT32, 2, 31, 40, -2);
        assertThat(node("BitShift", 28, numbers, by).with("direction", "RIGHT").folded())
                .isEqualTo("[-4, 0, -1, 0]");
        // -16 * 4; 5 * 2^31 keeps the lowest bit of 101, as the sign: -2^31
        assertThat(node("BitShift", 28, numbers, by).with("direction", "LEFT").folded())
                .isEqualTo("[-64, -2147483648, 0, 0]");
        assertThat(
                        new OneNode("BitShift", 11)
                                .integers("N")
                                .value(vector(1))
                                .with("direction", "LEFT")
                                .folded())
                .isEqualTo("[2*N]");
    }

    @Test
    void bitsAreCombinedOneByOne() {
        TensorValue a = vector(ElementType.UINT8, 0b1100, 0xff);
        TensorValue b = vector(ElementType.UINT8, 0b1010, 0x0f);
        assertThat(node("BitwiseAnd", 18, a, b).folded()).isEqualTo("[8, 15]");
        assertThat(node("BitwiseOr", 18, a, b).folded()).isEqualTo("[14, 255]");
        assertThat(node("BitwiseXor", 18, a, b).folded()).isEqualTo("[6, 240]");
        // 255 - 12 without a sign, -1 - 12 with one
        assertThat(node("BitwiseNot", 18, a).folded()).isEqualTo("[243, 0]");
        assertThat(node("BitwiseNot", 18, vector(12)).folded()).isEqualTo("[-13]");
    }

    @Test
    void infinitiesAreTestedWithTheSignsThatAreAskedFor() {
        double infinity = Double.POSITIVE_INFINITY;
        TensorValue numbers = real(1, infinity, -infinity, Double.NaN);
        assertThat(node("IsInf", 20, numbers).folded()).isEqualTo("[0, 1, 1, 0]");
        assertThat(node("IsInf", 20, numbers).with("detect_negative", 0).folded())
                .isEqualTo("[0, 1, 0, 0]");
        assertThat(node("IsNaN", 20, numbers).folded()).isEqualTo("[0, 0, 0, 1]");
    }

    /// The examples of CumProd-26, and sums along the second axis of two.
    @Test
    void cumulationsRunEitherWayAndMayLeaveTheElementOut() {
        assertThat(node("CumProd", 26, vector(1, 2, 3), scalar(0)).folded()).isEqualTo("[1, 2, 6]");
        assertThat(node("CumProd", 26, vector(1, 2, 3), scalar(0)).with("exclusive", 1).folded())
                .isEqualTo("[1, 1, 2]");
        assertThat(
                        node("CumProd", 26, vector(1, 2, 3), scalar(0))
                                .with("exclusive", 1)
                                .with("reverse", 1)
                                .folded())
                .isEqualTo("[6, 3, 1]");
        TensorValue matrix = whole(INT64, List.of(2L, 3L), 1, 2, 3, 4, 5, 6);
        // 1, 1 + 2, 1 + 2 + 3; 4, 4 + 5, 4 + 5 + 6
        assertThat(node("CumSum", 14, matrix, scalar(-1)).folded())
                .isEqualTo("[1, 3, 6, 4, 9, 15]");
        assertThat(node("CumSum", 14, real(0.5, 0.25, 2), scalar(0)).folded())
                .isEqualTo("[0.5, 0.75, 2.75]");
    }

    @Test
    void clippingTakesItsBoundsFromInputsOrAttributes() {
        assertThat(node("Clip", 13, real(-2, 0.5, 9), real(0), real(1)).folded())
                .isEqualTo("[0.0, 0.5, 1.0]");
        // where the bounds cross, all is the upper one
        assertThat(node("Clip", 13, vector(-2, 0, 9), scalar(5), scalar(1)).folded())
                .isEqualTo("[1, 1, 1]");
        assertThat(node("Clip", 6, real(-2, 0.5, 9)).with("max", new Attribute.Real(1.5)).folded())
                .isEqualTo("[-2.0, 0.5, 1.5]");
        assertThat(node("Clip", 13, vector(-2, 0, 9)).absent().value(scalar(1)).folded())
                .isEqualTo("[-2, 0, 1]");
        assertThat(node("Clip", 13, vector(-2, 0, 9)).input(INT64, "").folded())
                .isEqualTo("not known");
    }

    /// The examples of GatherElements-13 and GatherND-13.
    @Test
    void elementsAndSlicesAreGathered() {
        TensorValue data = whole(INT64, List.of(3L, 3L), 1, 2, 3, 4, 5, 6, 7, 8, 9);
        TensorValue indices = whole(INT64, List.of(2L, 3L), 1, 2, 0, 2, 0, 0);
        assertThat(node("GatherElements", 13, data, indices).folded())
                .isEqualTo("[4, 8, 3, 7, 2, 3]");
        TensorValue square = whole(INT64, List.of(2L, 2L), 0, 1, 2, 3);
        assertThat(node("GatherND", 13, square, whole(INT64, List.of(2L, 2L), 0, 0, 1, 1)).folded())
                .isEqualTo("[0, 3]");
        assertThat(node("GatherND", 13, square, whole(INT64, List.of(2L, 1L), 1, 0)).folded())
                .isEqualTo("[2, 3, 0, 1]");
        TensorValue cube = whole(INT64, List.of(2L, 2L, 2L), 0, 1, 2, 3, 4, 5, 6, 7);
        assertThat(
                        node("GatherND", 13, cube, whole(INT64, List.of(2L, 1L), 1, 0))
                                .with("batch_dims", 1)
                                .folded())
                .isEqualTo("[2, 3, 4, 5]");
    }

    /// The examples of ScatterElements-18 and ScatterND-18.
    @Test
    void updatesAreScattered() {
        assertThat(
                        node(
                                        "ScatterElements",
                                        18,
                                        real(1, 2, 3, 4, 5),
                                        vector(1, -2),
                                        real(1.5, 2.5))
                                .folded())
                .isEqualTo("[1.0, 1.5, 3.0, 2.5, 5.0]");
        TensorValue data = vector(1, 2, 3, 4, 5, 6, 7, 8);
        TensorValue places = whole(INT64, List.of(4L, 1L), 4, 3, 1, 7);
        TensorValue updates = vector(9, 10, 11, 12);
        assertThat(node("ScatterND", 18, data, places, updates).folded())
                .isEqualTo("[1, 11, 3, 10, 9, 6, 7, 12]");
        assertThat(node("ScatterND", 18, data, places, updates).with("reduction", "add").folded())
                .isEqualTo("not known");
    }

    /// The modes of Pad-19 on `[a, b, c]` with two before and one behind.
    @Test
    void paddingFillsInOrRepeats() {
        TensorValue data = vector(5, 6, 7);
        TensorValue pads = vector(2, 1);
        assertThat(node("Pad", 19, data, pads).folded()).isEqualTo("[0, 0, 5, 6, 7, 0]");
        assertThat(node("Pad", 19, data, pads, scalar(1)).folded()).isEqualTo("[1, 1, 5, 6, 7, 1]");
        assertThat(node("Pad", 19, data, pads).with("mode", "edge").folded())
                .isEqualTo("[5, 5, 5, 6, 7, 7]");
        assertThat(node("Pad", 19, data, pads).with("mode", "reflect").folded())
                .isEqualTo("[7, 6, 5, 6, 7, 6]");
        assertThat(node("Pad", 19, data, pads).with("mode", "wrap").folded())
                .isEqualTo("[6, 7, 5, 6, 7, 5]");
        assertThat(node("Pad", 19, data, vector(-1, 1)).folded()).isEqualTo("[6, 7, 0]");
    }

    /// OneHot-11: indices from -depth to depth - 1, all off outside; a depth that is no integer is
    /// cast to one.
    @Test
    void oneOfEachRowIsHot() {
        assertThat(node("OneHot", 11, vector(0, -1, 5), scalar(3), vector(2, 7)).folded())
                .isEqualTo("[7, 2, 2, 2, 2, 7, 2, 2, 2]");
        assertThat(node("OneHot", 11, vector(1, 0), real(2.7), vector(0, 1)).type())
                .isEqualTo("int64[2, 2]");
    }

    /// Compress-11: the condition may end early; without an axis the input is flattened.
    @Test
    void slicesWhereTheConditionHoldsAreKept() {
        TensorValue data = whole(INT64, List.of(3L, 2L), 1, 2, 3, 4, 5, 6);
        TensorValue condition = vector(ElementType.BOOL, 0, 1);
        assertThat(node("Compress", 11, data, condition).with("axis", 0).folded())
                .isEqualTo("[3, 4]");
        assertThat(node("Compress", 11, data, condition).with("axis", -1).folded())
                .isEqualTo("[2, 4, 6]");
        assertThat(node("Compress", 11, data, vector(ElementType.BOOL, 0, 1, 0, 0, 1)).folded())
                .isEqualTo("[2, 5]");
    }

    /// ArgMax-13 takes the first of equals, and the zeros are equal; runtimes differ over a NaN.
    @Test
    void theFirstOfEqualsIsTheLargest() {
        assertThat(node("ArgMax", 13, real(-0.0, 0.0)).folded()).isEqualTo("[0]");
        assertThat(node("ArgMax", 13, real(1, 3, 3)).with("select_last_index", 1).folded())
                .isEqualTo("[2]");
        assertThat(node("ArgMin", 13, real(1, Double.NaN)).folded()).isEqualTo("not known");
    }

    /// The text of Squeeze removes the axes that are named; ONNX Runtime takes an empty list for
    /// none given.
    @Test
    void anEmptyListOfAxesToSqueezeIsNotSettled() {
        assertThat(new OneNode("Squeeze", 13).input("1 3").integers("").type())
                .isEqualTo("float32[...]");
        assertThat(new OneNode("Squeeze", 13).input("2 3").integers("").type())
                .isEqualTo("float32[2, 3]");
    }
}
