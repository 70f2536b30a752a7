package assay.benchmark.telemetry;

import static java.lang.foreign.MemoryLayout.PathElement.groupElement;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.nio.charset.StandardCharsets;

/// The records of nvml.h that are read, laid out to the byte.
final class NvmlStructs {

    /// `nvmlMemory_v2_t`: 40 bytes.
    static final StructLayout MEMORY_V2 =
            MemoryLayout.structLayout(
                    JAVA_INT.withName("version"),
                    MemoryLayout.paddingLayout(4),
                    JAVA_LONG.withName("total"),
                    JAVA_LONG.withName("reserved"),
                    JAVA_LONG.withName("free"),
                    JAVA_LONG.withName("used"));

    /// `nvmlMemory_t`: 24 bytes.
    static final StructLayout MEMORY =
            MemoryLayout.structLayout(
                    JAVA_LONG.withName("total"),
                    JAVA_LONG.withName("free"),
                    JAVA_LONG.withName("used"));

    /// `nvmlPciInfo_t` of version 3: 68 bytes.
    static final StructLayout PCI_INFO =
            MemoryLayout.structLayout(
                    MemoryLayout.sequenceLayout(16, JAVA_BYTE).withName("busIdLegacy"),
                    JAVA_INT.withName("domain"),
                    JAVA_INT.withName("bus"),
                    JAVA_INT.withName("device"),
                    JAVA_INT.withName("pciDeviceId"),
                    JAVA_INT.withName("pciSubSystemId"),
                    MemoryLayout.sequenceLayout(32, JAVA_BYTE).withName("busId"));

    /// `nvmlProcessInfo_v2_t`, which the `_v2` and `_v3` process calls fill: 24 bytes.
    static final StructLayout PROCESS_INFO =
            MemoryLayout.structLayout(
                    JAVA_INT.withName("pid"),
                    MemoryLayout.paddingLayout(4),
                    JAVA_LONG.withName("usedGpuMemory"),
                    JAVA_INT.withName("gpuInstanceId"),
                    JAVA_INT.withName("computeInstanceId"));

    /// `nvmlFieldValue_t`: 40 bytes.
    static final StructLayout FIELD_VALUE =
            MemoryLayout.structLayout(
                    JAVA_INT.withName("fieldId"),
                    JAVA_INT.withName("scopeId"),
                    JAVA_LONG.withName("timestamp"),
                    JAVA_LONG.withName("latencyUsec"),
                    JAVA_INT.withName("valueType"),
                    JAVA_INT.withName("nvmlReturn"),
                    JAVA_LONG.withName("value"));

    /// `nvmlProcessUtilizationSample_t`: 32 bytes, the time in microseconds, the others
    /// percentages.
    static final StructLayout PROCESS_UTILIZATION =
            MemoryLayout.structLayout(
                    JAVA_INT.withName("pid"),
                    MemoryLayout.paddingLayout(4),
                    JAVA_LONG.withName("timeStamp"),
                    JAVA_INT.withName("smUtil"),
                    JAVA_INT.withName("memUtil"),
                    JAVA_INT.withName("encUtil"),
                    JAVA_INT.withName("decUtil"));

    /// `nvmlUtilization_t`: percentages, 8 bytes.
    static final StructLayout UTILIZATION =
            MemoryLayout.structLayout(JAVA_INT.withName("gpu"), JAVA_INT.withName("memory"));

    /// `nvmlViolationTime_t`: microseconds and nanoseconds, 16 bytes.
    static final StructLayout VIOLATION_TIME =
            MemoryLayout.structLayout(
                    JAVA_LONG.withName("referenceTime"), JAVA_LONG.withName("violationTime"));

    private NvmlStructs() {}

    /// nvml.h's `NVML_STRUCT_VERSION`: the record's size with its version in the top byte.
    static int version(StructLayout layout, int version) {
        return (int) layout.byteSize() | version << 24;
    }

    static int intAt(MemorySegment segment, StructLayout layout, String field) {
        return segment.get(JAVA_INT, layout.byteOffset(groupElement(field)));
    }

    static long longAt(MemorySegment segment, StructLayout layout, String field) {
        return segment.get(JAVA_LONG, layout.byteOffset(groupElement(field)));
    }

    static String textAt(MemorySegment segment, StructLayout layout, String field) {
        var part =
                segment.asSlice(
                        layout.byteOffset(groupElement(field)),
                        layout.select(groupElement(field)).byteSize());
        return text(part);
    }

    /// The text before the first zero byte, or all of it.
    static String text(MemorySegment segment) {
        byte[] bytes = segment.toArray(JAVA_BYTE);
        int length = 0;
        while (length < bytes.length && bytes[length] != 0) {
            length++;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
