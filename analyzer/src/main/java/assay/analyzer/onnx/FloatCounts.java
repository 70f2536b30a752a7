package assay.analyzer.onnx;

import assay.analyzer.tensor.ElementType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// How many elements of stored data are no finite numbers: those whose exponent bits are all set. A
/// fraction of zero makes an infinity, any other a NaN. Types of 8 bits and less are not looked at.
record FloatCounts(long nans, long infinities) {

    private static final int CHUNK = 8192;
    private static final FloatCounts NONE = new FloatCounts(0, 0);

    static FloatCounts of(ElementType type, MemorySegment bytes) {
        return switch (type) {
            case FLOAT32 -> of32(bytes);
            case FLOAT64 -> of64(bytes);
            case FLOAT16 -> of16(bytes, 0x7C00);
            case BFLOAT16 -> of16(bytes, 0x7F80);
            default -> NONE;
        };
    }

    private static FloatCounts of32(MemorySegment bytes) {
        int[] chunk = new int[CHUNK];
        long elements = bytes.byteSize() / Integer.BYTES;
        long nans = 0;
        long infinities = 0;
        for (long at = 0; at < elements; at += CHUNK) {
            int count = (int) Math.min(CHUNK, elements - at);
            MemorySegment.copy(
                    bytes, ValueLayout.JAVA_INT_UNALIGNED, at * Integer.BYTES, chunk, 0, count);
            for (int i = 0; i < count; i++) {
                if ((chunk[i] & 0x7F80_0000) == 0x7F80_0000) {
                    if ((chunk[i] & 0x007F_FFFF) == 0) {
                        infinities++;
                    } else {
                        nans++;
                    }
                }
            }
        }
        return new FloatCounts(nans, infinities);
    }

    private static FloatCounts of64(MemorySegment bytes) {
        long nans = 0;
        long infinities = 0;
        for (long at = 0; at + Double.BYTES <= bytes.byteSize(); at += Double.BYTES) {
            double element = bytes.get(ValueLayout.JAVA_DOUBLE_UNALIGNED, at);
            nans += Double.isNaN(element) ? 1 : 0;
            infinities += Double.isInfinite(element) ? 1 : 0;
        }
        return new FloatCounts(nans, infinities);
    }

    private static FloatCounts of16(MemorySegment bytes, int exponent) {
        short[] chunk = new short[CHUNK];
        long elements = bytes.byteSize() / Short.BYTES;
        long nans = 0;
        long infinities = 0;
        for (long at = 0; at < elements; at += CHUNK) {
            int count = (int) Math.min(CHUNK, elements - at);
            MemorySegment.copy(
                    bytes, ValueLayout.JAVA_SHORT_UNALIGNED, at * Short.BYTES, chunk, 0, count);
            for (int i = 0; i < count; i++) {
                if ((chunk[i] & exponent) == exponent) {
                    if ((chunk[i] & 0x7FFF) == exponent) {
                        infinities++;
                    } else {
                        nans++;
                    }
                }
            }
        }
        return new FloatCounts(nans, infinities);
    }
}
