package assay.analyzer.estimate.validation;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Errors of predictions over some rows, each predicted / measured - 1; shares, not per cent.
///
/// @param rows how many
/// @param mape mean absolute error
/// @param median median absolute error
/// @param bias median signed error
/// @param p90 90th percentile of the absolute error, nearest rank
public record Errors(int rows, double mape, double median, double bias, double p90) {
    /// Errors of `predicted` over `rows`, none of which may lack a prediction.
    public static Errors of(List<Judged> rows, ToDoubleFunction<Judged> predicted) {
        double[] signed =
                rows.stream()
                        .mapToDouble(r -> predicted.applyAsDouble(r) / r.measuredSeconds() - 1)
                        .sorted()
                        .toArray();
        double[] absolute = Arrays.stream(signed).map(Math::abs).sorted().toArray();
        return new Errors(
                rows.size(),
                Arrays.stream(absolute).average().orElse(Double.NaN),
                rank(absolute, 0.5),
                rank(signed, 0.5),
                rank(absolute, 0.9));
    }

    private static double rank(double[] sorted, double share) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }
}
