package assay.analyzer.onnx;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// A fast 64-bit hash that tells tensors apart before their bytes are compared; no more.
final class ContentHash {

    private static final int CHUNK = 8192;
    private static final long PRIME = 0x9E3779B97F4A7C15L;

    private ContentHash() {}

    static long of(MemorySegment bytes) {
        long[] chunk = new long[CHUNK];
        long words = bytes.byteSize() / Long.BYTES;
        long hash = bytes.byteSize();
        for (long at = 0; at < words; at += CHUNK) {
            int count = (int) Math.min(CHUNK, words - at);
            MemorySegment.copy(
                    bytes, ValueLayout.JAVA_LONG_UNALIGNED, at * Long.BYTES, chunk, 0, count);
            for (int i = 0; i < count; i++) {
                hash = (Long.rotateLeft(hash, 29) ^ chunk[i]) * PRIME;
            }
        }
        for (long at = words * Long.BYTES; at < bytes.byteSize(); at++) {
            hash = (Long.rotateLeft(hash, 29) ^ bytes.get(ValueLayout.JAVA_BYTE, at)) * PRIME;
        }
        return hash;
    }
}
