package assay.reports.reconcile;

import java.util.List;
import java.util.Optional;

/// The difference between the measured and the estimated latency of one batch size, in named parts
/// that add up to it exactly. A part below zero is one where the machine was faster than the
/// estimate.
///
/// @param estimated seconds
/// @param measured seconds, the median
/// @param parts largest first by size
/// @param speed the machine's own while this was measured; empty where it is not known
public record Gap(
        double estimated, double measured, List<Part> parts, Optional<MachineSpeed> speed) {

    /// The part that is left in one piece where a device shows no times of kernels.
    static final String IN_ONE_PIECE = "not told apart";

    public Gap {
        parts = List.copyOf(parts);
    }

    /// One part.
    ///
    /// @param name for the reader
    /// @param seconds measured minus estimated
    /// @param meaning what is compared with what
    public record Part(String name, double seconds, String meaning) {}

    /// The part that says why the gap, or what the machine's speed leaves of it, is in one piece;
    /// empty where it is told apart.
    public Optional<Part> inOnePiece() {
        return parts.stream().filter(part -> part.name().equals(IN_ONE_PIECE)).findFirst();
    }

    /// Measured minus estimated.
    public double seconds() {
        return measured - estimated;
    }

    /// Measured over estimated.
    public double ratio() {
        return measured / estimated;
    }
}
