package assay.analyzer.onnx;

import assay.analyzer.onnx.proto.TensorProto;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.TensorValue;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Elements of a small tensor out of whichever field holds them: `raw_data` or a typed one.
final class TensorDecoding {

    private TensorDecoding() {}

    /// The value of `tensor`, or null where it is too large, stored elsewhere, or holds fewer bytes
    /// than its shape needs.
    static @Nullable TensorValue decode(TensorProto tensor, ElementType type, List<Long> dims) {
        int count = countOf(dims);
        if (count < 0
                || tensor.hasAssayLeftField()
                || tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL) {
            return null;
        }
        if (type == ElementType.STRING) {
            return tensor.getStringDataCount() == count
                    ? new TensorValue.Texts(
                            dims,
                            tensor.getStringDataList().stream()
                                    .map(ByteString::toStringUtf8)
                                    .toList())
                    : null;
        }
        if (type.isFloat()) {
            List<Double> reals = reals(tensor, type, count);
            return reals == null ? null : new TensorValue.Reals(type, dims, reals);
        }
        if (type.isInteger() || type.isBoolean()) {
            List<Dim> integers = integers(tensor, type, count);
            return integers == null ? null : new TensorValue.Integers(type, dims, integers);
        }
        return null;
    }

    /// Number of elements, or -1 where it is beyond what is kept as a value.
    private static int countOf(List<Long> dims) {
        long count = 1;
        for (long dim : dims) {
            if (dim > TensorValue.MOST_ELEMENTS) {
                return -1;
            }
            count *= dim;
            if (count > TensorValue.MOST_ELEMENTS) {
                return -1;
            }
        }
        return (int) count;
    }

    private static @Nullable List<Double> reals(TensorProto tensor, ElementType type, int count) {
        List<Double> out = new ArrayList<>(count);
        if (type == ElementType.FLOAT32 && tensor.getFloatDataCount() == count && count > 0) {
            tensor.getFloatDataList().forEach(f -> out.add((double) f));
            return out;
        }
        if (type == ElementType.FLOAT64 && tensor.getDoubleDataCount() == count && count > 0) {
            out.addAll(tensor.getDoubleDataList());
            return out;
        }
        Elements bits = Elements.of(tensor, type, count);
        if (bits == null) {
            return null;
        }
        for (int i = 0; i < count; i++) {
            double value = FloatBits.toDouble(type, bits.unsigned(i));
            out.add(value);
        }
        return out;
    }

    private static @Nullable List<Dim> integers(TensorProto tensor, ElementType type, int count) {
        List<Dim> out = new ArrayList<>(count);
        if (type == ElementType.INT64 && tensor.getInt64DataCount() == count && count > 0) {
            tensor.getInt64DataList().forEach(v -> out.add(Dim.of(v)));
            return out;
        }
        if ((type == ElementType.UINT64 || type == ElementType.UINT32)
                && tensor.getUint64DataCount() == count
                && count > 0) {
            tensor.getUint64DataList().forEach(v -> out.add(unsigned64(v)));
            return out;
        }
        Elements bits = Elements.of(tensor, type, count);
        if (bits == null) {
            return null;
        }
        boolean signed = type.name().startsWith("INT");
        for (int i = 0; i < count; i++) {
            long unsigned = bits.unsigned(i);
            int unused = 64 - type.bits();
            out.add(
                    signed
                            ? Dim.of(unsigned << unused >> unused)
                            : type == ElementType.UINT64 ? unsigned64(unsigned) : Dim.of(unsigned));
        }
        return out;
    }

    private static Dim unsigned64(long value) {
        return value < 0 ? Dim.unknown("an unsigned number is beyond 63 bits") : Dim.of(value);
    }

    /// Elements as bit patterns of their width, out of `raw_data` (little-endian, sub-byte types
    /// packed from the low bits) or out of `int32_data` (one element a number; those of 2 and 4
    /// bits packed as in raw data, each number a byte of it).
    private record Elements(ByteBuffer raw, @Nullable List<Integer> typed, int bits) {

        static @Nullable Elements of(TensorProto tensor, ElementType type, int count) {
            int bits = type.bits();
            long needed = ((long) count * bits + 7) / 8;
            if (tensor.getInt32DataCount() > 0) {
                long slots = packs(bits) ? needed : count;
                return bits <= 32 && tensor.getInt32DataCount() == slots
                        ? new Elements(ByteBuffer.allocate(0), tensor.getInt32DataList(), bits)
                        : null;
            }
            if (tensor.getRawData().size() != needed) {
                return null;
            }
            return new Elements(
                    tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN),
                    null,
                    bits);
        }

        /// True where one number of `int32_data` holds several elements.
        private static boolean packs(int bits) {
            return bits == 2 || bits == 4;
        }

        /// An element of fewer than 8 bits, which may lie across two bytes.
        private long sliced(int index) {
            int bit = index * bits;
            int at = bit / 8;
            int next = bit % 8 + bits > 8 ? raw.get(at + 1) & 0xFF : 0;
            int both = (raw.get(at) & 0xFF) | (next << 8);
            return (both >> (bit % 8)) & ((1 << bits) - 1);
        }

        long unsigned(int index) {
            if (bits < 8 && typed == null) {
                return sliced(index);
            }
            if (packs(bits) && typed != null) {
                int bit = index * bits;
                return (typed.get(bit / 8) >> (bit % 8)) & ((1 << bits) - 1);
            }
            if (typed != null) {
                return typed.get(index) & (bits == 32 ? 0xFFFF_FFFFL : (1L << bits) - 1);
            }
            return switch (bits) {
                case 8 -> raw.get(index) & 0xFFL;
                case 16 -> raw.getShort(index * 2) & 0xFFFFL;
                case 32 -> raw.getInt(index * 4) & 0xFFFF_FFFFL;
                default -> raw.getLong(index * 8);
            };
        }
    }
}
