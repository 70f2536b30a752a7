package assay.analyzer.estimate;

/// What a kernel's time is mostly made of.
public enum Bound {
    COMPUTE,
    MEMORY,
    LAUNCH,
    UNKNOWN
}
