package assay.analyzer.estimate;

import java.util.List;

/// The expected latency of one run of a model at one binding, part by part.
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
/// @param unknown nodes whose time is unknown, with the reason; they count nothing in the sums
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
    }

    /// A node without a time.
    public record Unknown(String node, String why) {}

    /// Seconds without the copies: inputs and outputs already on the device.
    public double deviceSpanSeconds() {
        return seconds - inputCopySeconds - outputCopySeconds;
    }
}
