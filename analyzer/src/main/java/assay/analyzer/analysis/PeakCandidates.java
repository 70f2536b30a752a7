package assay.analyzer.analysis;

import assay.analyzer.tensor.Dim;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/// Sums of which any may be the largest: those that no other exceeds whatever the symbols stand
/// for. Few are kept, so that adding takes constant time.
final class PeakCandidates {

    private static final int MOST = 12;

    private final List<Dim> open = new ArrayList<>();
    private final Set<Dim> seen = new HashSet<>();
    private boolean overflowed;

    void add(Dim sum) {
        if (overflowed || !seen.add(sum)) {
            return;
        }
        for (Iterator<Dim> others = open.iterator(); others.hasNext(); ) {
            Dim difference = others.next().minus(sum);
            if (difference.isNonNegative()) {
                return;
            }
            if (difference.times(-1).isNonNegative()) {
                others.remove();
            }
        }
        open.add(sum);
        overflowed = open.size() > MOST;
    }

    /// The maximum, as a number where it can be decided.
    Dim largest() {
        if (overflowed) {
            return Dim.unknown(
                    "more than " + MOST + " steps may be the largest, depending on the symbols");
        }
        Dim result = Dim.of(0);
        for (Dim candidate : open) {
            result = result.max(candidate);
        }
        return result;
    }
}
