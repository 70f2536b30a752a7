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

/// What the sign of a dim is, whatever its symbols stand for.
final class DimSign {

    private DimSign() {}

    static boolean isNonNegative(Dim dim) {
        return switch (dim) {
            case Known(long value) -> value >= 0;
            case Symbol _ -> true;
            case FloorQuotient(Dim a, Dim b) -> isNonNegative(a) && isNonNegative(b);
            case Max(Dim a, Dim b) -> isNonNegative(a) || isNonNegative(b);
            case Min(Dim a, Dim b) -> isNonNegative(a) && isNonNegative(b);
            case Unknown _ -> false;
            case Polynomial(List<Term> terms) -> {
                for (Term term : terms) {
                    if (term.coefficient() < 0) {
                        yield false;
                    }
                    for (Atom factor : term.factors()) {
                        if (!isNonNegative((Dim) factor)) {
                            yield false;
                        }
                    }
                }
                yield true;
            }
        };
    }
}
