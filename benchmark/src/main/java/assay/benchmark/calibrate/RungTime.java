package assay.benchmark.calibrate;

import java.util.Arrays;

/// The runs of one rung at one count of threads.
///
/// @param rung what ran
/// @param threads threads that worked on one operator
/// @param sorted seconds of each run, in order of size
record RungTime(Rung rung, int threads, double[] sorted) {

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
        Arrays.sort(all);
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
