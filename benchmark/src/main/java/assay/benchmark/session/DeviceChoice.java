package assay.benchmark.session;

/// What the user asked for with `--device`.
public sealed interface DeviceChoice {

    /// CUDA where it works, else the CPU.
    record Auto() implements DeviceChoice {}

    /// This provider and no other.
    record Exactly(Provider provider) implements DeviceChoice {}

    /// `auto`, `cpu`, `cuda` or `cuda:i`.
    ///
    /// @throws IllegalArgumentException for anything else
    static DeviceChoice parse(String text) {
        return text.equals("auto") ? new Auto() : new Exactly(Provider.parse(text));
    }
}
