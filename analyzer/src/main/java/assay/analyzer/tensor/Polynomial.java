package assay.analyzer.tensor;

import assay.analyzer.tensor.Dim.Atom;
import java.util.List;

/// A sum of terms in normal form: at least one term has factors, no two terms have the same
/// factors, no coefficient is zero, terms stand by descending degree and then by name, the constant
/// last. Made by [Dim]'s arithmetic only.
record Polynomial(List<Term> terms) implements Dim {

    /// `coefficient * factors[0] * factors[1] * ...`, the factors sorted; a power is a repeated
    /// factor.
    record Term(long coefficient, List<Atom> factors) {
        @Override
        public String toString() {
            if (factors.isEmpty()) {
                return Long.toString(coefficient);
            }
            StringBuilder text = new StringBuilder();
            if (coefficient != 1) {
                text.append(coefficient).append('*');
            }
            for (int i = 0; i < factors.size(); ) {
                int end = i;
                while (end < factors.size() && factors.get(end).equals(factors.get(i))) {
                    end++;
                }
                text.append(i == 0 ? "" : "*").append(factors.get(i));
                if (end - i > 1) {
                    text.append('^').append(end - i);
                }
                i = end;
            }
            return text.toString();
        }
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Term term : terms) {
            if (text.isEmpty()) {
                text.append(term);
            } else if (term.coefficient() < 0 && term.coefficient() != Long.MIN_VALUE) {
                text.append(" - ").append(new Term(-term.coefficient(), term.factors()));
            } else {
                text.append(" + ").append(term);
            }
        }
        return text.toString();
    }
}
