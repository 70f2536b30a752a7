package assay.analyzer.device;

import org.jspecify.annotations.Nullable;

/// What a driver says of a device that is there.
///
/// @param name as NVML (or the operating system) prints it
/// @param processors streaming multiprocessors, where asked
/// @param memoryBytes memory as the driver reports it, where asked
/// @param pciDeviceId PCI device id, four lower-case hexadecimal digits, where asked
public record DeviceIdentity(
        String name,
        @Nullable Integer processors,
        @Nullable Double memoryBytes,
        @Nullable String pciDeviceId) {
    /// A device of which only the name is known.
    public static DeviceIdentity named(String name) {
        return new DeviceIdentity(name, null, null, null);
    }
}
