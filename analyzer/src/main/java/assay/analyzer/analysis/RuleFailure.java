package assay.analyzer.analysis;

import assay.analyzer.graph.Node;

/// The last barrier around an operator's rule: a rule that throws costs its node's numbers, never
/// the analysis.
public final class RuleFailure {

    private static final String PREFIX = "Assay's rule for ";

    private RuleFailure() {}

    /// The reason of the unknown that takes the place of what the rule would have told.
    static String reason(Node node, Throwable failure) {
        return PREFIX + node.qualifiedOperator() + " failed: " + failure;
    }

    /// True for a reason made here: a fault of Assay, not of the model.
    public static boolean is(String reason) {
        return reason.startsWith(PREFIX);
    }
}
