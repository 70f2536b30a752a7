package assay.benchmark.run;

import java.util.SortedMap;
import java.util.TreeMap;

/// What a measuring process found of its spans through the C interface, timed after all else.
///
/// @param seconds wall time that they took, binding included
/// @param histograms of their runs in nanoseconds, by span
/// @param missing why a span has none, by span
record ResidentReport(
        double seconds, SortedMap<String, String> histograms, SortedMap<String, String> missing) {

    ResidentReport {
        histograms = new TreeMap<>(histograms);
        missing = new TreeMap<>(missing);
    }
}
