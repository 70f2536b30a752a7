package assay.benchmark.run;

import assay.benchmark.measurement.Conditions;
import assay.benchmark.measurement.Outliers;
import org.jspecify.annotations.Nullable;

/// What was seen of a measuring process from outside.
///
/// @param conditions while it was timed; null where nothing was read
/// @param outliers its slow runs and what coincided with them
/// @param pauseSeconds for how long its virtual machine stood still while it was timed
record Watched(@Nullable Conditions conditions, Outliers outliers, double pauseSeconds) {}
