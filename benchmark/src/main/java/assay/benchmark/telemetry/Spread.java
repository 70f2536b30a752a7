package assay.benchmark.telemetry;

/// Samples of a quantity in brief.
///
/// @param min the smallest
/// @param mean their mean
/// @param max the largest
/// @param count how many there were
public record Spread(double min, double mean, double max, int count) {}
