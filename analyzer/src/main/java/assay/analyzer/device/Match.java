package assay.analyzer.device;

/// The answer to "which profile is this?": one profile, or none and why. Never the nearest.
public sealed interface Match {
    /// Exactly one profile fits.
    record Known(DeviceProfile profile) implements Match {}

    /// No profile fits, or more than one.
    record Unknown(String why) implements Match {}
}
