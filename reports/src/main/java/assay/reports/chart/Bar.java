package assay.reports.chart;

/// A named length.
///
/// @param label raw, as the model or the analysis names it
/// @param value in the chart's base unit, not negative
public record Bar(String label, double value) {}
