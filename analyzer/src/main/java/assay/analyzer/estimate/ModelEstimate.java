package assay.analyzer.estimate;

import java.util.List;

/// The expected latency of one run of a model at one binding, part by part. Where any node's time
/// is unknown, so is the whole: all seconds are NaN, and the bound is unknown; what is known of
/// single nodes stays in `nodes`.
///
/// @param nodes in the order given
/// @param deviceSeconds sum over the kernels with their launch gaps
/// @param hostSeconds time the host needs to dispatch them; runs beside the device; 0 on a CPU
/// @param inputCopySeconds host to device, in a host-to-host span; 0 on a CPU
/// @param outputCopySeconds device to host
/// @param runSeconds cost of a run that does nothing
/// @param seconds latency host to host: device and host overlapped, plus copies and run
/// @param low seconds; with `high` an interval that holds about 80 % of measurements
/// @param bound what the latency is mostly made of; LAUNCH where the host is slower than the device
/// @param unknown nodes whose time is unknown, and copies whose size is, with the reason
public record ModelEstimate(
        List<NodeEstimate> nodes,
        double deviceSeconds,
        double hostSeconds,
        double inputCopySeconds,
        double outputCopySeconds,
        double runSeconds,
        double seconds,
        double low,
        double high,
        Bound bound,
        List<Unknown> unknown) {
    public ModelEstimate {
        nodes = List.copyOf(nodes);
        unknown = List.copyOf(unknown);
        if (!unknown.isEmpty() && !Double.isNaN(seconds + deviceSeconds + low + high)) {
            throw new IllegalArgumentException(
                    "a sum that leaves out " + unknown.size() + " nodes is no estimate");
        }
    }

    /// A node without a time, or a copy.
    public record Unknown(String node, String why) {}

    /// The estimate of a model that holds nodes whose time is unknown.
    public static ModelEstimate unknown(List<NodeEstimate> nodes, List<Unknown> unknown) {
        return new ModelEstimate(
                nodes,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Bound.UNKNOWN,
                unknown);
    }

    /// Whether the latency is known.
    public boolean known() {
        return unknown.isEmpty();
    }

    /// Why it is not: how many nodes lack a time, and the first of them with its reason; empty
    /// where it is known.
    public String whyUnknown() {
        if (unknown.isEmpty()) {
            return "";
        }
        long runs = nodes.stream().filter(NodeEstimate::runs).count();
        Unknown first = unknown.getFirst();
        if (nodes.stream().noneMatch(node -> node.node().equals(first.node()))) {
            return first.node() + " has no time: " + first.why();
        }
        return unknown.stream().map(Unknown::node).distinct().count()
                + " of "
                + runs
                + " nodes have no time; the first, "
                + first.node()
                + ": "
                + first.why();
    }

    /// Seconds without the copies: inputs and outputs already on the device.
    public double deviceSpanSeconds() {
        return seconds - inputCopySeconds - outputCopySeconds;
    }
}
