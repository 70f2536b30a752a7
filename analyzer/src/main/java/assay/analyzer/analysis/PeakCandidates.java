package assay.analyzer.analysis;

import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Monomials;
import java.util.ArrayList;
import java.util.List;

/// Sums of which any may be the largest: those that no other exceeds whatever the symbols stand
/// for. Few are kept, so that adding takes constant time.
final class PeakCandidates {

    private static final int MOST = 12;

    private final Monomials monomials;
    private final boolean[] nonNegative;
    private final List<long[]> open = new ArrayList<>();
    private boolean overflowed;

    PeakCandidates(Monomials monomials) {
        this.monomials = monomials;
        nonNegative = new boolean[monomials.size()];
        for (int i = 0; i < nonNegative.length; i++) {
            nonNegative[i] = monomials.isNonNegative(i);
        }
    }

    /// Looks at a sum, given by its coefficients.
    void add(long[] sum) {
        if (overflowed) {
            return;
        }
        for (int i = 0; i < open.size(); i++) {
            if (isAtLeast(open.get(i), sum)) {
                // the next sum is likely below the same one
                open.add(0, open.remove(i));
                return;
            }
        }
        open.removeIf(other -> isAtLeast(sum, other));
        open.add(0, sum.clone());
        overflowed = open.size() > MOST;
    }

    private boolean isAtLeast(long[] a, long[] b) {
        for (int i = 0; i < nonNegative.length; i++) {
            if (a[i] < b[i] || (a[i] != b[i] && !nonNegative[i])) {
                return false;
            }
        }
        return true;
    }

    /// The maximum, as a number where it can be decided.
    Dim largest() {
        if (overflowed) {
            return Dim.unknown(
                    "more than " + MOST + " steps may be the largest, depending on the symbols");
        }
        Dim result = Dim.of(0);
        for (long[] candidate : open) {
            result = result.max(monomials.dim(candidate));
        }
        return result;
    }
}
