package assay.benchmark.telemetry;

/// Where a GPU sits and what it is on the PCI bus.
///
/// @param busId domain, bus, device and function as text
/// @param vendorId 16 bits; NVIDIA is 0x10de
/// @param deviceId 16 bits; names the chip and its variant
/// @param subsystemId 32 bits; names the board
public record PciIds(String busId, int vendorId, int deviceId, int subsystemId) {}
