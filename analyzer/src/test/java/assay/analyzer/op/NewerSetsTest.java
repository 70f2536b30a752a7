package assay.analyzer.op;

import static org.assertj.core.api.Assertions.assertThat;

import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.TensorValue.Integers;
import assay.analyzer.tensor.TensorValue.Reals;
import assay.analyzer.tensor.TensorValue.Texts;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the operator sets 18 to 28 added or changed, by the text of ONNX's Changelog.md.
class NewerSetsTest {

    private static final ElementType FLOAT16 = ElementType.FLOAT16;

    private static TensorValue real(ElementType type, double number) {
        return new Reals(type, List.of(), List.of(number));
    }

    /// QuantizeLinear-28: float6 types among the results, `output_dtype` names one by its number.
    @Test
    void quantizationGoesToTypesOfSixBits() {
        assertThat(
                        new OneNode("QuantizeLinear", 28)
                                .with("output_dtype", 27)
                                .input("2 3")
                                .input("")
                                .type())
                .isEqualTo("float6e2m3[2, 3]");
        // a type newer than this table is not taken for the default, uint8
        assertThat(
                        new OneNode("QuantizeLinear", 28)
                                .with("output_dtype", 99)
                                .input("2 3")
                                .input("")
                                .type())
                .isEqualTo("undefined[2, 3]");
        assertThat(new OneNode("QuantizeLinear", 28).input("2 3").input("").type())
                .isEqualTo("uint8[2, 3]");
        // 6 elements of 6 bits fill 36 bits: 5 bytes
        assertThat(ElementType.FLOAT6E3M2.bytes(Dim.of(6))).isEqualTo(Dim.of(5));
    }

    /// LinearAttention-27: the state `[B, H_kv, d_k, d_v]` has the type of the state that came in,
    /// and of the queries where none did.
    @Test
    void aStateThatBeginsHasTheTypeOfTheQueries() {
        OneNode node =
                new OneNode("LinearAttention", 27)
                        .with("q_num_heads", 4)
                        .with("kv_num_heads", 2)
                        .with("update_rule", "linear")
                        .outputs(2)
                        .input(FLOAT16, "2 5 32")
                        .input(FLOAT16, "2 5 16")
                        .input(FLOAT16, "2 5 12");
        assertThat(node.type(0)).isEqualTo("float16[2, 5, 24]");
        assertThat(node.type(1)).isEqualTo("float16[2, 2, 8, 6]");
        assertThat(node.input("2 2 8 6").type(1)).isEqualTo("float32[2, 2, 8, 6]");
    }

    /// Mod-28: real numbers with `fmod` 0: `A - floor(A / B) * B`, of the divisor's sign.
    @Test
    void theRemainderOfRealsHasTheDivisorsSign() {
        OneNode node =
                new OneNode("Mod", 28)
                        .value(new Reals(ElementType.FLOAT32, List.of(3L), List.of(-7.0, 7.0, 6.0)))
                        .value(
                                new Reals(
                                        ElementType.FLOAT32, List.of(3L), List.of(3.0, -3.0, 3.0)));
        // -7 - floor(-7 / 3) * 3 = -7 + 9; 7 - floor(7 / -3) * -3 = 7 - 9
        assertThat(node.folded()).isEqualTo("[2.0, -2.0, 0.0]");
        assertThat(node.with("fmod", 1).folded()).isEqualTo("[-1.0, 1.0, 0.0]");
    }

    /// Range-27: 16-bit types are reckoned in float32 unless `stash_type` says otherwise. The
    /// float16 nearest to 0.1 is 0.0999755859375, and 1 / 0.0999755859375 = 10.0024: 11 elements;
    /// rounded to float16 the quotient is 10.
    @Test
    void theLengthOfARangeOfHalvesIsReckonedInFloat32() {
        OneNode node =
                new OneNode("Range", 27)
                        .value(real(FLOAT16, 0))
                        .value(real(FLOAT16, 1))
                        .value(real(FLOAT16, 0.0999755859375));
        assertThat(node.type()).isEqualTo("float16[11]");
        assertThat(node.with("stash_type", 0).type()).isEqualTo("float16[?]");
    }

    /// StringSplit-20: without a delimiter runs of spaces count once, and those at the ends not at
    /// all; the last dim is that of the most parts.
    @Test
    void nothingLiesBetweenSpacesInAnEmptyString() {
        assertThat(split("", "", "  ")).isEqualTo("string[2, 0]");
        assertThat(split("", "a  b ", "")).isEqualTo("string[2, 2]");
        assertThat(split(",", "a,,b", " ")).isEqualTo("string[2, 3]");
        // an empty string has no part or one, and the other has two
        assertThat(split(",", "a,b", "")).isEqualTo("string[2, 2]");
        assertThat(split(",", "", "")).isEqualTo("string[2, ?]");
    }

    private static String split(String delimiter, String... texts) {
        return new OneNode("StringSplit", 20)
                .with("delimiter", delimiter)
                .value(new Texts(List.of((long) texts.length), List.of(texts)))
                .type();
    }

    /// Reshape: the elements stay, so a single wanted dim holds all of them.
    @Test
    void aReshapeToOneDimNeedsNoValue() {
        assertThat(new OneNode("Reshape", 25).input("N 3 4").input(ElementType.INT64, "1").type())
                .isEqualTo("float32[12*N]");
    }

    /// BitCast-26 keeps the shape; Cast-25 names 2-bit types.
    @Test
    void castsKnowTypesOfTwoBits() {
        assertThat(new OneNode("BitCast", 26).with("to", 25).input(ElementType.INT2, "3").type())
                .isEqualTo("uint2[3]");
        assertThat(
                        new OneNode("Cast", 25)
                                .with("to", 26)
                                .value(
                                        new Integers(
                                                ElementType.INT64,
                                                List.of(3L),
                                                List.of(Dim.of(1), Dim.of(2), Dim.of(-1))))
                                .folded())
                .isEqualTo("[1, -2, -1]");
    }
}
