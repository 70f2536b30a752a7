package assay.analyzer.op;

import assay.analyzer.tensor.Dim;
import java.math.BigInteger;

/// Integer arithmetic over symbolic numbers as ONNX defines it. What a symbol leaves open is
/// unknown, never guessed. Truth is 1 or 0.
final class Arithmetic {

    private static final Dim OPEN = Dim.unknown("depends on the values of symbols");
    private static final Dim TRUE = Dim.of(1);
    private static final Dim FALSE = Dim.of(0);

    private Arithmetic() {}

    /// Quotient rounded towards zero.
    static Dim divide(Dim a, Dim b) {
        if (a.isKnown() && b.isKnown()) {
            long x = a.number().getAsLong();
            long y = b.number().getAsLong();
            return y == 0 || (x == Long.MIN_VALUE && y == -1)
                    ? Dim.unknown("division of " + x + " by " + y)
                    : Dim.of(x / y);
        }
        return a.isNonNegative() && b.isNonNegative() ? a.floorDiv(b) : divideExactly(a, b);
    }

    /// Quotient where nothing is left over, whatever the symbols stand for; else unknown.
    static Dim divideExactly(Dim a, Dim b) {
        if (b.is(0)) {
            return Dim.unknown("division by zero");
        }
        Dim quotient = a.floorDiv(b);
        return !quotient.isUnknown() && quotient.times(b).equals(a) ? quotient : OPEN;
    }

    /// Remainder: of the divisor's sign, or of the dividend's where `truncated`.
    static Dim remainder(Dim a, Dim b, boolean truncated) {
        if (a.isKnown() && b.isKnown()) {
            long x = a.number().getAsLong();
            long y = b.number().getAsLong();
            if (y == 0) {
                return Dim.unknown("remainder by zero");
            }
            return Dim.of(truncated ? x % y : Math.floorMod(x, y));
        }
        return a.isNonNegative() && b.isNonNegative() ? a.minus(a.floorDiv(b).times(b)) : OPEN;
    }

    static Dim power(Dim a, Dim b) {
        long exponent = b.number().orElse(-1);
        if (exponent < 0 || exponent > 64) {
            return a.is(1) ? a : OPEN;
        }
        Dim power = Dim.of(1);
        for (long i = 0; i < exponent; i++) {
            power = power.times(a);
        }
        return power;
    }

    static Dim absolute(Dim a) {
        if (a.isNonNegative()) {
            return a;
        }
        return a.times(-1).isNonNegative() ? a.times(-1) : OPEN;
    }

    static Dim sign(Dim a) {
        if (a.isKnown()) {
            return Dim.of(Long.signum(a.number().getAsLong()));
        }
        return a.minus(1).isNonNegative() ? TRUE : OPEN;
    }

    static Dim less(Dim a, Dim b) {
        Dim difference = b.minus(a);
        if (difference.minus(1).isNonNegative()) {
            return TRUE;
        }
        return difference.times(-1).isNonNegative() ? FALSE : OPEN;
    }

    static Dim equal(Dim a, Dim b) {
        Dim difference = b.minus(a);
        if (difference.is(0)) {
            return TRUE;
        }
        return difference.minus(1).isNonNegative() || difference.times(-1).minus(1).isNonNegative()
                ? FALSE
                : OPEN;
    }

    static Dim not(Dim a) {
        return equal(a, FALSE);
    }

    static Dim and(Dim a, Dim b) {
        if (a.is(0) || b.is(0)) {
            return FALSE;
        }
        return a.is(1) ? b : b.is(1) ? a : OPEN;
    }

    static Dim or(Dim a, Dim b) {
        if (a.is(1) || b.is(1)) {
            return TRUE;
        }
        return a.is(0) ? b : b.is(0) ? a : OPEN;
    }

    static Dim xor(Dim a, Dim b) {
        return not(equal(a, b));
    }

    /// The number nearest to zero-ward of a real; unknown beyond 64 bits or when it is no number.
    static Dim truncated(double real) {
        return Math.abs(real) < 0x1p63 ? Dim.of((long) real) : Dim.unknown(real + " as an integer");
    }

    /// `number` as an integer of `bits` bits holds it: the lowest bits, signed or not.
    static Dim wrapped(long number, int bits, boolean signed) {
        if (bits >= 64) {
            return Dim.of(number);
        }
        BigInteger modulus = BigInteger.ONE.shiftLeft(bits);
        long low = BigInteger.valueOf(number).mod(modulus).longValueExact();
        return Dim.of(signed && low >= 1L << (bits - 1) ? low - (1L << bits) : low);
    }
}
