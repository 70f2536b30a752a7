package assay.reports.chart;

/// One value at one batch size, with its interval (measured) or band (estimated).
///
/// @param batch samples in one inference, at least 1
/// @param value in the chart's base unit
/// @param low lower end; equal to `value` where there is no interval
/// @param high upper end; equal to `value` where there is no interval
public record BatchPoint(long batch, double value, double low, double high) {
    double x() {
        return (double) batch;
    }

    public static BatchPoint of(long batch, double value) {
        return new BatchPoint(batch, value, value, value);
    }
}
