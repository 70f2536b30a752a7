package assay.reports.reconcile;

import assay.benchmark.measurement.NodeTime;
import java.util.List;

/// Where the time of one batch size goes, node by node: kernels timed by themselves, else the
/// runtime's own profile, taken in a pass of its own, give shares; the measured median gives the
/// seconds.
///
/// @param batch that was profiled
/// @param scale by which the profile's seconds are multiplied so that a whole profiled run takes
///   the measured median
/// @param rows one for each group that runs, in execution order
/// @param joined seconds of the profile that were joined to a group, scaled
/// @param added what the runtime runs beside the model's own groups (layout changes, copies),
///   unscaled
/// @param outside seconds of a run outside all nodes, scaled
/// @param launchTimes true when the profile's times are those of launching on a device, which say
///   nothing of kernels
/// @param replayed how many nodes' seconds are those of their kernel cut out and timed by itself; 0
///   where all are the profile's
public record Breakdown(
        long batch,
        double scale,
        List<NodeRow> rows,
        double joined,
        List<NodeTime> added,
        double outside,
        boolean launchTimes,
        int replayed) {

    public Breakdown {
        rows = List.copyOf(rows);
        added = List.copyOf(added);
    }

    /// Seconds of nodes that the runtime added, scaled.
    public double addedSeconds() {
        return scale * added.stream().mapToDouble(NodeTime::seconds).sum();
    }

    /// The groups with the largest times, by the larger of estimated and measured.
    public List<NodeRow> costliest(int count) {
        return rows.stream()
                .sorted((a, b) -> Double.compare(b.weight(), a.weight()))
                .limit(count)
                .toList();
    }
}
