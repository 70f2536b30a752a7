package assay.analyzer.op;

import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import java.util.function.LongBinaryOperator;

/// Arithmetic on the bits of integers. Symbols are shifted, being multiplied or divided by powers
/// of two, and left open elsewhere.
final class Bits {

    private static final Dim OPEN = Dim.unknown("bits of symbols");
    private static final int NO_SIGN_CHANGE = 62;

    private Bits() {}

    /// Both as plain numbers.
    static Dim both(LongBinaryOperator bits, Dim a, Dim b) {
        return a instanceof Dim.Known(long x) && b instanceof Dim.Known(long y)
                ? Dim.of(bits.applyAsLong(x, y))
                : OPEN;
    }

    static Dim not(Dim a) {
        return a instanceof Dim.Known(long x) ? Dim.of(~x) : OPEN;
    }

    /// `a` moved by `by` bits to where the attribute `direction` says. A shift by a negative
    /// number, or by all bits and more, leaves what the sign fills in: that is settled since set 28
    /// only.
    static Dim shifted(OpContext node, Dim a, Dim by) {
        if (!(by instanceof Dim.Known(long bits))) {
            return OPEN;
        }
        boolean left = node.attribute("direction", "").equals("LEFT");
        ElementType type = node.type(0);
        if (bits < 0 || bits >= type.bits()) {
            return node.opset() < 28 || !a.isKnown()
                    ? Dim.unknown("a shift of " + type + " by " + bits + " bits")
                    : Dim.of(left || a.isNonNegative() ? 0 : -1);
        }
        if (a instanceof Dim.Known(long number)) {
            return Dim.of(left ? number << bits : number >> bits);
        }
        Dim power = Dim.of(1L << Math.min(bits, NO_SIGN_CHANGE));
        return a.isNonNegative() && bits <= NO_SIGN_CHANGE
                ? left ? a.times(power) : a.floorDiv(power)
                : OPEN;
    }
}
