package assay.analyzer.tensor;

import java.util.Collection;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/// An exact integer that may hold symbols: a dimension, a number of elements, a count of FLOPs or
/// of bytes.
///
/// Values are kept in a normal form, so two dims are equal when their normal forms are: a
/// polynomial with integer coefficients over atoms, where an atom is a symbol, a floor quotient, a
/// maximum or a minimum. A symbol stands for an integer that is zero or more. Arithmetic is exact;
/// a result beyond 64 bits is [Unknown], as is everything computed from an unknown, except its
/// product with zero.
public sealed interface Dim
        permits Dim.Known,
                Dim.Symbol,
                Dim.FloorQuotient,
                Dim.Max,
                Dim.Min,
                Dim.Unknown,
                Polynomial {

    /// A number.
    record Known(long value) implements Dim {
        @Override
        public String toString() {
            return Long.toString(value);
        }
    }

    /// A free variable such as `N` or `sequence_length`, zero or more.
    record Symbol(String name) implements Dim, Atom {
        @Override
        public String toString() {
            return name;
        }
    }

    /// `floor(numerator / denominator)`, where it could not be divided out. Ceilings are brought to
    /// this form.
    record FloorQuotient(Dim numerator, Dim denominator) implements Dim, Atom {
        @Override
        public String toString() {
            return "floor((" + numerator + ")/(" + denominator + "))";
        }
    }

    /// The larger of two, where it could not be decided.
    record Max(Dim left, Dim right) implements Dim, Atom {
        @Override
        public String toString() {
            return "max(" + left + ", " + right + ")";
        }
    }

    /// The smaller of two, where it could not be decided.
    record Min(Dim left, Dim right) implements Dim, Atom {
        @Override
        public String toString() {
            return "min(" + left + ", " + right + ")";
        }
    }

    /// No number can be given, and why. Two unknowns are equal only when their reasons are the same
    /// text.
    record Unknown(String because) implements Dim {
        @Override
        public String toString() {
            return "?";
        }
    }

    /// What a term of a [Polynomial] multiplies.
    sealed interface Atom permits Symbol, FloorQuotient, Max, Min {}

    static Dim of(long value) {
        return value >= 0 && value < SmallNumbers.COUNT
                ? SmallNumbers.ALL[(int) value]
                : new Known(value);
    }

    static Dim symbol(String name) {
        return new Symbol(name);
    }

    static Dim unknown(String because) {
        return new Unknown(because);
    }

    /// The sum of all, in time linear in their terms.
    static Dim sum(Collection<Dim> dims) {
        return DimSum.of(dims);
    }

    /// The product of all; 1 for none.
    static Dim product(Collection<Dim> dims) {
        return DimProduct.of(dims);
    }

    default Dim plus(Dim other) {
        return DimSum.plus(this, other);
    }

    default Dim plus(long other) {
        return plus(of(other));
    }

    default Dim minus(Dim other) {
        return plus(other.times(-1));
    }

    default Dim minus(long other) {
        return minus(of(other));
    }

    default Dim times(Dim other) {
        return DimProduct.times(this, other);
    }

    default Dim times(long other) {
        return times(of(other));
    }

    /// `floor(this / divisor)`, rounding towards minus infinity. Division by a known zero is
    /// unknown.
    default Dim floorDiv(Dim divisor) {
        return DimQuotient.floor(this, divisor);
    }

    default Dim floorDiv(long divisor) {
        return floorDiv(of(divisor));
    }

    /// `ceil(this / divisor)` for a divisor above zero.
    default Dim ceilDiv(Dim divisor) {
        return plus(divisor).minus(1).floorDiv(divisor);
    }

    default Dim max(Dim other) {
        return DimExtrema.max(this, other);
    }

    default Dim min(Dim other) {
        return DimExtrema.min(this, other);
    }

    /// The number, where no symbol is left.
    default OptionalLong number() {
        return this instanceof Known(long value) ? OptionalLong.of(value) : OptionalLong.empty();
    }

    /// True for exactly this number.
    default boolean is(long number) {
        return this instanceof Known(long value) && value == number;
    }

    default boolean isKnown() {
        return this instanceof Known;
    }

    default boolean isUnknown() {
        return this instanceof Unknown;
    }

    /// True when this is zero or more whatever its symbols stand for. False means "cannot tell" as
    /// well as "no".
    default boolean isNonNegative() {
        return DimSign.isNonNegative(this);
    }

    /// This with numbers in the place of symbols; symbols that the bindings lack stay.
    default Dim bind(Bindings bindings) {
        return DimBinding.bind(this, bindings);
    }

    /// The names of the symbols in this, sorted.
    default Set<String> symbols() {
        Set<String> names = new TreeSet<>();
        DimBinding.collectSymbols(this, names);
        return names;
    }
}
