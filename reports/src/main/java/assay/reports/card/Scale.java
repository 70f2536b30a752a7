package assay.reports.card;

import java.math.BigDecimal;
import java.math.MathContext;

/// A prefix for printing: what the base value is divided by, and the unit's symbol with the prefix.
///
/// @param factor base units in one printed unit
/// @param symbol the printed unit, such as `ms` or `GiB`
public record Scale(BigDecimal factor, String symbol) {
    private static final String[] DECIMAL = {"", "k", "M", "G", "T", "P", "E"};
    private static final String[] BINARY = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};
    private static final String[] SMALL = {"", "m", "µ", "n", "p"};
    private static final BigDecimal KIBI = BigDecimal.valueOf(1024);

    /// The unit as it is; a fraction counts in percent.
    public static Scale base(Unit unit) {
        return unit == Unit.FRACTION
                ? new Scale(new BigDecimal("0.01"), "%")
                : new Scale(BigDecimal.ONE, unit.symbol());
    }

    /// The prefix that leaves one to three digits before the point.
    public static Scale of(double value, Unit unit) {
        return of(new BigDecimal(Double.toString(value)), unit);
    }

    static Scale of(BigDecimal value, Unit unit) {
        return switch (unit) {
            case SECONDS, JOULES, WATTS -> small(value, unit);
            case BYTES -> binary(value);
            case BYTES_PER_SECOND, FLOPS, MACS, FLOPS_PER_SECOND, OPS_PER_SECOND, COUNT, HERTZ ->
                    decimal(value, unit);
            case PER_SECOND ->
                    value.abs().compareTo(BigDecimal.valueOf(1_000_000)) < 0
                            ? base(unit)
                            : decimal(value, unit);
            case FRACTION, RATIO, FLOPS_PER_BYTE, CELSIUS -> base(unit);
        };
    }

    /// The value as a number of this scale with its symbol.
    String print(BigDecimal value) {
        String gap =
                symbol.isEmpty() || symbol.startsWith("/") || symbol.startsWith("×") ? "" : " ";
        return Numbers.grouped(value) + gap + symbol;
    }

    private static Scale small(BigDecimal value, Unit unit) {
        int step = 0;
        BigDecimal factor = BigDecimal.ONE;
        if (value.signum() != 0) {
            while (step < SMALL.length - 1
                    && leading(value, factor).compareTo(BigDecimal.ONE) < 0) {
                step++;
                factor = factor.movePointLeft(3);
            }
        }
        return new Scale(factor, SMALL[step] + unit.symbol());
    }

    private static Scale decimal(BigDecimal value, Unit unit) {
        int step = 0;
        BigDecimal factor = BigDecimal.ONE;
        BigDecimal thousand = BigDecimal.valueOf(1000);
        while (step < DECIMAL.length - 1 && leading(value, factor).compareTo(thousand) >= 0) {
            step++;
            factor = factor.multiply(thousand);
        }
        return new Scale(factor, DECIMAL[step] + unit.symbol());
    }

    private static Scale binary(BigDecimal value) {
        int step = 0;
        BigDecimal factor = BigDecimal.ONE;
        // 1,024 rounds to 1,020 in three digits: the number as it is decides too.
        while (step < BINARY.length - 1
                && leading(value, factor)
                                .max(value.abs().divide(factor, MathContext.DECIMAL128))
                                .compareTo(KIBI)
                        >= 0) {
            step++;
            factor = factor.multiply(KIBI);
        }
        return new Scale(factor, BINARY[step]);
    }

    /// What would be printed before the prefix, so that 999.9 µs becomes 1.00 ms and not 1,000 µs.
    private static BigDecimal leading(BigDecimal value, BigDecimal factor) {
        return Numbers.rounded(value.abs().divide(factor, MathContext.DECIMAL128));
    }
}
