package assay.benchmark.telemetry;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/// The processes with a context on a GPU.
final class GpuProcesses {
    /// `NVML_VALUE_NOT_AVAILABLE` as an unsigned 64-bit number.
    private static final long NOT_AVAILABLE = -1L;

    /// Room that is left beyond the count that the driver named, for processes that start
    /// meanwhile.
    private static final int SPARE = 16;

    private final NvmlLibrary library;
    private final MemorySegment gpu;
    private final List<String> versions;

    GpuProcesses(NvmlLibrary library, MemorySegment gpu, String driverVersion) {
        this.library = library;
        this.gpu = gpu;
        this.versions = hasLongRecords(driverVersion) ? List.of("_v2") : List.of("_v3", "_v2");
    }

    /// The first drivers of the 535 branch filled 32-byte records through `_v3`; 535.98 took that
    /// back.
    static boolean hasLongRecords(String driverVersion) {
        String[] parts = driverVersion.split("\\.", -1);
        return parts.length > 1
                && parts[0].equals("535")
                && parts[1].matches("\\d{1,4}")
                && Integer.parseInt(parts[1]) < 98;
    }

    /// Computing and drawing processes; missing where the computing ones cannot be listed.
    Reading<List<GpuProcess>> read() {
        return read("nvmlDeviceGetComputeRunningProcesses", false)
                .map(computing -> {
                    var all = new ArrayList<>(computing);
                    all.addAll(
                            read("nvmlDeviceGetGraphicsRunningProcesses", true).orElse(List.of()));
                    return List.copyOf(all);
                });
    }

    private Reading<List<GpuProcess>> read(String function, boolean graphics) {
        for (String version : versions) {
            if (library.has(function + version)) {
                return list(function + version, graphics);
            }
        }
        return Reading.missing(NvmlReturn.reason(NvmlReturn.FUNCTION_NOT_FOUND));
    }

    private Reading<List<GpuProcess>> list(String function, boolean graphics) {
        var layout = NvmlStructs.PROCESS_INFO;
        try (var arena = Arena.ofConfined()) {
            var count = arena.allocate(JAVA_INT);
            int code = library.call(function, gpu, count, MemorySegment.NULL);
            if (code == NvmlReturn.SUCCESS) {
                return Reading.known(List.of());
            }
            if (code != NvmlReturn.INSUFFICIENT_SIZE) {
                return Reading.missing(NvmlReturn.reason(code));
            }
            int room = count.get(JAVA_INT, 0) + SPARE;
            count.set(JAVA_INT, 0, room);
            var infos = arena.allocate(layout, room);
            code = library.call(function, gpu, count, infos);
            if (code != NvmlReturn.SUCCESS) {
                return Reading.missing(NvmlReturn.reason(code));
            }
            var processes = new ArrayList<GpuProcess>();
            for (int i = 0; i < Math.min(room, count.get(JAVA_INT, 0)); i++) {
                var info = infos.asSlice(i * layout.byteSize(), layout);
                long used = NvmlStructs.longAt(info, layout, "usedGpuMemory");
                processes.add(
                        new GpuProcess(
                                NvmlStructs.intAt(info, layout, "pid"),
                                used == NOT_AVAILABLE
                                        ? Reading.missing("the driver does not tell it per process")
                                        : Reading.known(used),
                                graphics));
            }
            return Reading.known(List.copyOf(processes));
        }
    }
}
