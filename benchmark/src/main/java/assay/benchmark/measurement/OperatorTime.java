package assay.benchmark.measurement;

/// All nodes of one type in ONNX Runtime's own profile.
///
/// @param nodes of that type
/// @param seconds sum of their medians, in one run
/// @param share of the sum over all nodes
public record OperatorTime(String operator, int nodes, double seconds, double share) {}
