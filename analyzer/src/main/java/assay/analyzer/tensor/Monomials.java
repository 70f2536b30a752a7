package assay.analyzer.tensor;

import assay.analyzer.tensor.Dim.Atom;
import assay.analyzer.tensor.Polynomial.Term;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// The products of symbols that occur in many dims, each with a number, so that a dim is a vector
/// of coefficients: where sums change by a term at a time, adding numbers is all there is to do.
public final class Monomials {

    /// So many are compared one by one, which is quicker than a table.
    private static final int FEW = 4;

    private final List<List<Atom>> factors = new ArrayList<>();
    private final Map<List<Atom>, Integer> numbers = new HashMap<>();

    /// A dim as a sum: `coefficients[i]` times the monomial of number `monomials[i]`.
    public static final class Sum {
        private final int[] monomials;
        private final long[] coefficients;

        private Sum(int[] monomials, long[] coefficients) {
            this.monomials = monomials;
            this.coefficients = coefficients;
        }

        /// True for the same dim.
        public boolean isSame(Sum other) {
            return Arrays.equals(monomials, other.monomials)
                    && Arrays.equals(coefficients, other.coefficients);
        }

        /// Adds the terms, `times` over, to the coefficients of all monomials.
        ///
        /// @throws ArithmeticException beyond 64 bits
        public void addTo(long[] all, int times) {
            for (int i = 0; i < monomials.length; i++) {
                all[monomials[i]] =
                        Math.addExact(
                                all[monomials[i]], Math.multiplyExact(coefficients[i], times));
            }
        }

        /// The number with a number for each monomial; empty where one that it needs has none, or
        /// beyond 64 bits.
        public OptionalLong with(OptionalLong[] numbers) {
            long sum = 0;
            for (int i = 0; i < monomials.length; i++) {
                if (numbers[monomials[i]].isEmpty()) {
                    return OptionalLong.empty();
                }
                try {
                    long number = numbers[monomials[i]].getAsLong();
                    sum = Math.addExact(sum, Math.multiplyExact(coefficients[i], number));
                } catch (ArithmeticException _) {
                    return OptionalLong.empty();
                }
            }
            return OptionalLong.of(sum);
        }
    }

    /// The terms of a dim that is not unknown.
    public Sum of(Dim dim) {
        List<Term> terms = NormalForm.terms(dim);
        int[] monomials = new int[terms.size()];
        long[] coefficients = new long[monomials.length];
        for (int i = 0; i < monomials.length; i++) {
            Term term = terms.get(i);
            monomials[i] = number(term.factors());
            coefficients[i] = term.coefficient();
        }
        return new Sum(monomials, coefficients);
    }

    private int number(List<Atom> product) {
        if (factors.size() <= FEW) {
            int known = factors.indexOf(product);
            if (known >= 0) {
                return known;
            }
        }
        Integer known = numbers.putIfAbsent(product, factors.size());
        if (known != null) {
            return known;
        }
        factors.add(product);
        return factors.size() - 1;
    }

    /// How many there are so far.
    public int size() {
        return factors.size();
    }

    /// True when the monomial is zero or more whatever its symbols stand for.
    public boolean isNonNegative(int monomial) {
        for (Atom factor : factors.get(monomial)) {
            if (!DimSign.isNonNegative((Dim) factor)) {
                return false;
            }
        }
        return true;
    }

    /// The monomial's number under the bindings; empty where it has none.
    public OptionalLong bind(int monomial, Bindings bindings) {
        Dim product = Dim.of(1);
        for (Atom factor : factors.get(monomial)) {
            product = product.times(((Dim) factor).bind(bindings));
        }
        return product.number();
    }

    /// The dim with these coefficients, one for each monomial.
    public Dim dim(long[] coefficients) {
        List<Dim> terms = new ArrayList<>();
        for (int i = 0; i < coefficients.length; i++) {
            if (coefficients[i] != 0) {
                Dim term = Dim.of(coefficients[i]);
                for (Atom factor : factors.get(i)) {
                    term = term.times((Dim) factor);
                }
                terms.add(term);
            }
        }
        return Dim.sum(terms);
    }
}
