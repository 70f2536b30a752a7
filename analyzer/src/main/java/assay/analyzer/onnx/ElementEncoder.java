package assay.analyzer.onnx;

import assay.analyzer.tensor.ElementType;
import java.nio.ByteBuffer;

/// Puts elements into a little-endian buffer as `raw_data` holds them.
final class ElementEncoder {

    private ElementEncoder() {}

    /// Appends the first `count` elements of `chunk` to `buffer`. Integers are exact up to 2^53 and
    /// must lie within the type's range.
    static void put(ElementType type, double[] chunk, int count, ByteBuffer buffer) {
        switch (type) {
            case FLOAT32 -> {
                for (int i = 0; i < count; i++) {
                    buffer.putFloat((float) chunk[i]);
                }
            }
            case FLOAT64 -> {
                for (int i = 0; i < count; i++) {
                    buffer.putDouble(chunk[i]);
                }
            }
            case FLOAT16 -> {
                for (int i = 0; i < count; i++) {
                    buffer.putShort(Float.floatToFloat16((float) chunk[i]));
                }
            }
            case BFLOAT16 -> {
                for (int i = 0; i < count; i++) {
                    buffer.putShort(bfloat16((float) chunk[i]));
                }
            }
            case INT64, UINT64 -> {
                for (int i = 0; i < count; i++) {
                    buffer.putLong((long) chunk[i]);
                }
            }
            case INT32, UINT32 -> {
                for (int i = 0; i < count; i++) {
                    buffer.putInt((int) (long) chunk[i]);
                }
            }
            case INT16, UINT16 -> {
                for (int i = 0; i < count; i++) {
                    buffer.putShort((short) chunk[i]);
                }
            }
            case INT8, UINT8, BOOL -> {
                for (int i = 0; i < count; i++) {
                    buffer.put((byte) (int) chunk[i]);
                }
            }
            case UNDEFINED,
                    STRING,
                    COMPLEX64,
                    COMPLEX128,
                    FLOAT8E4M3FN,
                    FLOAT8E4M3FNUZ,
                    FLOAT8E5M2,
                    FLOAT8E5M2FNUZ,
                    FLOAT8E8M0,
                    FLOAT6E2M3,
                    FLOAT6E3M2,
                    FLOAT4E2M1,
                    UINT4,
                    INT4,
                    UINT2,
                    INT2 ->
                    throw new IllegalArgumentException("cannot write elements of type " + type);
        }
    }

    /// The upper half of a float, rounded to nearest, ties to even. NaN stays NaN.
    private static short bfloat16(float value) {
        int bits = Float.floatToIntBits(value);
        if (Float.isNaN(value)) {
            return (short) ((bits >>> 16) | 0x40);
        }
        return (short) ((bits + 0x7FFF + ((bits >>> 16) & 1)) >>> 16);
    }
}
