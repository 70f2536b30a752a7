package assay.analyzer.analysis;

import assay.analyzer.tensor.Dim;

/// Peak bytes of live activations: each tensor allocated when its node runs and freed after its
/// last use, views sharing their input's memory. Weights and workspace are not in it.
///
/// @param unfused every node on its own
/// @param unfusedWithInputs the same when the caller keeps the graph's inputs
/// @param fused nodes grouped as ONNX Runtime fuses them: what stays inside a group is never stored
/// @param fusedWithInputs the same when the caller keeps the graph's inputs
public record Memory(Dim unfused, Dim unfusedWithInputs, Dim fused, Dim fusedWithInputs) {

    /// The peaks of a graph, unfused and as the CPU provider fuses it.
    static Memory of(Links links) {
        Liveness alone = Liveness.of(links.graph(), Fusion.none(links));
        Liveness together = Liveness.of(links.graph(), Fusion.of(links, FusionRules.cpu()));
        return new Memory(
                alone.peak(), alone.peakWithInputs(), together.peak(), together.peakWithInputs());
    }
}
