package assay.analyzer.cost;

import assay.analyzer.tensor.Bindings;
import assay.analyzer.tensor.Dim;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// What running an operator once takes, independent of any device.
///
/// @param macs multiply-accumulates of the kind that matrix units do (convolution, matrix product,
///   recurrence); 1 MAC = 2 FLOPs
/// @param vectorFlops all other floating-point or integer arithmetic on elements: one per addition,
///   comparison or elementary function; address arithmetic and data movement count 0
/// @param bytesRead bytes of the inputs that must be read at least once; 0 for a view
/// @param bytesWritten bytes of the outputs that are written; 0 for a view
/// @param confidence how sure all four are
/// @param why for anything below `EXACT`: the reason; else empty
public record Cost(
        Dim macs,
        Dim vectorFlops,
        Dim bytesRead,
        Dim bytesWritten,
        Confidence confidence,
        String why) {

    /// Costs nothing: a view, or something settled before the first run.
    public static final Cost FREE =
            new Cost(Dim.of(0), Dim.of(0), Dim.of(0), Dim.of(0), Confidence.EXACT, "");

    public static Cost exact(Dim macs, Dim vectorFlops, Dim bytesRead, Dim bytesWritten) {
        return new Cost(macs, vectorFlops, bytesRead, bytesWritten, Confidence.EXACT, "");
    }

    /// A cost of which nothing is known.
    public static Cost unknown(String why) {
        Dim unknown = Dim.unknown(why);
        return new Cost(unknown, unknown, unknown, unknown, Confidence.GUESSED, why);
    }

    /// The same counts, less sure, and why.
    public Cost less(Confidence atMost, String because) {
        return confidence.compareTo(atMost) <= 0
                ? this
                : new Cost(macs, vectorFlops, bytesRead, bytesWritten, atMost, because);
    }

    /// All floating-point operations: `2 * macs + vectorFlops`.
    public Dim flops() {
        return macs.times(2).plus(vectorFlops);
    }

    /// True when no count is unknown; a count may still hold symbols.
    public boolean isKnown() {
        return !macs.isUnknown()
                && !vectorFlops.isUnknown()
                && !bytesRead.isUnknown()
                && !bytesWritten.isUnknown();
    }

    /// This cost `count` times over, as for a loop.
    public Cost times(Dim count) {
        return new Cost(
                macs.times(count),
                vectorFlops.times(count),
                bytesRead.times(count),
                bytesWritten.times(count),
                confidence,
                why);
    }

    public Cost bind(Bindings bindings) {
        return new Cost(
                macs.bind(bindings),
                vectorFlops.bind(bindings),
                bytesRead.bind(bindings),
                bytesWritten.bind(bindings),
                confidence,
                why);
    }

    /// The sum, as sure as the least sure of the parts.
    public static Cost sum(Collection<Cost> parts) {
        List<Dim> macs = new ArrayList<>();
        List<Dim> vectorFlops = new ArrayList<>();
        List<Dim> read = new ArrayList<>();
        List<Dim> written = new ArrayList<>();
        Confidence confidence = Confidence.EXACT;
        String why = "";
        for (Cost part : parts) {
            macs.add(part.macs);
            vectorFlops.add(part.vectorFlops);
            read.add(part.bytesRead);
            written.add(part.bytesWritten);
            if (part.confidence.compareTo(confidence) < 0) {
                confidence = part.confidence;
                why = part.why;
            }
        }
        return new Cost(
                Dim.sum(macs),
                Dim.sum(vectorFlops),
                Dim.sum(read),
                Dim.sum(written),
                confidence,
                why);
    }
}
