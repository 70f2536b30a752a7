package assay.analyzer.analysis;

import assay.analyzer.analysis.Liveness.Timeline;
import assay.analyzer.tensor.Bindings;
import assay.analyzer.tensor.Dim;
import java.util.Optional;
import java.util.function.ToLongFunction;

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

    /// The peaks with numbers for the symbols, found step by step: known also where no expression
    /// tells which step is the largest. What stays unknown has an open tensor.
    static Memory at(Links links, Bindings bindings) {
        Optional<Timeline> alone = Liveness.of(links.graph(), Fusion.none(links)).at(bindings);
        Optional<Timeline> together =
                Liveness.of(links.graph(), Fusion.of(links, FusionRules.cpu())).at(bindings);
        return new Memory(
                peak(alone, Timeline::peak),
                peak(alone, Timeline::peakWithInputs),
                peak(together, Timeline::peak),
                peak(together, Timeline::peakWithInputs));
    }

    private static Dim peak(Optional<Timeline> timeline, ToLongFunction<Timeline> which) {
        return timeline.map(each -> Dim.of(which.applyAsLong(each)))
                .orElse(Dim.unknown("the size of a tensor is not known"));
    }

    Memory bind(Bindings bindings) {
        return new Memory(
                unfused.bind(bindings),
                unfusedWithInputs.bind(bindings),
                fused.bind(bindings),
                fusedWithInputs.bind(bindings));
    }

    boolean isKnown() {
        return unfused.isKnown()
                && unfusedWithInputs.isKnown()
                && fused.isKnown()
                && fusedWithInputs.isKnown();
    }
}
