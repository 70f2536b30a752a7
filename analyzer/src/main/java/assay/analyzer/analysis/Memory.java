package assay.analyzer.analysis;

import assay.analyzer.analysis.Liveness.Timeline;
import assay.analyzer.tensor.Bindings;
import assay.analyzer.tensor.Dim;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/// Peak bytes of live activations: each tensor allocated when its node runs and freed after its
/// last use, views sharing their input's memory. Functions and the branch of an If that runs are in
/// it, iterations of Loop and Scan are not. Weights and workspace are not in it.
///
/// @param unfused every node on its own
/// @param unfusedWithInputs the same when the caller keeps the graph's inputs
/// @param fused nodes grouped as ONNX Runtime fuses them: what stays inside a group is never stored
/// @param fusedWithInputs the same when the caller keeps the graph's inputs
/// @param fusedInPlace fused, and element-wise nodes write over an input that nothing reads after
///   them
public record Memory(
        Dim unfused, Dim unfusedWithInputs, Dim fused, Dim fusedWithInputs, Dim fusedInPlace) {

    /// The peaks of a graph, unfused and as the CPU provider fuses it.
    static Memory of(TypedGraph main) {
        Passes passes = Passes.of(main);
        return new Memory(
                passes.alone.peak(),
                passes.alone.peakWithInputs(),
                passes.together.peak(),
                passes.together.peakWithInputs(),
                passes.inPlace.peak());
    }

    /// The peaks with numbers for the symbols, found step by step: known also where no expression
    /// tells which step is the largest. What stays unknown has an open tensor.
    static Memory at(TypedGraph main, Bindings bindings) {
        Passes passes = Passes.of(main);
        Optional<Timeline> alone = passes.alone.at(bindings);
        Optional<Timeline> together = passes.together.at(bindings);
        return new Memory(
                peak(alone, Timeline::peak),
                peak(alone, Timeline::peakWithInputs),
                peak(together, Timeline::peak),
                peak(together, Timeline::peakWithInputs),
                peak(passes.inPlace.at(bindings), Timeline::peak));
    }

    /// What is live at each step when every node runs on its own, with numbers for the symbols;
    /// empty when a tensor's size stays open.
    static Optional<Timeline> timeline(TypedGraph main, Bindings bindings) {
        return Passes.of(main).alone.at(bindings);
    }

    private record Passes(Liveness alone, Liveness together, Liveness inPlace) {
        static Passes of(TypedGraph main) {
            TypedGraph graph = Unfolding.of(main, Unfolding.Reach.ONCE).graph();
            Links links = Links.of(graph);
            List<FusedGroup> fused = Fusion.of(links, FusionRules.cpu());
            return new Passes(
                    Liveness.of(graph, Fusion.none(links)),
                    Liveness.of(graph, fused),
                    Liveness.inPlace(graph, fused));
        }
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
                fusedWithInputs.bind(bindings),
                fusedInPlace.bind(bindings));
    }

    boolean isKnown() {
        return unfused.isKnown()
                && unfusedWithInputs.isKnown()
                && fused.isKnown()
                && fusedWithInputs.isKnown()
                && fusedInPlace.isKnown();
    }
}
