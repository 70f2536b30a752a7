package assay.benchmark.run;

import assay.benchmark.measurement.Outliers;
import assay.benchmark.telemetry.Interference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Sets a process's slow runs beside what else happened: its own pauses, and what the observer saw
/// of the machine.
final class OutlierMarks {

    private static final int SHOWN = 8;

    private OutlierMarks() {}

    /// The slow runs of the process that was timed in `span`.
    ///
    /// @param pauses of the same process
    /// @param interferences as the observer saw them
    static Outliers of(
            SlowRuns slow, List<Pause> pauses, List<Interference> interferences, TimedSpan span) {
        SortedMap<String, Long> coincident = new TreeMap<>();
        List<Outliers.Run> runs = new ArrayList<>();
        long unexplained = 0;
        for (SlowRuns.SlowRun run : slow.slowest()) {
            TreeSet<String> with = new TreeSet<>();
            for (Pause pause : pauses) {
                if (pause.overlaps(run.nanoTime(), run.nanos())) {
                    with.add(pause.collection() ? Outliers.GARBAGE_COLLECTION : Outliers.SAFEPOINT);
                }
            }
            long after = run.nanoTime() - span.fromNanoTime();
            long from = span.fromEpochNanos() + after;
            for (Interference interference : interferences) {
                if (interference.overlaps(from, from + run.nanos())) {
                    with.add(name(interference.cause()));
                }
            }
            with.forEach(cause -> coincident.merge(cause, 1L, Long::sum));
            unexplained += with.isEmpty() ? 1 : 0;
            runs.add(new Outliers.Run(after * 1e-9, run.nanos() * 1e-9, List.copyOf(with)));
        }
        return new Outliers(
                slow.count(),
                slow.slowest().size(),
                coincident,
                unexplained,
                runs.stream()
                        .sorted(Comparator.comparingDouble(Outliers.Run::seconds).reversed())
                        .limit(SHOWN)
                        .toList());
    }

    private static String name(Interference.Cause cause) {
        return switch (cause) {
            case FOREIGN_LOAD -> Outliers.FOREIGN_LOAD;
            case STOLEN_TIME -> Outliers.STOLEN_TIME;
            case CLOCK_CHANGE -> Outliers.CLOCK_CHANGE;
        };
    }
}
