package assay.benchmark.replay;

import java.util.Arrays;

/// The fastest of many runs, which is what a machine does undisturbed.
final class Fastest {

    /// So many of the fastest runs must lie this close together.
    private static final int SEEN = 4;

    private static final double TOLERANCE = 0.02;

    private Fastest() {}

    /// Whether the fastest few of these agree.
    static boolean settled(long[] nanos) {
        if (nanos.length < SEEN) {
            return false;
        }
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[SEEN - 1] <= sorted[0] * (1 + TOLERANCE);
    }

    /// The least of at least one.
    static long nanos(long[] nanos) {
        long least = nanos[0];
        for (long one : nanos) {
            least = Math.min(least, one);
        }
        return least;
    }

    static long[] joined(long[] before, long[] more, int count) {
        long[] all = Arrays.copyOf(before, before.length + count);
        System.arraycopy(more, 0, all, before.length, count);
        return all;
    }
}
