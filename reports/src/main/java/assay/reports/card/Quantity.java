package assay.reports.card;

import org.jspecify.annotations.Nullable;

/// A number that knows its unit, where it comes from and what it spans; or the reason why there is
/// none. Renderers print three digits, keep the rest for the tooltip, and give each [Provenance]
/// its own look.
///
/// ```java
/// Quantity.measured(1.02e-3, Unit.SECONDS).within(1.016e-3, 1.024e-3).over("host to host").from("p50 of 5 forks");
/// Quantity.counted(11_699_112, Unit.COUNT).inFull();
/// Quantity.unknown("no NVML on this machine");
/// ```
public sealed interface Quantity extends Span {

    /// A number.
    ///
    /// @param value in the unit's base: seconds, bytes, FLOP/s; finite
    /// @param low lower end of the interval or band, or null
    /// @param high upper end of the interval or band, or null; null exactly where `low` is
    /// @param span what a time covers ("host to host", "device only", "kernel"), or empty
    /// @param source how the number was got, in a few words, or empty
    /// @param confidence "exact", "modelled", "guessed", or empty
    /// @param full whether every digit is printed rather than three
    record Known(
            double value,
            Unit unit,
            Provenance provenance,
            @Nullable Double low,
            @Nullable Double high,
            String span,
            String source,
            String confidence,
            boolean full)
            implements Quantity {
        public Known {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("A quantity is finite or unknown, not " + value);
            }
            if ((low == null) != (high == null)) {
                throw new IllegalArgumentException(
                        "An interval has two ends: " + low + ", " + high);
            }
        }

        /// The same number with its interval (measured) or band (estimated); ends in the unit's
        /// base.
        public Known within(double low, double high) {
            return new Known(value, unit, provenance, low, high, span, source, confidence, full);
        }

        /// The same number with what it covers.
        public Known over(String span) {
            return new Known(value, unit, provenance, low, high, span, source, confidence, full);
        }

        /// The same number with how it was got.
        public Known from(String source) {
            return new Known(value, unit, provenance, low, high, span, source, confidence, full);
        }

        /// The same number with how far it can be trusted.
        public Known trusted(String confidence) {
            return new Known(value, unit, provenance, low, high, span, source, confidence, full);
        }

        /// The same number, printed with every digit and thousands separators instead of three
        /// digits and a prefix.
        public Known inFull() {
            return new Known(value, unit, provenance, low, high, span, source, confidence, true);
        }
    }

    /// No number, and why: printed as a dash with the reason.
    record Unknown(String reason) implements Quantity {}

    static Known measured(double value, Unit unit) {
        return known(value, unit, Provenance.MEASURED);
    }

    static Known estimated(double value, Unit unit) {
        return known(value, unit, Provenance.ESTIMATED);
    }

    static Known counted(double value, Unit unit) {
        return known(value, unit, Provenance.COUNTED);
    }

    static Known stated(double value, Unit unit) {
        return known(value, unit, Provenance.STATED);
    }

    static Unknown unknown(String reason) {
        return new Unknown(reason);
    }

    private static Known known(double value, Unit unit, Provenance provenance) {
        return new Known(value, unit, provenance, null, null, "", "", "", false);
    }
}
