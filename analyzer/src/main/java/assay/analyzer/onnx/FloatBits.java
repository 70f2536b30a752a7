package assay.analyzer.onnx;

import assay.analyzer.tensor.ElementType;

/// Numbers out of the bit patterns of floating-point types, narrow ones included.
final class FloatBits {

    private FloatBits() {}

    /// The number that `bits` stands for in `type`.
    static double toDouble(ElementType type, long bits) {
        return switch (type) {
            case FLOAT32 -> (double) Float.intBitsToFloat((int) bits);
            case FLOAT64 -> Double.longBitsToDouble(bits);
            case FLOAT16 -> Float.float16ToFloat((short) bits);
            case BFLOAT16 -> Float.intBitsToFloat((int) bits << 16);
            case FLOAT8E4M3FN -> bits == 0x7F || bits == 0xFF ? Double.NaN : small(bits, 4, 3, 7);
            case FLOAT8E4M3FNUZ -> bits == 0x80 ? Double.NaN : small(bits, 4, 3, 8);
            case FLOAT8E5M2 ->
                    (bits & 0x7C) == 0x7C
                            ? (bits & 3) != 0
                                    ? Double.NaN
                                    : (bits & 0x80) != 0
                                            ? Double.NEGATIVE_INFINITY
                                            : Double.POSITIVE_INFINITY
                            : small(bits, 5, 2, 15);
            case FLOAT8E5M2FNUZ -> bits == 0x80 ? Double.NaN : small(bits, 5, 2, 16);
            case FLOAT4E2M1 -> small(bits, 2, 1, 1);
            case FLOAT6E2M3 -> small(bits, 2, 3, 1);
            case FLOAT6E3M2 -> small(bits, 3, 2, 3);
            case FLOAT8E8M0 -> bits == 0xFF ? Double.NaN : Math.scalb(1.0, (int) bits - 127);
            default -> throw new IllegalArgumentException(type + " is not a floating-point type");
        };
    }

    /// Sign, exponent and mantissa of a type with that bias; exponent 0 is subnormal.
    private static double small(long bits, int exponentBits, int mantissaBits, int bias) {
        long mantissa = bits & ((1L << mantissaBits) - 1);
        int exponent = (int) (bits >> mantissaBits) & ((1 << exponentBits) - 1);
        double sign = (bits >> (exponentBits + mantissaBits) & 1) == 0 ? 1 : -1;
        return exponent == 0
                ? sign * Math.scalb((double) mantissa, 1 - bias - mantissaBits)
                : sign
                        * Math.scalb(
                                (double) (mantissa + (1L << mantissaBits)),
                                exponent - bias - mantissaBits);
    }
}
