package assay.analyzer.device;

import java.util.List;

/// What is known of one device: facts from a data sheet, or rates measured on it. SI base units
/// throughout.
public sealed interface DeviceProfile permits GpuProfile, CpuProfile {
    /// Key of the profile, kebab-case, unique among all that are loaded.
    String id();

    /// The name that the driver or the operating system prints.
    String name();

    /// Short names under which tables know the device.
    List<String> aliases();

    /// How far the numbers can be trusted.
    Provenance provenance();
}
