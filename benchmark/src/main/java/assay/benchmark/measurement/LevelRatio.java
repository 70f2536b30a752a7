package assay.benchmark.measurement;

import assay.benchmark.stats.Interval;

/// Two measurements compared at one level of their processes' runs, at one batch size.
///
/// @param baseSeconds the level of the base's processes together
/// @param otherSeconds likewise, of the new one's
/// @param ratio new over base: 1.05 is 5 % slower; of the typical run the median over pairs, which
///   is not `otherSeconds / baseSeconds`
/// @param interval of the ratio, drift included
/// @param margin within which a difference does not matter, as a share
/// @param drift by how much the machine may have moved between the two, as a share; 0 where they
///   were measured in pairs
/// @param odds of a false FASTER or SLOWER, before Holm's correction
public record LevelRatio(
        double baseSeconds,
        double otherSeconds,
        double ratio,
        Interval interval,
        double margin,
        double drift,
        double odds) {

    /// Whether the whole interval lies within the margin.
    boolean isWithinMargin() {
        return interval.low() >= 1 / (1 + margin) && interval.high() <= 1 + margin;
    }

    /// Whether the whole interval lies beyond it, on that side.
    boolean isBeyond(boolean slower) {
        return slower ? interval.low() > 1 + margin : interval.high() < 1 / (1 + margin);
    }
}
