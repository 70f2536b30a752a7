package assay.analyzer.estimate;

/// What a kernel's time is mostly made of.
public enum Bound {
    /// Arithmetic.
    COMPUTE,
    /// Bytes moved.
    MEMORY,
    /// Starting it: gaps between launches on a GPU, the provider's cost of a node on a CPU.
    LAUNCH,
    /// Its time is not known.
    UNKNOWN
}
