package assay.benchmark.stats;

import java.util.Arrays;

/// Which run stands for a process, and which process for a side, in a comparison.
///
/// On a machine that others use too, runs are slowed and never sped up, often for seconds at a
/// time: the median of a short process then tells of the machine as much as of the model, while its
/// fastest runs met the machine undisturbed and agree from process to process (Chen and Revels,
/// "Robust benchmarking in noisy environments", 2016, take the minimum for that reason). A change
/// that only some runs feel, on the other hand, shows in the median alone. So both are looked at.
public enum Level {
    /// The median run of the median process.
    TYPICAL(0.5, 0.5),
    /// The fastest twentieth of the runs, and of processes the fastest quarter, since some meet a
    /// busy machine from their start to their end. Not the minimum, which hangs on one run and
    /// falls with their number.
    UNDISTURBED(0.05, 0.25);

    private final double share;
    private final double shareOfProcesses;

    Level(double share, double shareOfProcesses) {
        this.share = share;
        this.shareOfProcesses = shareOfProcesses;
    }

    /// Of the runs of a process, ascending, at least one: linear between the two nearest ranks, the
    /// first having the share 0 and the last the share 1.
    public double of(double[] sorted) {
        return at(share, sorted);
    }

    /// Of the processes of a side, each by its own level, in any order, at least one; likewise.
    public double across(double[] processes) {
        double[] sorted = processes.clone();
        Arrays.sort(sorted);
        return at(shareOfProcesses, sorted);
    }

    private static double at(double share, double[] sorted) {
        double rank = share * (sorted.length - 1);
        int below = (int) rank;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
    }
}
