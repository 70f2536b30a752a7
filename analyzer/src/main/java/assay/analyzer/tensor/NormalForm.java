package assay.analyzer.tensor;

import assay.analyzer.tensor.Dim.Atom;
import assay.analyzer.tensor.Dim.FloorQuotient;
import assay.analyzer.tensor.Dim.Known;
import assay.analyzer.tensor.Dim.Max;
import assay.analyzer.tensor.Dim.Min;
import assay.analyzer.tensor.Dim.Symbol;
import assay.analyzer.tensor.Dim.Unknown;
import assay.analyzer.tensor.Polynomial.Term;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// The form in which each dim stands, so that equality is a comparison: a sum of terms in a fixed
/// order, each a coefficient and its factors in a fixed order.
final class NormalForm {

    /// Beyond this an expression says nothing to a reader and costs time to carry: it becomes
    /// unknown.
    static final int MOST_TERMS = 256;

    static final Comparator<Atom> ATOM_ORDER =
            Comparator.comparingInt((Atom atom) -> atom instanceof Symbol ? 0 : 1)
                    .thenComparing(Atom::toString);

    static final Comparator<Term> TERM_ORDER =
            Comparator.comparingInt((Term term) -> -term.factors().size())
                    .thenComparing(term -> term.factors().toString());

    private NormalForm() {}

    /// The terms of a known or symbolic dim; none for 0.
    static List<Term> terms(Dim dim) {
        return switch (dim) {
            case Known(long value) -> value == 0 ? List.of() : List.of(new Term(value, List.of()));
            case Polynomial(List<Term> terms) -> terms;
            case Unknown _ -> throw new IllegalStateException("an unknown has no terms");
            case Symbol atom -> List.of(new Term(1, List.of(atom)));
            case FloorQuotient atom -> List.of(new Term(1, List.of(atom)));
            case Max atom -> List.of(new Term(1, List.of(atom)));
            case Min atom -> List.of(new Term(1, List.of(atom)));
        };
    }

    /// The dim of a sum, the coefficient by its factors.
    static Dim of(Map<List<Atom>, Long> sum) {
        List<Term> terms = new ArrayList<>(sum.size());
        sum.forEach((factors, coefficient) -> {
            if (coefficient != 0) {
                terms.add(new Term(coefficient, factors));
            }
        });
        if (terms.size() > MOST_TERMS) {
            return tooManyTerms();
        }
        if (terms.size() > 1) {
            terms.sort(TERM_ORDER);
        }
        return ofSorted(terms);
    }

    /// The dim of sorted terms, none of them zero.
    static Dim ofSorted(List<Term> terms) {
        if (terms.isEmpty()) {
            return Dim.of(0);
        }
        if (terms.size() == 1) {
            Term only = terms.getFirst();
            if (only.factors().isEmpty()) {
                return Dim.of(only.coefficient());
            }
            if (only.coefficient() == 1 && only.factors().size() == 1) {
                return (Dim) only.factors().getFirst();
            }
        }
        return new Polynomial(List.copyOf(terms));
    }

    static Dim tooManyTerms() {
        return Dim.unknown("the expression has more than " + MOST_TERMS + " terms");
    }

    static Dim overflow(String what) {
        return Dim.unknown(what + " is beyond 64 bits");
    }
}
