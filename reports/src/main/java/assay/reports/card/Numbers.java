package assay.reports.card;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// Prints numbers, the same in every format and every locale: three significant digits, a point,
/// commas between thousands, a space before the unit. Rates and counts take decimal prefixes,
/// memory binary ones.
public final class Numbers {
    private static final MathContext THREE = new MathContext(3, RoundingMode.HALF_EVEN);

    private Numbers() {}

    /// For prose, tables and charts: `1.02 ms`, `18,400/s`, `44.6 MiB`, `3.64 GFLOPs`, `11.7 M`,
    /// `21 %`, `0.918×`.
    public static String text(double value, Unit unit) {
        BigDecimal decimal = decimal(value);
        boolean whole = decimal.stripTrailingZeros().scale() <= 0;
        if (unit == Unit.COUNT && whole && Math.abs(value) < 10_000) {
            return grouped(strip(decimal));
        }
        Scale scale = Scale.of(decimal, unit);
        return scale.print(rounded(decimal.divide(scale.factor(), MathContext.DECIMAL128)));
    }

    /// As [#text(double, Unit)], or every digit where the quantity asks for it.
    public static String text(Quantity.Known quantity) {
        return quantity.full()
                ? exact(quantity.value(), quantity.unit())
                : text(quantity.value(), quantity.unit());
    }

    /// Every digit, for tooltips: `1.0234567 ms`, `46,796,448 B`, `11,699,112`.
    public static String exact(double value, Unit unit) {
        BigDecimal decimal = decimal(value);
        Scale scale =
                unit == Unit.SECONDS || unit == Unit.FRACTION
                        ? Scale.of(decimal, unit)
                        : Scale.base(unit);
        return scale.print(strip(decimal.divide(scale.factor(), MathContext.DECIMAL128)));
    }

    /// Every digit for machines, without a unit: `11699112`, `0.00102`, `1.2E-7`.
    public static String raw(double value) {
        BigDecimal decimal = decimal(value);
        return Math.abs(value) < 1e18 && decimal.stripTrailingZeros().scale() <= 0
                ? strip(decimal).toPlainString()
                : Double.toString(value);
    }

    /// A whole number with commas between thousands.
    public static String count(long value) {
        return grouped(BigDecimal.valueOf(value));
    }

    /// A number with what it counts: `1 node`, `2 nodes`, `11,699,112 elements`.
    ///
    /// @param noun in the singular; its plural takes an s
    public static String count(long value, String noun) {
        return plural(value, noun, noun + "s");
    }

    /// As [#count(long, String)], of a word whose plural is another.
    public static String plural(long value, String singular, String plural) {
        return count(value) + " " + (value == 1 ? singular : plural);
    }

    /// The interval of a quantity as shares of it: `±0.4 %` where it is even-sided, `+18 % −0.3 %`
    /// where not, its ends where the quantity is not above 0, empty where it has none.
    public static String spread(Quantity.Known quantity) {
        if (quantity.low() == null || quantity.high() == null) {
            return "";
        }
        double below = quantity.value() - quantity.low();
        double above = quantity.high() - quantity.value();
        double half = (quantity.high() - quantity.low()) / 2;
        if (quantity.value() <= 0) {
            return text(quantity.low(), quantity.unit())
                    + " to "
                    + text(quantity.high(), quantity.unit());
        }
        boolean even = Math.abs(below - above) <= 0.2 * half && half < 0.3 * quantity.value();
        return even
                ? "±" + percent(half / quantity.value())
                : "+"
                        + percent(above / quantity.value())
                        + " −"
                        + percent(below / quantity.value());
    }

    /// Two digits of a share: enough for an interval.
    private static String percent(double share) {
        return grouped(strip(new BigDecimal(share * 100).round(new MathContext(2)))) + " %";
    }

    /// At most three significant digits without a unit and without zeros at the end, the value
    /// divided by `factor` first: a tick label on an axis whose title names the unit.
    public static String tick(double value, double factor) {
        return grouped(strip(decimal(value / factor).round(THREE)));
    }

    private static BigDecimal decimal(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("Only finite numbers are printed, not " + value);
        }
        return new BigDecimal(Double.toString(value));
    }

    /// Three digits; none after the point where the number is whole.
    static BigDecimal rounded(BigDecimal value) {
        BigDecimal three = value.round(THREE);
        BigDecimal stripped = strip(three);
        if (stripped.scale() == 0 && three.compareTo(value) == 0) {
            return stripped;
        }
        int before = three.precision() - three.scale();
        return three.setScale(Math.max(0, 3 - before), RoundingMode.HALF_EVEN);
    }

    private static BigDecimal strip(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    static String grouped(BigDecimal value) {
        String plain = value.abs().toPlainString();
        int point = plain.indexOf('.');
        String whole = point < 0 ? plain : plain.substring(0, point);
        StringBuilder text = new StringBuilder(value.signum() < 0 ? "−" : "");
        for (int i = 0; i < whole.length(); i++) {
            if (i > 0 && (whole.length() - i) % 3 == 0) {
                text.append(',');
            }
            text.append(whole.charAt(i));
        }
        return text.append(point < 0 ? "" : plain.substring(point)).toString();
    }
}
