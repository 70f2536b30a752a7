package assay.benchmark.telemetry;

import java.util.Comparator;
import java.util.List;
import oshi.hardware.CentralProcessor;
import oshi.software.os.OperatingSystem;

/// The machine's processor, memory and system.
///
/// @param cpuName the product's name; a virtual machine may give only its family
/// @param cpuVendor the maker's identifier, such as `AuthenticAMD`
/// @param cpuModel family, model and stepping, which tell what a virtual machine's name hides
/// @param physicalCores cores that this system may use
/// @param logicalCores hardware threads that it may use
/// @param packages sockets
/// @param maxHertz the highest clock that the system knows of
/// @param caches data and unified caches, the nearest first
/// @param memoryBytes physical memory of the machine
/// @param system the operating system with its version
/// @param kernel the kernel's release
/// @param architecture the processor architecture the JVM runs on
/// @param jvm vendor and version of the JVM
public record Host(
        String cpuName,
        String cpuVendor,
        String cpuModel,
        int physicalCores,
        int logicalCores,
        int packages,
        Reading<Double> maxHertz,
        List<Cache> caches,
        long memoryBytes,
        String system,
        String kernel,
        String architecture,
        String jvm) {

    /// One level of cache of one core, or of the cores that share it.
    ///
    /// @param level 1 is nearest to the core
    /// @param data whether it holds data, alone or beside instructions
    /// @param bytes size of one instance
    /// @param lineBytes size of a line
    public record Cache(int level, boolean data, long bytes, int lineBytes) {}

    /// Asks the system; takes about a quarter of a second, most of it spent loading OSHI.
    public static Host read() {
        var info = Oshi.info();
        var processor = info.getHardware().getProcessor();
        var identifier = processor.getProcessorIdentifier();
        var system = info.getOperatingSystem();
        return new Host(
                identifier.getName().strip(),
                identifier.getVendor(),
                identifier.getIdentifier(),
                processor.getPhysicalProcessorCount(),
                processor.getLogicalProcessorCount(),
                processor.getPhysicalPackageCount(),
                maxHertz(processor),
                caches(processor),
                info.getHardware().getMemory().getTotal(),
                system.getFamily() + " " + version(system.getVersionInfo()),
                System.getProperty("os.version", "unknown"),
                System.getProperty("os.arch", "unknown"),
                System.getProperty("java.vendor", "unknown") + " " + Runtime.version());
    }

    private static String version(OperatingSystem.OSVersionInfo info) {
        String codeName = info.getCodeName();
        return codeName == null || codeName.isBlank()
                ? String.valueOf(info.getVersion())
                : info.getVersion() + " (" + codeName + ")";
    }

    private static Reading<Double> maxHertz(CentralProcessor processor) {
        long hertz = processor.getMaxFreq();
        return hertz > 0
                ? Reading.known((double) hertz)
                : Reading.missing("the system does not tell the highest clock");
    }

    private static List<Cache> caches(CentralProcessor processor) {
        return processor.getProcessorCaches().stream()
                .map(cache ->
                        new Cache(
                                cache.getLevel(),
                                cache.getType() != CentralProcessor.ProcessorCache.Type.INSTRUCTION,
                                Integer.toUnsignedLong(cache.getCacheSize()),
                                Short.toUnsignedInt(cache.getLineSize())))
                .sorted(Comparator.comparingInt(Cache::level))
                .toList();
    }
}
