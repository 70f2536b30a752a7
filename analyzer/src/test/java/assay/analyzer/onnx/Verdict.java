package assay.analyzer.onnx;

import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;

/// How an inferred type stands to the one that a run produced, from best to worst.
enum Verdict {
    /// Kind, element type, rank and every dim agree.
    EXACT,
    /// Nothing that is said is wrong, but something is left open.
    UNKNOWN,
    /// Something that is said differs.
    WRONG;

    Verdict and(Verdict other) {
        return compareTo(other) >= 0 ? this : other;
    }

    static Verdict of(ValueType inferred, ValueType actual) {
        if (inferred instanceof ValueType.UnknownType) {
            return UNKNOWN;
        }
        if (!inferred.getClass().equals(actual.getClass())) {
            return WRONG;
        }
        return of(inferred.elementType(), actual.elementType())
                .and(of(inferred.shape(), actual.shape()));
    }

    private static Verdict of(ElementType inferred, ElementType actual) {
        if (inferred == actual) {
            return EXACT;
        }
        return inferred == ElementType.UNDEFINED ? UNKNOWN : WRONG;
    }

    private static Verdict of(Shape inferred, Shape actual) {
        if (!actual.isRanked()) {
            return EXACT;
        }
        if (inferred.rank() != actual.rank()) {
            return inferred.isRanked() ? WRONG : UNKNOWN;
        }
        Verdict verdict = EXACT;
        for (int axis = 0; axis < actual.rank(); axis++) {
            Dim said = inferred.dim(axis);
            Dim is = actual.dim(axis);
            if (!said.isKnown()) {
                verdict = verdict.and(is.isKnown() ? UNKNOWN : EXACT);
            } else if (!said.equals(is)) {
                verdict = WRONG;
            }
        }
        return verdict;
    }
}
