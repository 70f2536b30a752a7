package assay.benchmark.stats;

/// What a comparison of latencies comes to.
public enum Change {
    /// The new one is faster by more than the margin.
    FASTER,
    /// The new one is slower by more than the margin.
    SLOWER,
    /// The difference is within the margin, to either side.
    EQUIVALENT,
    /// The samples do not tell.
    INCONCLUSIVE
}
