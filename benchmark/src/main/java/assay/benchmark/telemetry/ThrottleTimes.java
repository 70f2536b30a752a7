package assay.benchmark.telemetry;

import static java.lang.foreign.MemoryLayout.PathElement.groupElement;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// The driver's throttle counters: field values where it has them, else the older violation times.
/// Both count nanoseconds.
final class ThrottleTimes {
    private static final int UNSIGNED_INT = 1;

    private final NvmlLibrary library;
    private final MemorySegment gpu;

    ThrottleTimes(NvmlLibrary library, MemorySegment gpu) {
        this.library = library;
        this.gpu = gpu;
    }

    Map<ThrottleCounter, Reading<Double>> seconds() {
        var layout = NvmlStructs.FIELD_VALUE;
        var counters = ThrottleCounter.values();
        var seconds = new EnumMap<ThrottleCounter, Reading<Double>>(ThrottleCounter.class);
        try (var arena = Arena.ofConfined()) {
            var values = arena.allocate(layout, counters.length);
            for (int i = 0; i < counters.length; i++) {
                values.set(JAVA_INT, i * layout.byteSize(), counters[i].fieldId);
            }
            int code = library.call("nvmlDeviceGetFieldValues", gpu, counters.length, values);
            for (int i = 0; i < counters.length; i++) {
                var value = values.asSlice(i * layout.byteSize(), layout);
                int own =
                        code == NvmlReturn.SUCCESS
                                ? NvmlStructs.intAt(value, layout, "nvmlReturn")
                                : code;
                seconds.put(
                        counters[i],
                        own == NvmlReturn.SUCCESS
                                ? Reading.known(nanoseconds(value) / 1e9)
                                : violation(counters[i], arena));
            }
        }
        return Collections.unmodifiableMap(seconds);
    }

    /// The counters are 64 bits wide, 32 on the oldest drivers.
    private static long nanoseconds(MemorySegment value) {
        var layout = NvmlStructs.FIELD_VALUE;
        if (NvmlStructs.intAt(value, layout, "valueType") == UNSIGNED_INT) {
            return Integer.toUnsignedLong(
                    value.get(JAVA_INT, layout.byteOffset(groupElement("value"))));
        }
        return value.get(JAVA_LONG, layout.byteOffset(groupElement("value")));
    }

    private Reading<Double> violation(ThrottleCounter counter, Arena arena) {
        var layout = NvmlStructs.VIOLATION_TIME;
        var out = arena.allocate(layout);
        int code = library.call("nvmlDeviceGetViolationStatus", gpu, counter.policy, out);
        return code == NvmlReturn.SUCCESS
                ? Reading.known(NvmlStructs.longAt(out, layout, "violationTime") / 1e9)
                : Reading.missing(NvmlReturn.reason(code));
    }
}
