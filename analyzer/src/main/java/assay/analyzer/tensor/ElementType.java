package assay.analyzer.tensor;

import java.util.HashMap;
import java.util.Map;

/// Element type of a tensor, with ONNX's number for it, NumPy's name and its width in bits.
///
/// Strings have no fixed width; their [#bits] is 0 and nothing that counts bytes may use it.
public enum ElementType {
    UNDEFINED(0, "undefined", 0, Kind.OTHER),
    FLOAT32(1, "float32", 32, Kind.FLOAT),
    UINT8(2, "uint8", 8, Kind.INTEGER),
    INT8(3, "int8", 8, Kind.INTEGER),
    UINT16(4, "uint16", 16, Kind.INTEGER),
    INT16(5, "int16", 16, Kind.INTEGER),
    INT32(6, "int32", 32, Kind.INTEGER),
    INT64(7, "int64", 64, Kind.INTEGER),
    STRING(8, "string", 0, Kind.OTHER),
    BOOL(9, "bool", 8, Kind.BOOLEAN),
    FLOAT16(10, "float16", 16, Kind.FLOAT),
    FLOAT64(11, "float64", 64, Kind.FLOAT),
    UINT32(12, "uint32", 32, Kind.INTEGER),
    UINT64(13, "uint64", 64, Kind.INTEGER),
    COMPLEX64(14, "complex64", 64, Kind.COMPLEX),
    COMPLEX128(15, "complex128", 128, Kind.COMPLEX),
    BFLOAT16(16, "bfloat16", 16, Kind.FLOAT),
    FLOAT8E4M3FN(17, "float8e4m3fn", 8, Kind.FLOAT),
    FLOAT8E4M3FNUZ(18, "float8e4m3fnuz", 8, Kind.FLOAT),
    FLOAT8E5M2(19, "float8e5m2", 8, Kind.FLOAT),
    FLOAT8E5M2FNUZ(20, "float8e5m2fnuz", 8, Kind.FLOAT),
    UINT4(21, "uint4", 4, Kind.INTEGER),
    INT4(22, "int4", 4, Kind.INTEGER),
    FLOAT4E2M1(23, "float4e2m1", 4, Kind.FLOAT),
    FLOAT8E8M0(24, "float8e8m0", 8, Kind.FLOAT),
    UINT2(25, "uint2", 2, Kind.INTEGER),
    INT2(26, "int2", 2, Kind.INTEGER),
    FLOAT6E2M3(27, "float6e2m3", 6, Kind.FLOAT),
    FLOAT6E3M2(28, "float6e3m2", 6, Kind.FLOAT);

    private enum Kind {
        FLOAT,
        INTEGER,
        BOOLEAN,
        COMPLEX,
        OTHER
    }

    private static final ElementType[] BY_NUMBER = new ElementType[values().length];
    private static final Map<String, ElementType> BY_NAME = new HashMap<>();

    static {
        for (ElementType type : values()) {
            BY_NUMBER[type.number] = type;
            BY_NAME.put(type.numpyName, type);
        }
    }

    private final int number;
    private final String numpyName;
    private final int bits;
    private final Kind kind;

    ElementType(int number, String numpyName, int bits, Kind kind) {
        this.number = number;
        this.numpyName = numpyName;
        this.bits = bits;
        this.kind = kind;
    }

    /// The type that ONNX gives this number, or [#UNDEFINED] for a number newer than this table.
    public static ElementType ofNumber(int number) {
        return number >= 0 && number < BY_NUMBER.length ? BY_NUMBER[number] : UNDEFINED;
    }

    /// The type of that NumPy name (`float32`, `bfloat16`, ...), or [#UNDEFINED].
    public static ElementType ofName(String name) {
        return BY_NAME.getOrDefault(name, UNDEFINED);
    }

    /// ONNX's number of this type (`TensorProto.DataType`).
    public int number() {
        return number;
    }

    /// NumPy's name, as it stands in every output.
    public String numpyName() {
        return numpyName;
    }

    /// Width of one element in bits, as stored: types under 8 bits are packed without gaps.
    public int bits() {
        return bits;
    }

    /// Bytes that `elements` of this type take, the last byte filled up.
    public Dim bytes(Dim elements) {
        return bits % 8 == 0 ? elements.times(bits / 8) : elements.times(bits).ceilDiv(Dim.of(8));
    }

    public boolean isFloat() {
        return kind == Kind.FLOAT;
    }

    public boolean isInteger() {
        return kind == Kind.INTEGER;
    }

    public boolean isBoolean() {
        return kind == Kind.BOOLEAN;
    }

    @Override
    public String toString() {
        return numpyName;
    }
}
