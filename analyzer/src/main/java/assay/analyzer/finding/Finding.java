package assay.analyzer.finding;

import java.util.List;

/// Something about a model that its user should know.
///
/// @param id the kind of finding: `dynamic_input_shapes`, `compute_hot_spot`, ...
/// @param message what was found, in numbers
/// @param advice what to do about it, or why it may be left
/// @param nodes names of the nodes concerned, at most [#MOST_NODES]
public record Finding(
        String id, Severity severity, String message, String advice, List<String> nodes) {

    /// More nodes than this are not listed; the message gives their number.
    public static final int MOST_NODES = 20;

    /// How much it matters.
    public enum Severity {
        /// Good to know.
        INFO,
        /// Costs speed, memory or quality.
        WARNING,
        /// The model will not run, or not as meant.
        ERROR
    }

    public Finding {
        nodes = List.copyOf(nodes.subList(0, Math.min(nodes.size(), MOST_NODES)));
    }
}
