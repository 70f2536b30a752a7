package assay.benchmark.session;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import assay.analyzer.tensor.ElementType;
import assay.benchmark.session.BenchmarkException.Kind;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// Makes tensors over native memory, filled from a seed. The memory lives as long as the arena.
final class Tensors {

    /// A Java buffer cannot be larger.
    private static final long MOST_BYTES = Integer.MAX_VALUE;

    private Tensors() {}

    /// The tensor of `spec`; the same seed gives the same values on every machine.
    static OnnxTensor create(InputSpec spec, long seed, Arena arena) throws OrtException {
        SplittableRandom random = new SplittableRandom(seed);
        if (spec.type() == ElementType.STRING) {
            return OnnxTensor.createTensor(
                    OrtLibrary.environment(), strings(spec, random), shape(spec.shape()));
        }
        OnnxJavaType type = javaType(spec.type());
        if (type == null) {
            throw new BenchmarkException(
                    Kind.FAILED,
                    "input '"
                            + spec.name()
                            + "' is of type "
                            + spec.type()
                            + ", which ONNX Runtime's Java interface cannot create");
        }
        ByteBuffer buffer = allocate(spec.name(), elements(spec), type.size, arena);
        fill(buffer, spec, random);
        buffer.rewind();
        return OnnxTensor.createTensor(OrtLibrary.environment(), buffer, shape(spec.shape()), type);
    }

    private static long elements(InputSpec spec) {
        try {
            return spec.elements();
        } catch (ArithmeticException _) {
            throw new BenchmarkException(
                    Kind.OUT_OF_MEMORY,
                    "'" + spec.name() + "' of shape " + spec.shape() + " is beyond all memory");
        }
    }

    /// Native memory for `elements` of `size` bytes each, zeroed.
    static ByteBuffer allocate(String name, long elements, int size, Arena arena) {
        if (elements > MOST_BYTES / Math.max(1, size)) {
            throw new BenchmarkException(
                    Kind.OUT_OF_MEMORY,
                    "'"
                            + name
                            + "' takes "
                            + elements
                            + " elements of "
                            + size
                            + " bytes; a Java buffer holds "
                            + MOST_BYTES
                            + " bytes");
        }
        long bytes = elements * size;
        return arena.allocate(Math.max(bytes, 1), 64)
                .asSlice(0, bytes)
                .asByteBuffer()
                .order(ByteOrder.nativeOrder());
    }

    private static void fill(ByteBuffer to, InputSpec spec, SplittableRandom random) {
        double low = spec.low();
        double span = spec.high() - low;
        long first = Math.round(Math.ceil(low));
        long values = Math.max(1, Math.round(Math.floor(spec.high())) - first + 1);
        boolean fixed = span == 0;
        for (long i = spec.elements(); i > 0; i--) {
            switch (spec.type()) {
                case FLOAT32 ->
                        to.putFloat((float) (fixed ? low : low + span * random.nextDouble()));
                case FLOAT64 -> to.putDouble(fixed ? low : low + span * random.nextDouble());
                case FLOAT16 ->
                        to.putShort(
                                Float.floatToFloat16(
                                        (float) (fixed ? low : low + span * random.nextDouble())));
                case BFLOAT16 ->
                        to.putShort(
                                (short)
                                        (Float.floatToIntBits(
                                                        (float) (low + span * random.nextDouble()))
                                                >>> 16));
                case INT8, UINT8 -> to.put((byte) (first + random.nextLong(values)));
                case INT16 -> to.putShort((short) (first + random.nextLong(values)));
                case INT32 -> to.putInt((int) (first + random.nextLong(values)));
                case INT64 -> to.putLong(first + random.nextLong(values));
                case BOOL ->
                        to.put(
                                (byte)
                                        (spec.high() >= 1 && (low >= 1 || random.nextBoolean())
                                                ? 1
                                                : 0));
                default -> throw new IllegalStateException("no rule to fill " + spec.type());
            }
        }
    }

    private static String[] strings(InputSpec spec, SplittableRandom random) {
        String[] strings = new String[Math.toIntExact(spec.elements())];
        for (int i = 0; i < strings.length; i++) {
            strings[i] = Integer.toString(random.nextInt(1000));
        }
        return strings;
    }

    /// ONNX Runtime's Java type, or null where its Java interface has none.
    static @Nullable OnnxJavaType javaType(ElementType type) {
        return switch (type) {
            case FLOAT32 -> OnnxJavaType.FLOAT;
            case FLOAT64 -> OnnxJavaType.DOUBLE;
            case FLOAT16 -> OnnxJavaType.FLOAT16;
            case BFLOAT16 -> OnnxJavaType.BFLOAT16;
            case INT8 -> OnnxJavaType.INT8;
            case UINT8 -> OnnxJavaType.UINT8;
            case INT16 -> OnnxJavaType.INT16;
            case INT32 -> OnnxJavaType.INT32;
            case INT64 -> OnnxJavaType.INT64;
            case BOOL -> OnnxJavaType.BOOL;
            default -> null;
        };
    }

    private static long[] shape(List<Long> dims) {
        return dims.stream().mapToLong(Long::longValue).toArray();
    }
}
