package assay.benchmark.run;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How much time a fork is given, from what earlier forks took.
final class Pacing {

    /// Fewest timed runs of a fork, and fewest where the budget is short.
    private static final int RUNS = 3;

    private static final int FEWEST_RUNS = 2;
    private static final int WINDOWS = 5;

    /// What a fork is timed for, of what it should be, before its warm-up is given up.
    private static final double[] SHARES = {1, 0.5, 0.25};

    private static final double LEAST_WINDOW = 0.02;

    /// Assumed of a fork's start and end before one was seen.
    private static final double FIRST_OVERHEAD = 2;

    private final double timedSeconds;
    private final boolean spans;
    private final TreeMap<Long, Double> runSeconds = new TreeMap<>();
    private double overhead = FIRST_OVERHEAD;

    /// A fork's share.
    ///
    /// @param expectedSeconds wall time of the whole process
    /// @param spanSeconds for what is timed beside the host-to-host span; 0 where there is no time
    record Allotment(
            double warmupSeconds,
            int windows,
            double windowSeconds,
            double spanSeconds,
            double expectedSeconds) {}

    /// Paces forks of so many timed seconds.
    ///
    /// @param spans whether anything beside the host-to-host span is to be timed
    Pacing(double timedSeconds, boolean spans) {
        this.timedSeconds = timedSeconds;
        this.spans = spans;
    }

    /// A fork of `batch` had this median run and spent this much beside running.
    void learned(long batch, double medianSeconds, double overheadSeconds) {
        runSeconds.put(batch, medianSeconds);
        overhead = runSeconds.size() == 1 ? overheadSeconds : Math.max(overheadSeconds, overhead);
    }

    /// Seconds of one run: as seen, else in proportion to the next smaller batch seen (a bound from
    /// above, since larger batches are more efficient), else to the next larger. 0 while nothing is
    /// known.
    double predictedRun(long batch) {
        Map.Entry<Long, Double> near = runSeconds.floorEntry(batch);
        if (near == null) {
            near = runSeconds.ceilingEntry(batch);
            return near == null ? 0 : near.getValue();
        }
        return near.getValue() * batch / near.getKey();
    }

    /// Wall time of the shortest fork that is worth making.
    double leastSeconds(long batch) {
        return overhead + (1 + FEWEST_RUNS) * predictedRun(batch);
    }

    /// The most thorough fork that fits into `left` seconds, or null where none does.
    @Nullable Allotment fit(long batch, double left) {
        double run = predictedRun(batch);
        for (double share : SHARES) {
            Allotment warm = warm(run, timedSeconds * share);
            if (warm.expectedSeconds <= left) {
                return warm;
            }
        }
        for (int runs = RUNS; runs >= FEWEST_RUNS; runs--) {
            double expected = overhead + (1 + runs) * run;
            if (expected <= left) {
                double window = Math.max(LEAST_WINDOW, Math.min(timedSeconds / runs, run));
                return new Allotment(0, runs, window, 0, expected);
            }
        }
        return null;
    }

    /// A fork that warms up before it is timed for so many seconds.
    private Allotment warm(double run, double seconds) {
        double warmup = Math.max(seconds / 2, 1.5 * run);
        int windows = run <= seconds / WINDOWS ? WINDOWS : RUNS;
        double timed = Math.max(seconds, windows * run);
        double others = spans ? ResidentSpans.seconds(seconds, run) : 0;
        return new Allotment(
                warmup,
                windows,
                seconds / windows,
                others,
                overhead + Math.max(warmup, 2 * run) + timed + others);
    }

    /// How long the process of this allotment may take before it counts as hanging.
    double limitSeconds(Allotment allotment, double budgetSeconds) {
        return runSeconds.isEmpty()
                ? Math.max(60, budgetSeconds)
                : Math.max(30, 5 * allotment.expectedSeconds);
    }
}
