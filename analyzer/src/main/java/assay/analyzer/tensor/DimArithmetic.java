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
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Arithmetic behind [Dim]: every result is brought to the normal form that makes equality a
/// comparison.
final class DimArithmetic {

    /// Beyond this an expression says nothing to a reader and costs time to carry: it becomes
    /// unknown.
    private static final int MOST_TERMS = 256;

    /// Sums of so few terms are built without a table.
    private static final int FEW = 12;

    /// So few dims are added one by one.
    private static final int FEW_DIMS = 3;

    /// Nested quotients and extrema deeper than this are not built: recursion over a dim stays
    /// bounded.
    private static final int DEEPEST = 64;

    /// Nor larger than this: a quotient of a sum of a quotient, each taken twice, would double at
    /// each step.
    private static final int MOST_PARTS = 1_000;

    private static final Comparator<Atom> ATOM_ORDER =
            Comparator.comparingInt((Atom atom) -> atom instanceof Symbol ? 0 : 1)
                    .thenComparing(Atom::toString);

    private static final Comparator<Term> TERM_ORDER =
            Comparator.comparingInt((Term term) -> -term.factors().size())
                    .thenComparing(term -> term.factors().toString());

    private DimArithmetic() {}

    static Dim sum(Collection<Dim> dims) {
        if (dims.size() <= FEW_DIMS) {
            Dim sum = Dim.of(0);
            for (Dim dim : dims) {
                sum = plus(sum, dim);
            }
            return sum;
        }
        return tabled(dims);
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
                        for (Term term : terms(dim)) {
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
            return overflow("a sum");
        }
        return normal(sum);
    }

    static Dim plus(Dim a, Dim b) {
        if (a instanceof Known(long x) && b instanceof Known(long y)) {
            long sum = x + y;
            return ((x ^ sum) & (y ^ sum)) < 0 ? overflow("a sum") : Dim.of(sum);
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
        List<Term> left = terms(a);
        List<Term> right = terms(b);
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
            return overflow("a sum");
        }
        if (!sorted && sum.size() > 1) {
            sum.sort(TERM_ORDER);
        }
        return ofTerms(sum);
    }

    static Dim product(Collection<Dim> dims) {
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
                : ofTerms(List.of(new Term(coefficient, List.copyOf(factors))));
    }

    private static void insert(List<Atom> sorted, Atom atom) {
        int at = sorted.size();
        while (at > 0 && ATOM_ORDER.compare(sorted.get(at - 1), atom) > 0) {
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
                    : overflow("a product");
        }
        if (b instanceof Known(long factor)) {
            return scaled(a, factor);
        }
        if (a instanceof Known(long factor)) {
            return scaled(b, factor);
        }
        List<Term> left = terms(a);
        List<Term> right = terms(b);
        if (left.size() == 1 && right.size() == 1) {
            List<Atom> factors = joined(left.getFirst().factors(), right.getFirst().factors());
            return scaled(
                    ofTerms(List.of(new Term(left.getFirst().coefficient(), factors))),
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
                if (product.size() > MOST_TERMS) {
                    return Dim.unknown("the expression has more than " + MOST_TERMS + " terms");
                }
            }
        } catch (ArithmeticException _) {
            return overflow("a product");
        }
        return normal(product);
    }

    /// `dim` with each coefficient multiplied: terms keep their order.
    private static Dim scaled(Dim dim, long factor) {
        if (factor == 1) {
            return dim;
        }
        List<Term> terms = terms(dim);
        try {
            if (terms.size() == 1) {
                Term only = terms.getFirst();
                return ofTerms(
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
            return ofTerms(scaled);
        } catch (ArithmeticException _) {
            return overflow("a product");
        }
    }

    static Dim floorDiv(Dim a, Dim b) {
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
                    ? overflow("a quotient")
                    : Dim.of(Math.floorDiv(x, y));
        }
        if (b instanceof Known(long y) && y < 0) {
            return y == Long.MIN_VALUE ? overflow("a quotient") : floorDiv(a.times(-1), Dim.of(-y));
        }
        List<Term> divisor = terms(b);
        if (divisor.size() > 1) {
            return a.equals(b) ? Dim.of(1) : quotient(a, b);
        }
        return divideByTerm(a, b, divisor.getFirst());
    }

    /// Terms that the divisor divides leave the quotient: `floor((k*x + r)/k) = x + floor(r/k)`.
    private static Dim divideByTerm(Dim a, Dim b, Term divisor) {
        List<Dim> whole = new ArrayList<>();
        List<Dim> rest = new ArrayList<>();
        for (Term term : terms(a)) {
            List<Atom> left = without(term.factors(), divisor.factors());
            if (left != null && term.coefficient() % divisor.coefficient() == 0) {
                whole.add(normal(Map.of(left, term.coefficient() / divisor.coefficient())));
            } else {
                rest.add(normal(Map.of(term.factors(), term.coefficient())));
            }
        }
        return sum(whole).plus(quotient(sum(rest), b));
    }

    private static Dim quotient(Dim a, Dim b) {
        if (a instanceof Known && b instanceof Known) {
            return floorDiv(a, b);
        }
        if (a.is(0) || a instanceof Unknown) {
            return a;
        }
        if (a instanceof FloorQuotient(Dim inner, Dim by)
                && by instanceof Known(long first)
                && b instanceof Known(long second)
                && first > 0
                && Math.multiplyHigh(first, second) == 0) {
            return floorDiv(inner, by.times(second));
        }
        return bounded(new FloorQuotient(a, b));
    }

    static Dim max(Dim a, Dim b) {
        if (a instanceof Unknown || b instanceof Unknown) {
            return a instanceof Unknown ? a : b;
        }
        Dim difference = a.minus(b);
        if (isNonNegative(difference)) {
            return a;
        }
        if (isNonNegative(difference.times(-1))) {
            return b;
        }
        return a.toString().compareTo(b.toString()) <= 0
                ? bounded(new Max(a, b))
                : bounded(new Max(b, a));
    }

    static Dim min(Dim a, Dim b) {
        if (a instanceof Unknown || b instanceof Unknown) {
            return a instanceof Unknown ? a : b;
        }
        Dim difference = a.minus(b);
        if (isNonNegative(difference)) {
            return b;
        }
        if (isNonNegative(difference.times(-1))) {
            return a;
        }
        return a.toString().compareTo(b.toString()) <= 0
                ? bounded(new Min(a, b))
                : bounded(new Min(b, a));
    }

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

    static Dim bind(Dim dim, Bindings bindings) {
        return switch (dim) {
            case Known _, Unknown _ -> dim;
            case Symbol(String name) ->
                    bindings.get(name).isPresent() ? Dim.of(bindings.get(name).getAsLong()) : dim;
            case FloorQuotient(Dim a, Dim b) -> floorDiv(bind(a, bindings), bind(b, bindings));
            case Max(Dim a, Dim b) -> max(bind(a, bindings), bind(b, bindings));
            case Min(Dim a, Dim b) -> min(bind(a, bindings), bind(b, bindings));
            case Polynomial(List<Term> terms) -> {
                List<Dim> bound = new ArrayList<>(terms.size());
                for (Term term : terms) {
                    Dim product = Dim.of(term.coefficient());
                    for (Atom factor : term.factors()) {
                        product = product.times(bind((Dim) factor, bindings));
                    }
                    bound.add(product);
                }
                yield sum(bound);
            }
        };
    }

    static void collectSymbols(Dim dim, Set<String> names) {
        switch (dim) {
            case Known _, Unknown _ -> {}
            case Symbol(String name) -> names.add(name);
            case FloorQuotient(Dim a, Dim b) -> collectBoth(a, b, names);
            case Max(Dim a, Dim b) -> collectBoth(a, b, names);
            case Min(Dim a, Dim b) -> collectBoth(a, b, names);
            case Polynomial(List<Term> terms) -> {
                for (Term term : terms) {
                    term.factors().forEach(factor -> collectSymbols((Dim) factor, names));
                }
            }
        }
    }

    private static void collectBoth(Dim a, Dim b, Set<String> names) {
        collectSymbols(a, names);
        collectSymbols(b, names);
    }

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

    private static Dim normal(Map<List<Atom>, Long> sum) {
        List<Term> terms = new ArrayList<>(sum.size());
        sum.forEach((factors, coefficient) -> {
            if (coefficient != 0) {
                terms.add(new Term(coefficient, factors));
            }
        });
        if (terms.size() > MOST_TERMS) {
            return Dim.unknown("the expression has more than " + MOST_TERMS + " terms");
        }
        if (terms.size() > 1) {
            terms.sort(TERM_ORDER);
        }
        return ofTerms(terms);
    }

    /// The dim of sorted terms, none of them zero.
    private static Dim ofTerms(List<Term> terms) {
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
                    j == b.size() || (i < a.size() && ATOM_ORDER.compare(a.get(i), b.get(j)) <= 0);
            all[at] = fromA ? a.get(i++) : b.get(j++);
        }
        return List.of(all);
    }

    /// The factors left when `divisor` is taken out of `factors`; null when it does not divide
    /// them.
    private static @org.jspecify.annotations.Nullable List<Atom> without(
            List<Atom> factors, List<Atom> divisor) {
        List<Atom> left = new ArrayList<>(factors);
        for (Atom atom : divisor) {
            if (!left.remove(atom)) {
                return null;
            }
        }
        return List.copyOf(left);
    }

    private static Dim bounded(Dim dim) {
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

    private static Dim overflow(String what) {
        return Dim.unknown(what + " is beyond 64 bits");
    }
}
