package assay.reports.reconcile;

import assay.benchmark.measurement.KernelTimes;
import assay.benchmark.measurement.Measurement;
import assay.benchmark.measurement.NodeTime;
import assay.benchmark.measurement.RuntimeProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What each node of the optimised graph takes at one batch size: its kernel's time where kernels
/// were timed by themselves, else the runtime's profile.
///
/// @param nodes in order of execution, unscaled
/// @param scale that makes a whole run of these take the measured median; 1 where kernels on a
///   device are set beside a run that copies as well
/// @param launchTimes whether the seconds are those of launching on a device
/// @param replayed nodes whose seconds are their kernel's
record NodeSeconds(List<NodeTime> nodes, double scale, boolean launchTimes, int replayed) {

    static NodeSeconds of(RuntimeProfile profile, Measurement measurement, double p50) {
        boolean onDevice = measurement.provider().startsWith("cuda");
        for (KernelTimes kernels : measurement.kernels()) {
            if (kernels.batch() == profile.batch() && !kernels.kernels().isEmpty()) {
                return of(profile, kernels, onDevice, p50);
            }
        }
        double whole = Math.max(profile.runSeconds(), profile.nodeSeconds());
        return new NodeSeconds(profile.nodes(), p50 / whole, onDevice, 0);
    }

    /// Nodes that could not be cut out keep the profile's time; on a device that is a time of
    /// launching, so there they are left out.
    private static NodeSeconds of(
            RuntimeProfile profile, KernelTimes kernels, boolean onDevice, double p50) {
        Map<String, Double> seconds = kernels.secondsByNode();
        List<NodeTime> nodes = new ArrayList<>();
        int replayed = 0;
        for (NodeTime node : profile.nodes()) {
            Double own = seconds.get(node.name());
            if (own != null) {
                nodes.add(
                        new NodeTime(
                                node.name(),
                                node.operator(),
                                node.provider(),
                                own * node.executions(),
                                node.executions(),
                                node.inputs(),
                                node.outputs()));
                replayed++;
            } else if (!onDevice) {
                nodes.add(node);
            }
        }
        NodeSeconds unscaled = new NodeSeconds(nodes, 1, false, replayed);
        double whole = Math.max(kernels.wholeSeconds(), unscaled.sum());
        return onDevice ? unscaled : new NodeSeconds(nodes, p50 / whole, false, replayed);
    }

    /// Sum over the nodes, unscaled.
    double sum() {
        return nodes.stream().mapToDouble(NodeTime::seconds).sum();
    }
}
