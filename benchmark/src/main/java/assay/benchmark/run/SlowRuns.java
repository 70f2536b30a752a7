package assay.benchmark.run;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The far outliers of one process: how many there were, and when the slowest of them ran.
///
/// @param count runs beyond the third quartile of their window by more than three times its
///   interquartile range
/// @param slowest at most [#KEPT] of each window, in order of time
record SlowRuns(long count, List<SlowRun> slowest) {

    static final SlowRuns NONE = new SlowRuns(0, List.of());

    static final int KEPT = 64;

    private static final int FAR = 3;

    /// @param nanoTime when it began, on this process's `System.nanoTime`
    /// @param nanos how long it took
    record SlowRun(long nanoTime, long nanos) {}

    SlowRuns {
        slowest = List.copyOf(slowest);
    }

    /// Those of a window's first `count` runs.
    static SlowRuns of(long[] startNanoTimes, long[] nanos, int count) {
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        if (count < 8) {
            return NONE;
        }
        long upper = sorted[3 * count / 4];
        long limit = upper + FAR * (upper - sorted[count / 4]);
        int first = count;
        while (first > 0 && sorted[first - 1] > limit) {
            first--;
        }
        int far = count - first;
        long least = far > KEPT ? sorted[count - KEPT] : limit + 1;
        List<SlowRun> slowest =
                IntStream.range(0, count)
                        .filter(i -> nanos[i] >= least)
                        .limit(KEPT)
                        .mapToObj(i -> new SlowRun(startNanoTimes[i], nanos[i]))
                        .toList();
        return new SlowRuns(far, slowest);
    }

    SlowRuns with(SlowRuns later) {
        return new SlowRuns(
                count + later.count,
                Stream.concat(slowest.stream(), later.slowest.stream())
                        .sorted(Comparator.comparingLong(SlowRun::nanoTime))
                        .toList());
    }
}
