package assay.benchmark.calibrate;

import java.util.Arrays;

/// The runs of one rung at one count of threads.
final class RungTime {

    private final Rung rung;
    private final int threads;
    private final double[] sorted;

    /// @param rung what ran
    /// @param threads threads that worked on one operator
    /// @param seconds of each run
    RungTime(Rung rung, int threads, double... seconds) {
        this.rung = rung;
        this.threads = threads;
        this.sorted = seconds.clone();
        Arrays.sort(sorted);
    }

    Rung rung() {
        return rung;
    }

    int threads() {
        return threads;
    }

    /// The undisturbed time: the median of the runs that come within a tenth of the fastest. What
    /// other processes and interruptions add is never negative.
    double seconds() {
        int undisturbed = 1;
        while (undisturbed < sorted.length && sorted[undisturbed] < 1.1 * sorted[0]) {
            undisturbed++;
        }
        return sorted[(undisturbed - 1) / 2];
    }

    /// All runs of both.
    RungTime with(RungTime other) {
        double[] all = Arrays.copyOf(sorted, sorted.length + other.sorted.length);
        System.arraycopy(other.sorted, 0, all, sorted.length, other.sorted.length);
        return new RungTime(rung, threads, all);
    }

    /// Half the distance between the quantiles 10 % and 90 %, as a share of the median.
    double spread() {
        return (quantile(0.9) - quantile(0.1)) / (2 * quantile(0.5));
    }

    private double quantile(double share) {
        return sorted[(int) (share * (sorted.length - 1))];
    }
}
