package assay.analyzer.analysis;

import assay.analyzer.analysis.Liveness.Timeline;
import assay.analyzer.tensor.Bindings;
import assay.analyzer.tensor.Dim;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/// What the memory of a graph is told from, worked out once: its edges, its groups, and which
/// activations live when.
///
/// @param graph with the functions and the branches that run in the place of their nodes
/// @param links edges of that graph
/// @param fused its nodes grouped as the CPU provider fuses them
/// @param alone liveness when every node runs on its own
/// @param together liveness of the groups
/// @param inPlace the same where element-wise nodes write over an input that nothing reads after
///   them
public record MemoryPasses(
        TypedGraph graph,
        Links links,
        List<FusedGroup> fused,
        Liveness alone,
        Liveness together,
        Liveness inPlace) {

    /// @param graph unfolded as far as its bodies run in the place of their nodes
    static MemoryPasses of(TypedGraph graph) {
        Links links = Links.of(graph);
        return of(graph, links, Fusion.none(links), Fusion.of(links, FusionRules.cpu()));
    }

    private static MemoryPasses of(
            TypedGraph graph, Links links, List<FusedGroup> single, List<FusedGroup> fused) {
        Activations values = new Activations(graph);
        return new MemoryPasses(
                graph,
                links,
                fused,
                Liveness.of(values, single),
                Liveness.of(values, fused),
                Liveness.inPlace(values, fused));
    }

    /// The same nodes and groups with float32 values stored in another precision.
    MemoryPasses in(Precision precision) {
        return of(
                new TypedGraph(
                        graph.graph(),
                        graph.nodes(),
                        Retyping.types(precision, graph.types()),
                        graph.values(),
                        graph.stored(),
                        graph.agreements(),
                        graph.conflicts()),
                links,
                alone.groups(),
                fused);
    }

    /// The peaks as expressions, where one can tell which step is the largest.
    public Memory peaks() {
        return new Memory(
                alone.peak(),
                alone.peakWithInputs(),
                together.peak(),
                together.peakWithInputs(),
                inPlace.peak());
    }

    /// The peaks with numbers for the symbols; known also where no expression in [#peaks] can tell
    /// which step is the largest.
    public Memory peaksAt(Bindings bindings) {
        Memory bound = peaks().bind(bindings);
        return bound.isKnown() ? bound : at(bindings);
    }

    /// The peaks with numbers for the symbols, found step by step: known also where no expression
    /// tells which step is the largest. What stays unknown has an open tensor.
    private Memory at(Bindings bindings) {
        Optional<Timeline> unfused = alone.at(bindings);
        Optional<Timeline> grouped = together.at(bindings);
        return new Memory(
                peak(unfused, Timeline::peak, alone.peak()),
                peak(unfused, Timeline::peakWithInputs, alone.peakWithInputs()),
                peak(grouped, Timeline::peak, together.peak()),
                peak(grouped, Timeline::peakWithInputs, together.peakWithInputs()),
                peak(inPlace.at(bindings), Timeline::peak, inPlace.peak()));
    }

    /// @param expression names the open tensor where there is no timeline
    private static Dim peak(
            Optional<Timeline> timeline, ToLongFunction<Timeline> which, Dim expression) {
        return timeline.map(each -> Dim.of(which.applyAsLong(each)))
                .orElse(
                        expression.isUnknown()
                                ? expression
                                : Dim.unknown("the size of a tensor is not known"));
    }
}
