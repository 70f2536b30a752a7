package assay.reports.reconcile;

/// All groups of one operator on paper and in the profile.
///
/// @param nodes number of groups
/// @param estimated seconds, unknown ones left out
/// @param measured seconds, scaled to the measured latency; 0 where the profile has none
public record OperatorRow(String operator, int nodes, double estimated, double measured) {}
