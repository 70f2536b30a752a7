package assay.benchmark.stats;

import java.util.List;

/// Where the next value is expected, from those before it: the interval that holds it with a given
/// confidence if it is one more draw from the same normal distribution of logarithms.
///
/// `exp(m ± t s sqrt(1 + 1/n))` with the mean `m` and the standard deviation `s` of the logarithms
/// and Student's `t` at `n - 1` degrees of freedom: the textbook prediction interval, as in Hahn
/// and Meeker, Statistical Intervals, section 4.7.
public final class PredictionInterval {

    /// With fewer values than this the interval says little of anything.
    public static final int FEWEST = 5;

    /// Two-sided 95 %: the normal quantile at 0.975.
    private static final double Z = 1.959963984540054;

    private PredictionInterval() {}

    /// The interval at 95 %.
    ///
    /// @param values positive, [#FEWEST] or more
    /// @throws IllegalArgumentException for fewer, or for one that is not positive
    public static Interval of(List<Double> values) {
        int n = values.size();
        if (n < FEWEST || values.stream().anyMatch(v -> !(v > 0) || v.isInfinite())) {
            throw new IllegalArgumentException(
                    "a prediction takes " + FEWEST + " positive values: " + values);
        }
        double mean = values.stream().mapToDouble(Math::log).sum() / n;
        double squares = 0;
        for (double value : values) {
            double off = Math.log(value) - mean;
            squares += off * off;
        }
        double deviation = Math.sqrt(squares / (n - 1));
        double reach = t(n - 1) * deviation * Math.sqrt(1 + 1.0 / n);
        return new Interval(
                Math.exp(mean - reach),
                Math.exp(mean + reach),
                0.95,
                "prediction interval of logarithms, Student's t, n = " + n);
    }

    /// Student's t at 0.975 by the expansion of Abramowitz and Stegun, 26.7.5; within 0.3 % from 4
    /// degrees of freedom on.
    static double t(int degrees) {
        double z2 = Z * Z;
        double v = degrees;
        double g1 = (z2 + 1) * Z / 4;
        double g2 = ((5 * z2 + 16) * z2 + 3) * Z / 96;
        double g3 = (((3 * z2 + 19) * z2 + 17) * z2 - 15) * Z / 384;
        double g4 = ((((79 * z2 + 776) * z2 + 1482) * z2 - 1920) * z2 - 945) * Z / 92160;
        return Z + g1 / v + g2 / (v * v) + g3 / (v * v * v) + g4 / (v * v * v * v);
    }
}
