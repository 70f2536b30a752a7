package assay.benchmark.run;

import org.jspecify.annotations.Nullable;

/// What a measuring process found of its device-resident span, timed after all else.
///
/// @param seconds wall time that it took, binding included
/// @param histogram of its runs in nanoseconds, or null
/// @param missing why there is none, or null
record ResidentReport(double seconds, @Nullable String histogram, @Nullable String missing) {

    static ResidentReport missing(String why) {
        return new ResidentReport(0, null, why);
    }
}
