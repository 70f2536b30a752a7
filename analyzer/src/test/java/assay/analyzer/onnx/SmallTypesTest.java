package assay.analyzer.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import assay.analyzer.onnx.proto.TensorProto;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.TensorValue;
import com.google.protobuf.ByteString;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Elements of fewer than eight bits, as onnx.proto packs them: from the low bits of each byte on.
class SmallTypesTest {

    /// Five codes of 6 bits, 1 sign, 2 exponent (bias 1), 3 mantissa: 000000 = 0, 001000 = 1,
    /// 010100 = 2 * (1 + 4/8) = 3, 111111 = -4 * (1 + 7/8) = -7.5, 000001 = 1/8. From the low bits
    /// on they fill 30 bits: 0x00, 0x42, 0xFD, 0x01.
    @Test
    void sixBitsLieAcrossBytes() {
        TensorProto packed =
                TensorProto.newBuilder()
                        .setRawData(ByteString.copyFrom(new byte[] {0x00, 0x42, (byte) 0xFD, 0x01}))
                        .build();
        assertThat(reals(packed, ElementType.FLOAT6E2M3, 5))
                .containsExactly(0., 1., 3., -7.5, .125);
    }

    /// In `int32_data` each 6-bit code has a number of its own. 1 sign, 3 exponent (bias 3), 2
    /// mantissa: 001100 = 1, 111111 = -16 * (1 + 3/4) = -28.
    @Test
    void sixBitsHaveANumberEach() {
        TensorProto typed = TensorProto.newBuilder().addInt32Data(12).addInt32Data(63).build();
        assertThat(reals(typed, ElementType.FLOAT6E3M2, 2)).containsExactly(1., -28.);
    }

    /// 2-bit integers, four to a byte: 0b11_10_01_00 is 0, 1, -2, -1, and 0b01 is 1.
    @Test
    void twoBitsLieFourToAByte() {
        TensorProto packed =
                TensorProto.newBuilder()
                        .setRawData(ByteString.copyFrom(new byte[] {(byte) 0xE4, 0x01}))
                        .build();
        TensorValue value = TensorDecoding.decode(packed, ElementType.INT2, List.of(5L));
        assertThat(value).hasToString(integers(0, 1, -2, -1, 1).toString());
    }

    private static TensorValue integers(long... numbers) {
        return new TensorValue.Integers(
                ElementType.INT2,
                List.of((long) numbers.length),
                Arrays.stream(numbers).mapToObj(Dim::of).toList());
    }

    private static List<Double> reals(TensorProto tensor, ElementType type, long count) {
        return TensorDecoding.decode(tensor, type, List.of(count))
                        instanceof TensorValue.Reals reals
                ? reals.elements()
                : List.of();
    }
}
