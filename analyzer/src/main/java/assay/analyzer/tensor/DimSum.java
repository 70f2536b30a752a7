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
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Sums of dims.
final class DimSum {

    /// Sums of so few terms are built without a table.
    private static final int FEW = 12;

    /// So few dims are added one by one.
    private static final int FEW_DIMS = 3;

    private DimSum() {}

    static Dim of(Collection<Dim> dims) {
        if (dims.size() <= FEW_DIMS) {
            Dim sum = Dim.of(0);
            for (Dim dim : dims) {
                sum = plus(sum, dim);
            }
            return sum;
        }
        return tabled(dims);
    }

    static Dim plus(Dim a, Dim b) {
        if (a instanceof Known(long x) && b instanceof Known(long y)) {
            long sum = x + y;
            return ((x ^ sum) & (y ^ sum)) < 0 ? NormalForm.overflow("a sum") : Dim.of(sum);
        }
        if (a.is(0)) {
            return b;
        }
        if (b.is(0)) {
            return a;
        }
        if (a instanceof Unknown || b instanceof Unknown) {
            return a instanceof Unknown ? a : b;
        }
        List<Term> left = NormalForm.terms(a);
        List<Term> right = NormalForm.terms(b);
        return left.size() + right.size() <= FEW ? merged(left, right) : tabled(List.of(a, b));
    }

    /// The sum of a few terms, looked up one by one.
    private static Dim merged(List<Term> left, List<Term> right) {
        List<Term> sum = new ArrayList<>(left);
        boolean sorted = true;
        try {
            for (Term term : right) {
                int at = 0;
                while (at < sum.size() && !sum.get(at).factors().equals(term.factors())) {
                    at++;
                }
                if (at == sum.size()) {
                    sum.add(term);
                    sorted = false;
                    continue;
                }
                long coefficient = Math.addExact(sum.get(at).coefficient(), term.coefficient());
                if (coefficient == 0) {
                    sum.remove(at);
                } else {
                    sum.set(at, new Term(coefficient, term.factors()));
                }
            }
        } catch (ArithmeticException _) {
            return NormalForm.overflow("a sum");
        }
        if (!sorted && sum.size() > 1) {
            sum.sort(NormalForm.TERM_ORDER);
        }
        return NormalForm.ofSorted(sum);
    }

    /// The sum by a table of its terms.
    private static Dim tabled(Collection<Dim> dims) {
        Map<List<Atom>, Long> sum = new HashMap<>();
        long known = 0;
        try {
            for (Dim dim : dims) {
                switch (dim) {
                    case Unknown _ -> {
                        return dim;
                    }
                    case Known(long value) -> known = Math.addExact(known, value);
                    case Symbol _, FloorQuotient _, Max _, Min _, Polynomial _ -> {
                        for (Term term : NormalForm.terms(dim)) {
                            sum.merge(term.factors(), term.coefficient(), Math::addExact);
                        }
                    }
                }
            }
            if (sum.isEmpty()) {
                return Dim.of(known);
            }
            sum.merge(List.of(), known, Math::addExact);
        } catch (ArithmeticException _) {
            return NormalForm.overflow("a sum");
        }
        return NormalForm.of(sum);
    }
}
