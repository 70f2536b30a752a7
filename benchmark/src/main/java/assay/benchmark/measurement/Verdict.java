package assay.benchmark.measurement;

/// What a batch size's figures are worth, from best to worst. Where several apply, the gravest is
/// the verdict, and all are among the warnings.
public enum Verdict {
    /// Steady, undisturbed, and what was asked for.
    VALID,
    /// Measured, but the runs scatter, or the interval of the median is wider than the target.
    NOISY,
    /// Still getting faster when it was timed.
    COLD,
    /// Other processes took the processor or the device.
    CONTENDED,
    /// The device lowered its clocks for heat or power.
    THROTTLED,
    /// Nodes ran on another provider than the one asked for.
    FELL_BACK,
    /// The model fixes its batch size to another one; nothing was measured.
    FIXED_BATCH,
    /// The budget did not allow it; nothing was measured.
    SKIPPED,
    /// The process was ended because it took too long.
    TIMED_OUT,
    /// Host or device memory did not suffice.
    OUT_OF_MEMORY,
    /// The process failed otherwise.
    FAILED;

    /// The graver of the two: the later one in the order of declaration.
    public static Verdict worst(Verdict a, Verdict b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    /// Whether there are figures at all.
    public boolean measured() {
        return compareTo(FELL_BACK) <= 0;
    }
}
