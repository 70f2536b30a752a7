package assay.benchmark.telemetry;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;

/// How much of a GPU each process uses, as the driver samples it: the means since the call before.
final class GpuShares {
    private final NvmlLibrary library;
    private final MemorySegment gpu;

    /// The driver's clock at the newest sample so far, in microseconds.
    private long seen;

    GpuShares(NvmlLibrary library, MemorySegment gpu) {
        this.library = library;
        this.gpu = gpu;
    }

    /// Share of the time in which each process had kernels running, 0 to 1, by process id; a
    /// process that ran none is absent.
    Reading<Map<Long, Double>> read() {
        var layout = NvmlStructs.PROCESS_UTILIZATION;
        try (var arena = Arena.ofConfined()) {
            var count = arena.allocate(JAVA_INT);
            int code = call(MemorySegment.NULL, count);
            if (code == NvmlReturn.INSUFFICIENT_SIZE) {
                int room = count.get(JAVA_INT, 0);
                var samples = arena.allocate(layout, room);
                code = call(samples, count);
                if (code == NvmlReturn.SUCCESS) {
                    return Reading.known(means(samples, Math.min(room, count.get(JAVA_INT, 0))));
                }
            }
            return code == NvmlReturn.SUCCESS || code == NvmlReturn.NOT_FOUND
                    ? Reading.known(Map.of())
                    : Reading.missing(NvmlReturn.reason(code));
        }
    }

    private int call(MemorySegment samples, MemorySegment count) {
        return library.call("nvmlDeviceGetProcessUtilization", gpu, samples, count, seen);
    }

    private Map<Long, Double> means(MemorySegment samples, int count) {
        var layout = NvmlStructs.PROCESS_UTILIZATION;
        var sums = new HashMap<Long, Double>();
        var counts = new HashMap<Long, Integer>();
        long before = seen;
        for (int i = 0; i < count; i++) {
            var sample = samples.asSlice(i * layout.byteSize(), layout);
            long time = NvmlStructs.longAt(sample, layout, "timeStamp");
            if (time > before) {
                long pid = NvmlStructs.intAt(sample, layout, "pid");
                sums.merge(pid, NvmlStructs.intAt(sample, layout, "smUtil") / 100.0, Double::sum);
                counts.merge(pid, 1, Integer::sum);
                seen = Math.max(seen, time);
            }
        }
        sums.replaceAll((pid, sum) -> sum / counts.getOrDefault(pid, 1));
        return Map.copyOf(sums);
    }
}
