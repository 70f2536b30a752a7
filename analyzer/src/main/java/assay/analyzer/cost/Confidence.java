package assay.analyzer.cost;

/// How sure a count is. Ordered from least to most, so that combining is taking the minimum.
public enum Confidence {
    /// The count rests on an assumption about data or about an operator that is not known.
    GUESSED,
    /// The count follows a stated model: an iterative or data-dependent algorithm, a branch that
    /// may not run.
    MODELLED,
    /// The count follows from the operator's definition and the shapes.
    EXACT;

    public Confidence and(Confidence other) {
        return compareTo(other) <= 0 ? this : other;
    }
}
