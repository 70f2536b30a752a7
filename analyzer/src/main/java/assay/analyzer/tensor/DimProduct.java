package assay.analyzer.tensor;

import assay.analyzer.tensor.Dim.Atom;
import assay.analyzer.tensor.Dim.Known;
import assay.analyzer.tensor.Dim.Unknown;
import assay.analyzer.tensor.Polynomial.Term;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Products of dims.
final class DimProduct {

    private DimProduct() {}

    static Dim of(Collection<Dim> dims) {
        List<Atom> factors = new ArrayList<>(dims.size());
        long coefficient = 1;
        for (Dim dim : dims) {
            if (dim instanceof Known(long value)) {
                long product = coefficient * value;
                if (Math.multiplyHigh(coefficient, value) != product >> 63) {
                    return stepwise(dims);
                }
                coefficient = product;
            } else if (dim instanceof Atom atom) {
                insert(factors, atom);
            } else {
                return stepwise(dims);
            }
        }
        return coefficient == 0
                ? Dim.of(0)
                : NormalForm.ofSorted(List.of(new Term(coefficient, List.copyOf(factors))));
    }

    private static void insert(List<Atom> sorted, Atom atom) {
        int at = sorted.size();
        while (at > 0 && NormalForm.ATOM_ORDER.compare(sorted.get(at - 1), atom) > 0) {
            at--;
        }
        sorted.add(at, atom);
    }

    private static Dim stepwise(Collection<Dim> dims) {
        Dim product = Dim.of(1);
        for (Dim dim : dims) {
            product = times(product, dim);
        }
        return product;
    }

    static Dim times(Dim a, Dim b) {
        if (a.is(0) || b.is(0)) {
            return Dim.of(0);
        }
        if (a.is(1) || b instanceof Unknown) {
            return b;
        }
        if (b.is(1) || a instanceof Unknown) {
            return a;
        }
        if (a instanceof Known(long x) && b instanceof Known(long y)) {
            long product = x * y;
            return Math.multiplyHigh(x, y) == product >> 63
                    ? Dim.of(product)
                    : NormalForm.overflow("a product");
        }
        if (b instanceof Known(long factor)) {
            return scaled(a, factor);
        }
        if (a instanceof Known(long factor)) {
            return scaled(b, factor);
        }
        List<Term> left = NormalForm.terms(a);
        List<Term> right = NormalForm.terms(b);
        if (left.size() == 1 && right.size() == 1) {
            List<Atom> factors = joined(left.getFirst().factors(), right.getFirst().factors());
            return scaled(
                    NormalForm.ofSorted(List.of(new Term(left.getFirst().coefficient(), factors))),
                    right.getFirst().coefficient());
        }
        Map<List<Atom>, Long> product = HashMap.newHashMap(left.size() * right.size());
        try {
            for (Term x : left) {
                for (Term y : right) {
                    product.merge(
                            joined(x.factors(), y.factors()),
                            Math.multiplyExact(x.coefficient(), y.coefficient()),
                            Math::addExact);
                }
                if (product.size() > NormalForm.MOST_TERMS) {
                    return NormalForm.tooManyTerms();
                }
            }
        } catch (ArithmeticException _) {
            return NormalForm.overflow("a product");
        }
        return NormalForm.of(product);
    }

    /// `dim` with each coefficient multiplied: terms keep their order.
    private static Dim scaled(Dim dim, long factor) {
        if (factor == 1) {
            return dim;
        }
        List<Term> terms = NormalForm.terms(dim);
        try {
            if (terms.size() == 1) {
                Term only = terms.getFirst();
                return NormalForm.ofSorted(
                        List.of(
                                new Term(
                                        Math.multiplyExact(only.coefficient(), factor),
                                        only.factors())));
            }
            List<Term> scaled = new ArrayList<>(terms.size());
            for (Term term : terms) {
                scaled.add(
                        new Term(Math.multiplyExact(term.coefficient(), factor), term.factors()));
            }
            return NormalForm.ofSorted(scaled);
        } catch (ArithmeticException _) {
            return NormalForm.overflow("a product");
        }
    }

    private static List<Atom> joined(List<Atom> a, List<Atom> b) {
        if (a.isEmpty()) {
            return b;
        }
        if (b.isEmpty()) {
            return a;
        }
        Atom[] all = new Atom[a.size() + b.size()];
        int i = 0;
        int j = 0;
        for (int at = 0; at < all.length; at++) {
            boolean fromA =
                    j == b.size()
                            || (i < a.size()
                                    && NormalForm.ATOM_ORDER.compare(a.get(i), b.get(j)) <= 0);
            all[at] = fromA ? a.get(i++) : b.get(j++);
        }
        return List.of(all);
    }
}
