package assay.analyzer.tensor;

import assay.analyzer.tensor.Dim.Atom;
import assay.analyzer.tensor.Dim.FloorQuotient;
import assay.analyzer.tensor.Dim.Known;
import assay.analyzer.tensor.Dim.Max;
import assay.analyzer.tensor.Dim.Min;
import assay.analyzer.tensor.Dim.Symbol;
import assay.analyzer.tensor.Dim.Unknown;
import assay.analyzer.tensor.Polynomial.Term;
import java.util.List;

/// How large a dim may grow.
final class DimSize {

    /// Nested quotients and extrema deeper than this are not built: recursion over a dim stays
    /// bounded.
    private static final int DEEPEST = 64;

    /// Nor larger than this: a quotient of a sum of a quotient, each taken twice, would double at
    /// each step.
    private static final int MOST_PARTS = 1_000;

    private DimSize() {}

    /// The dim, or unknown where it is too large or too deep.
    static Dim bounded(Dim dim) {
        return roomLeft(dim, DEEPEST, MOST_PARTS) < 0
                ? Dim.unknown(
                        "the expression has more than "
                                + MOST_PARTS
                                + " parts or is nested deeper than "
                                + DEEPEST)
                : dim;
    }

    /// What is left of `room` for parts once all of `dim` are counted, or -1 where they do not fit
    /// or one lies more than `levels` deep. A part that stands in several places counts in each:
    /// printing and binding meet it as often.
    private static int roomLeft(Dim dim, int levels, int room) {
        if (levels == 0 || room <= 0) {
            return -1;
        }
        return switch (dim) {
            case Known _, Symbol _, Unknown _ -> room - 1;
            case FloorQuotient(Dim a, Dim b) -> roomLeft(a, b, levels, room);
            case Max(Dim a, Dim b) -> roomLeft(a, b, levels, room);
            case Min(Dim a, Dim b) -> roomLeft(a, b, levels, room);
            case Polynomial(List<Term> terms) -> {
                int left = room - 1;
                for (Term term : terms) {
                    for (Atom factor : term.factors()) {
                        left = roomLeft((Dim) factor, levels - 1, left);
                    }
                }
                yield left;
            }
        };
    }

    private static int roomLeft(Dim a, Dim b, int levels, int room) {
        return roomLeft(b, levels - 1, roomLeft(a, levels - 1, room - 1));
    }
}
