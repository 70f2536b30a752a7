package assay.benchmark.telemetry;

import java.util.Locale;

/// Where a GPU sits and what it is on the PCI bus.
///
/// @param busId domain, bus, device and function as text
/// @param vendorId 16 bits; NVIDIA is 0x10de
/// @param deviceId 16 bits; names the chip and its variant
/// @param subsystemId 32 bits; names the board
public record PciIds(String busId, int vendorId, int deviceId, int subsystemId) {

    /// Whether both texts name one place. NVML writes the domain with eight digits, CUDA with four.
    static boolean isSamePlace(String one, String other) {
        return place(one).equals(place(other));
    }

    private static String place(String busId) {
        return busId.toLowerCase(Locale.ROOT).replaceFirst("^0+(?=[0-9a-f]{4}:)", "");
    }
}
