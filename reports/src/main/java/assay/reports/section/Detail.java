package assay.reports.section;

/// How much of the model a card tells.
public enum Detail {
    /// Every node.
    FULL,
    /// Sums over the model and its operators: no node, no value, no layer.
    AGGREGATES
}
