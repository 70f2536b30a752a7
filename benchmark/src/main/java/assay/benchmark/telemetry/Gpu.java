package assay.benchmark.telemetry;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.util.Set;
import java.util.function.ToLongFunction;

/// One GPU as NVML sees it. Every call reads afresh; nothing throws.
public final class Gpu {
    private static final int CLOCK_SM = 1;
    private static final int CLOCK_MEMORY = 2;
    private static final int TEMPERATURE_DIE = 0;

    private final NvmlLibrary library;
    private final int index;
    private final MemorySegment handle;
    private final GpuProcesses processes;
    private final GpuShares shares;
    private final ThrottleTimes throttleTimes;

    Gpu(NvmlLibrary library, int index, MemorySegment handle, String driverVersion) {
        this.library = library;
        this.index = index;
        this.handle = handle;
        this.processes = new GpuProcesses(library, handle, driverVersion);
        this.shares = new GpuShares(library, handle);
        this.throttleTimes = new ThrottleTimes(library, handle);
    }

    /// NVML's index.
    public int index() {
        return index;
    }

    /// Whether it sits at that place on the bus.
    boolean isAt(String busId) {
        return pci().map(own -> PciIds.isSamePlace(own.busId(), busId)).orElse(false);
    }

    /// What it is and how it is set up.
    public GpuFacts facts() {
        var capability = capability();
        var cores = unsigned("nvmlDeviceGetNumGpuCores");
        return new GpuFacts(
                index,
                text("nvmlDeviceGetName", 96),
                text("nvmlDeviceGetUUID", 96),
                pci(),
                memory(MemoryRecord::total),
                capability,
                cores,
                cores.flatMap(all ->
                        capability
                                .flatMap(ComputeCapability::coresPerMultiprocessor)
                                .map(each -> all / each)),
                clock("nvmlDeviceGetMaxClockInfo", CLOCK_SM),
                clock("nvmlDeviceGetMaxClockInfo", CLOCK_MEMORY),
                unsigned("nvmlDeviceGetEnforcedPowerLimit").map(milli -> milli / 1e3),
                unsigned("nvmlDeviceGetPowerManagementDefaultLimit").map(milli -> milli / 1e3),
                clock("nvmlDeviceGetApplicationsClock", CLOCK_SM),
                clock("nvmlDeviceGetDefaultApplicationsClock", CLOCK_SM),
                unsigned("nvmlDeviceGetMaxPcieLinkGeneration"),
                unsigned("nvmlDeviceGetMaxPcieLinkWidth"),
                first("nvmlDeviceGetEccMode").map(mode -> mode != 0),
                first("nvmlDeviceGetMigMode").map(mode -> mode != 0),
                unsigned("nvmlDeviceGetPersistenceMode").map(mode -> mode != 0));
    }

    /// How it is now.
    public GpuReading read() {
        return new GpuReading(
                memory(MemoryRecord::taken),
                clock("nvmlDeviceGetClockInfo", CLOCK_SM),
                clock("nvmlDeviceGetClockInfo", CLOCK_MEMORY),
                unsigned("nvmlDeviceGetPowerUsage").map(milli -> milli / 1e3),
                unsignedLong("nvmlDeviceGetTotalEnergyConsumption").map(milli -> milli / 1e3),
                temperature(),
                utilization("gpu"),
                utilization("memory"),
                throttle(),
                throttleTimes.seconds(),
                processes.read(),
                shares.read(),
                unsigned("nvmlDeviceGetCurrPcieLinkGeneration"),
                unsigned("nvmlDeviceGetCurrPcieLinkWidth"));
    }

    private Reading<Integer> unsigned(String function) {
        try (var arena = Arena.ofConfined()) {
            var out = arena.allocate(JAVA_INT);
            int code = library.call(function, handle, out);
            return of(code, out.get(JAVA_INT, 0));
        }
    }

    private Reading<Long> unsignedLong(String function) {
        try (var arena = Arena.ofConfined()) {
            var out = arena.allocate(JAVA_LONG);
            int code = library.call(function, handle, out);
            return of(code, out.get(JAVA_LONG, 0));
        }
    }

    /// The first of the two values that a call gives: the current mode, not the pending one.
    private Reading<Integer> first(String function) {
        try (var arena = Arena.ofConfined()) {
            var current = arena.allocate(JAVA_INT);
            int code = library.call(function, handle, current, arena.allocate(JAVA_INT));
            return of(code, current.get(JAVA_INT, 0));
        }
    }

    private Reading<String> text(String function, int bytes) {
        try (var arena = Arena.ofConfined()) {
            var out = arena.allocate(bytes);
            int code = library.call(function, handle, out, bytes);
            return of(code, NvmlStructs.text(out));
        }
    }

    private Reading<Double> clock(String function, int clock) {
        try (var arena = Arena.ofConfined()) {
            var out = arena.allocate(JAVA_INT);
            int code = library.call(function, handle, clock, out);
            return of(code, out.get(JAVA_INT, 0) * 1e6);
        }
    }

    private Reading<Integer> temperature() {
        try (var arena = Arena.ofConfined()) {
            var out = arena.allocate(JAVA_INT);
            int code = library.call("nvmlDeviceGetTemperature", handle, TEMPERATURE_DIE, out);
            return of(code, out.get(JAVA_INT, 0));
        }
    }

    private Reading<ComputeCapability> capability() {
        try (var arena = Arena.ofConfined()) {
            var major = arena.allocate(JAVA_INT);
            var minor = arena.allocate(JAVA_INT);
            int code = library.call("nvmlDeviceGetCudaComputeCapability", handle, major, minor);
            return of(code, new ComputeCapability(major.get(JAVA_INT, 0), minor.get(JAVA_INT, 0)));
        }
    }

    private Reading<PciIds> pci() {
        try (var arena = Arena.ofConfined()) {
            var layout = NvmlStructs.PCI_INFO;
            var out = arena.allocate(layout);
            int code = library.call("nvmlDeviceGetPciInfo_v3", handle, out);
            int combined = NvmlStructs.intAt(out, layout, "pciDeviceId");
            return of(
                    code,
                    new PciIds(
                            NvmlStructs.textAt(out, layout, "busId"),
                            combined & 0xffff,
                            combined >>> 16,
                            NvmlStructs.intAt(out, layout, "pciSubSystemId")));
        }
    }

    private Reading<Long> memory(ToLongFunction<MemoryRecord> quantity) {
        try (var arena = Arena.ofConfined()) {
            var layout = NvmlStructs.MEMORY_V2;
            var out = arena.allocate(layout);
            out.set(JAVA_INT, 0, NvmlStructs.version(layout, 2));
            int code = library.call("nvmlDeviceGetMemoryInfo_v2", handle, out);
            if (code == NvmlReturn.FUNCTION_NOT_FOUND) {
                layout = NvmlStructs.MEMORY;
                out = arena.allocate(layout);
                code = library.call("nvmlDeviceGetMemoryInfo", handle, out);
            }
            return of(code, quantity.applyAsLong(MemoryRecord.of(out, layout)));
        }
    }

    /// What NVML says of the memory. `used` is not read: the versions of the record differ in
    /// whether the driver's own share counts to it.
    private record MemoryRecord(long total, long free) {

        static MemoryRecord of(MemorySegment record, StructLayout layout) {
            return new MemoryRecord(
                    NvmlStructs.longAt(record, layout, "total"),
                    NvmlStructs.longAt(record, layout, "free"));
        }

        /// By all processes and by the driver itself.
        long taken() {
            return total - free;
        }
    }

    private Reading<Double> utilization(String field) {
        try (var arena = Arena.ofConfined()) {
            var layout = NvmlStructs.UTILIZATION;
            var out = arena.allocate(layout);
            int code = library.call("nvmlDeviceGetUtilizationRates", handle, out);
            return of(code, NvmlStructs.intAt(out, layout, field) / 100.0);
        }
    }

    /// The call was renamed in driver 535; older drivers have the second name only.
    private Reading<Set<ThrottleReason>> throttle() {
        String function =
                library.has("nvmlDeviceGetCurrentClocksEventReasons")
                        ? "nvmlDeviceGetCurrentClocksEventReasons"
                        : "nvmlDeviceGetCurrentClocksThrottleReasons";
        return unsignedLong(function).map(ThrottleReason::ofMask);
    }

    private static <T> Reading<T> of(int code, T value) {
        return code == NvmlReturn.SUCCESS
                ? Reading.known(value)
                : Reading.missing(NvmlReturn.reason(code));
    }
}
