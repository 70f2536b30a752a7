package assay.benchmark.measurement;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Runs of one process that took far longer than the others, and what coincided with them. They are
/// in every percentile all the same.
///
/// @param count runs beyond the third quartile of their window by more than three times its
///   interquartile range (Tukey's far-out values)
/// @param marked the slowest of them, of which times were kept: those that the rest speaks of
/// @param coincident marked runs by what coincided with them: [#GARBAGE_COLLECTION], [#SAFEPOINT],
///   [#FOREIGN_LOAD], [#STOLEN_TIME], [#CLOCK_CHANGE]; a run may count under several
/// @param unexplained marked runs with which nothing coincided
/// @param slowest a few of the slowest, the slowest first
public record Outliers(
        long count,
        long marked,
        SortedMap<String, Long> coincident,
        long unexplained,
        List<Run> slowest) {

    public static final String GARBAGE_COLLECTION = "garbage collection";
    public static final String SAFEPOINT = "safepoint";
    public static final String FOREIGN_LOAD = "foreign load";
    public static final String STOLEN_TIME = "stolen time";
    public static final String CLOCK_CHANGE = "clock change";

    public Outliers {
        coincident = new TreeMap<>(coincident);
        slowest = List.copyOf(slowest);
    }

    /// One slow run.
    ///
    /// @param afterSeconds when it began, from the beginning of the timed span
    /// @param seconds how long it took
    /// @param with what coincided with it; empty where nothing did
    public record Run(double afterSeconds, double seconds, List<String> with) {

        public Run {
            with = List.copyOf(with);
        }
    }
}
