package assay.reports.reconcile;

import assay.analyzer.analysis.FusedGroup;
import assay.analyzer.estimate.NodeEstimate;
import java.util.OptionalDouble;

/// One group of nodes on paper and in ONNX Runtime's own profile.
///
/// @param name of the group's main node
/// @param measured seconds of its share of the profile, scaled to the measured latency; empty where
///   the profile has nothing that could be joined
public record NodeRow(
        String name, FusedGroup group, NodeEstimate estimate, OptionalDouble measured) {

    /// Measured over estimated; empty where either is unknown.
    public OptionalDouble ratio() {
        return measured.isPresent() && estimate.known() && estimate.seconds() > 0
                ? OptionalDouble.of(measured.getAsDouble() / estimate.seconds())
                : OptionalDouble.empty();
    }

    /// The larger of what is measured and estimated, for ordering.
    public double weight() {
        double estimated = estimate.known() ? estimate.seconds() : 0;
        return Math.max(estimated, measured.orElse(0));
    }
}
