package assay.analyzer.onnx;

import assay.analyzer.graph.ModelFormatException;
import assay.analyzer.tensor.ElementType;
import java.nio.file.Path;
import java.util.Arrays;

/// Walks the wire format of an ONNX file and copies its structure: every field except large tensor
/// data, which stay in the file and are replaced by a note of where they lie, and documentation
/// strings, which nobody reads.
///
/// Works on files of any size (protobuf itself stops at 2 GiB) in one pass, with a heap that the
/// structure alone decides; a structure beyond [#MOST_BYTES] or nested beyond [#DEEPEST] is
/// refused.
final class StructureScan {

    /// Tensor data longer than this stay in the file: 4096 elements of 8 bytes still come along as
    /// values.
    private static final int LARGE = 32 * 1024;

    /// The same for floating-point data, which hold weights far more often than a size: 256
    /// elements of 4 bytes still come along.
    private static final int LARGE_REALS = 1024;

    private static final int DATA_TYPE_FIELD = 2;
    private static final int FLOAT_DATA_FIELD = 4;
    private static final int DOUBLE_DATA_FIELD = 10;

    static final int MOST_BYTES = 128 << 20;

    static final int DEEPEST = 64;

    /// Bytes that a varint takes at most.
    private static final int LONGEST_VARINT = 10;

    /// Room to begin with: a structure of some hundred nodes.
    private static final int FIRST_BYTES = 64 * 1024;

    private static final int LEFT_FIELD = 530_000_001;
    private static final int LEFT_OFFSET = 530_000_002;
    private static final int LEFT_LENGTH = 530_000_003;

    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;

    /// The messages that may hold tensors somewhere inside; all others are copied as they stand.
    private enum Message {
        MODEL,
        GRAPH,
        NODE,
        ATTRIBUTE,
        TENSOR,
        SPARSE_TENSOR,
        FUNCTION,
        OTHER,
        DROPPED;

        Message child(int field) {
            return switch (this) {
                case MODEL ->
                        field == 7 ? GRAPH : field == 25 ? FUNCTION : field == 6 ? DROPPED : OTHER;
                case GRAPH ->
                        switch (field) {
                            case 1 -> NODE;
                            case 5 -> TENSOR;
                            case 15 -> SPARSE_TENSOR;
                            case 10 -> DROPPED;
                            default -> OTHER;
                        };
                case NODE -> field == 5 ? ATTRIBUTE : field == 6 ? DROPPED : OTHER;
                case ATTRIBUTE ->
                        switch (field) {
                            case 5, 10 -> TENSOR;
                            case 6, 11 -> GRAPH;
                            case 22, 23 -> SPARSE_TENSOR;
                            case 13 -> DROPPED;
                            default -> OTHER;
                        };
                case TENSOR -> field == 12 ? DROPPED : OTHER;
                case SPARSE_TENSOR -> field == 1 || field == 2 ? TENSOR : OTHER;
                case FUNCTION ->
                        field == 7 ? NODE : field == 11 ? ATTRIBUTE : field == 8 ? DROPPED : OTHER;
                case OTHER, DROPPED -> OTHER;
            };
        }

        boolean isTensorData(int field) {
            return this == TENSOR
                    && (field == 4
                            || field == 5
                            || field == 7
                            || field == 9
                            || field == 10
                            || field == 11);
        }
    }

    private final Path path;
    private final ByteWindow file;
    private long position;
    private byte[] kept;
    private int size;

    private StructureScan(Path path, ByteWindow file) {
        this.path = path;
        this.file = file;
        kept = new byte[(int) Math.min(file.size() + LONGEST_VARINT, FIRST_BYTES)];
    }

    /// The structure of the model in `file`, as bytes that the generated parser reads.
    ///
    /// @throws ModelFormatException where the wire format is broken or beyond the bounds
    static byte[] of(Path path, ByteWindow file) {
        StructureScan scan = new StructureScan(path, file);
        scan.copy(Message.MODEL, file.size(), 0);
        return Arrays.copyOf(scan.kept, scan.size);
    }

    private void copy(Message message, long end, int depth) {
        if (depth > DEEPEST) {
            throw broken(position, "messages are nested deeper than " + DEEPEST);
        }
        boolean reals = false;
        while (position < end) {
            long start = position;
            long tag = varint(end);
            int field = (int) (tag >>> 3);
            int wireType = (int) (tag & 7);
            if (tag >>> 32 != 0 || field == 0) {
                throw broken(
                        start,
                        "no field of a protobuf message starts here, so this is not an ONNX file");
            }
            if (wireType == BYTES) {
                boolean real = reals || field == FLOAT_DATA_FIELD || field == DOUBLE_DATA_FIELD;
                copyBytes(message, field, start, end, depth, real ? LARGE_REALS : LARGE);
            } else {
                long value = scalar(wireType, start, end);
                if (message == Message.TENSOR && field == DATA_TYPE_FIELD) {
                    reals = ElementType.ofNumber((int) value).isFloat();
                }
                if (field < LEFT_FIELD) {
                    keep(start, position);
                }
            }
        }
    }

    private void copyBytes(
            Message message, int field, long start, long end, int depth, int mostData) {
        long length = varint(end);
        if (length < 0 || length > end - position) {
            long missing = length - (end - position);
            throw broken(
                    start,
                    length < 0
                            ? "a field has a negative length, so this is not an ONNX file"
                            : "the file ends inside a field of "
                                    + length
                                    + " bytes, "
                                    + missing
                                    + " of them missing: it is truncated or not an ONNX file");
        }
        long content = position;
        Message child = message.child(field);
        if (message.isTensorData(field) && length > mostData) {
            reserve(start, 6 * LONGEST_VARINT);
            putVarint((long) LEFT_FIELD << 3);
            putVarint(field);
            putVarint((long) LEFT_OFFSET << 3);
            putVarint(content);
            putVarint((long) LEFT_LENGTH << 3);
            putVarint(length);
            position = content + length;
        } else if (child == Message.DROPPED) {
            position = content + length;
        } else if (child == Message.OTHER) {
            position = content + length;
            keep(start, position);
        } else {
            reserve(start, 2 * LONGEST_VARINT);
            putVarint(((long) field << 3) | BYTES);
            int lengthAt = size;
            copy(child, content + length, depth + 1);
            putLength(start, lengthAt);
        }
    }

    /// Puts the length of what was kept from `at` on before it.
    private void putLength(long start, int at) {
        int length = size - at;
        reserve(start, LONGEST_VARINT);
        size = at;
        int width = 1;
        for (int rest = length >>> 7; rest != 0; rest >>>= 7) {
            width++;
        }
        System.arraycopy(kept, at, kept, at + width, length);
        putVarint(length);
        size += length;
    }

    /// Reads a field that is a number; 0 for one of fixed width, which is passed over.
    private long scalar(int wireType, long start, long end) {
        long value = 0;
        switch (wireType) {
            case VARINT -> value = varint(end);
            case FIXED64 -> position += 8;
            case FIXED32 -> position += 4;
            default ->
                    throw broken(
                            start,
                            "wire type "
                                    + wireType
                                    + " is not of this format, so this is not an ONNX file");
        }
        if (position > end) {
            throw broken(
                    start, "the file ends inside a number: it is truncated or not an ONNX file");
        }
        return value;
    }

    private long varint(long end) {
        long start = position;
        long value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            if (position >= end) {
                throw broken(
                        start,
                        "the file ends inside a number: it is truncated or not an ONNX file");
            }
            byte next = file.at(position++);
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw broken(start, "a number has more than ten bytes, so this is not an ONNX file");
    }

    private void keep(long from, long to) {
        reserve(from, to - from);
        file.copy(from, kept, size, (int) (to - from));
        size += (int) (to - from);
    }

    /// Makes room for that many more bytes; the place is where the file is told to be too large.
    private void reserve(long place, long more) {
        if (size + more > MOST_BYTES) {
            throw broken(
                    place,
                    "the structure of the model, without weights, is larger than "
                            + (MOST_BYTES >> 20)
                            + " MiB");
        }
        if (size + more > kept.length) {
            kept = Arrays.copyOf(kept, (int) Math.max(size + more, 2L * kept.length));
        }
    }

    private void putVarint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            kept[size++] = (byte) ((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        kept[size++] = (byte) rest;
    }

    private ModelFormatException broken(long offset, String what) {
        return new ModelFormatException(path, offset, what);
    }
}
