package assay.reports.reconcile;

import java.util.List;

/// The difference between the measured and the estimated latency of one batch size, in named parts
/// that add up to it exactly. A part below zero is one where the machine was faster than the
/// estimate.
///
/// @param estimated seconds
/// @param measured seconds, the median
/// @param parts largest first by size
public record Gap(double estimated, double measured, List<Part> parts) {

    public Gap {
        parts = List.copyOf(parts);
    }

    /// One part.
    ///
    /// @param name for the reader
    /// @param seconds measured minus estimated
    /// @param meaning what is compared with what
    public record Part(String name, double seconds, String meaning) {}

    /// Measured minus estimated.
    public double seconds() {
        return measured - estimated;
    }

    /// Measured over estimated.
    public double ratio() {
        return measured / estimated;
    }
}
