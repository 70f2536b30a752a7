package assay.analyzer.tensor;

import assay.analyzer.tensor.Dim.Atom;
import assay.analyzer.tensor.Dim.FloorQuotient;
import assay.analyzer.tensor.Dim.Known;
import assay.analyzer.tensor.Dim.Unknown;
import assay.analyzer.tensor.Polynomial.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Quotients of dims, rounded down.
final class DimQuotient {

    private DimQuotient() {}

    static Dim floor(Dim a, Dim b) {
        if (b.is(0)) {
            return Dim.unknown("division by zero");
        }
        if (a instanceof Unknown || b.is(1)) {
            return a;
        }
        if (b instanceof Unknown || a.is(0)) {
            return a.is(0) ? Dim.of(0) : b;
        }
        if (a instanceof Known(long x) && b instanceof Known(long y)) {
            return x == Long.MIN_VALUE && y == -1
                    ? NormalForm.overflow("a quotient")
                    : Dim.of(Math.floorDiv(x, y));
        }
        if (b instanceof Known(long y) && y < 0) {
            return y == Long.MIN_VALUE
                    ? NormalForm.overflow("a quotient")
                    : floor(a.times(-1), Dim.of(-y));
        }
        List<Term> divisor = NormalForm.terms(b);
        if (divisor.size() > 1) {
            return a.equals(b) ? Dim.of(1) : quotient(a, b);
        }
        return divideByTerm(a, b, divisor.getFirst());
    }

    /// Terms that the divisor divides leave the quotient: `floor((k*x + r)/k) = x + floor(r/k)`.
    private static Dim divideByTerm(Dim a, Dim b, Term divisor) {
        List<Dim> whole = new ArrayList<>();
        List<Dim> rest = new ArrayList<>();
        for (Term term : NormalForm.terms(a)) {
            List<Atom> left = without(term.factors(), divisor.factors());
            if (left != null && term.coefficient() % divisor.coefficient() == 0) {
                whole.add(NormalForm.of(Map.of(left, term.coefficient() / divisor.coefficient())));
            } else {
                rest.add(NormalForm.of(Map.of(term.factors(), term.coefficient())));
            }
        }
        return Dim.sum(whole).plus(quotient(Dim.sum(rest), b));
    }

    private static Dim quotient(Dim a, Dim b) {
        if (a instanceof Known && b instanceof Known) {
            return floor(a, b);
        }
        if (a.is(0) || a instanceof Unknown) {
            return a;
        }
        if (a instanceof FloorQuotient(Dim inner, Dim by)
                && by instanceof Known(long first)
                && b instanceof Known(long second)
                && first > 0
                && Math.multiplyHigh(first, second) == 0) {
            return floor(inner, by.times(second));
        }
        return DimSize.bounded(new FloorQuotient(a, b));
    }

    /// The factors left when `divisor` is taken out of `factors`; null when it does not divide
    /// them.
    private static @Nullable List<Atom> without(List<Atom> factors, List<Atom> divisor) {
        List<Atom> left = new ArrayList<>(factors);
        for (Atom atom : divisor) {
            if (!left.remove(atom)) {
                return null;
            }
        }
        return List.copyOf(left);
    }
}
