package assay.benchmark.telemetry;

/// How far a counter moved, and how exactly that is known.
///
/// @param value the movement, in the counter's unit
/// @param error the largest step in which the counter moved: each end of the window may have been
///   read just before a step, so the true movement lies within `value` plus or minus `error`
public record Difference(double value, double error) {}
