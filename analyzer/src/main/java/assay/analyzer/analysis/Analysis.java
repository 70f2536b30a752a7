package assay.analyzer.analysis;

import assay.analyzer.cost.Cost;
import assay.analyzer.graph.Model;
import assay.analyzer.onnx.OnnxReader;
import assay.analyzer.tensor.Bindings;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.ValueType;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// All that is known of a model on paper, symbolic in its open dims.
///
/// @param model the model as read, or as retyped for another precision
/// @param assumptions what the user told beforehand
/// @param costs cost of each node of `graph`, in order
/// @param precision arithmetic that the tensor types stand for
/// @param memory peaks of the activations
/// @param passes what they are told from
public record Analysis(
        Model model,
        Assumptions assumptions,
        Precision precision,
        TypedGraph graph,
        List<Cost> costs,
        Parameters parameters,
        Symbols symbols,
        Totals totals,
        Memory memory,
        MemoryPasses passes) {

    public Analysis {
        costs = List.copyOf(costs);
    }

    /// Reads and analyses the model at `path` as it stands.
    ///
    /// @throws assay.analyzer.graph.ModelFormatException when the file is no readable model
    public static Analysis of(Path path, Assumptions assumptions) {
        return of(OnnxReader.read(path), assumptions);
    }

    public static Analysis of(Model model, Assumptions assumptions) {
        TypedGraph graph = ShapeInference.infer(model, assumptions);
        List<Cost> costs = CostModel.costs(graph.nodes());
        TypedGraph unfolded = Unfolding.of(graph, Unfolding.Reach.ONCE).graph();
        Aside<MemoryPasses> memory =
                Aside.start(unfolded.nodes().size(), () -> MemoryPasses.of(unfolded));
        Parameters parameters = Parameters.of(model, graph);
        Symbols symbols = Symbols.of(graph, unfolded).with(assumptions.chosen());
        Totals totals = Totals.of(graph.nodes(), costs);
        MemoryPasses passes = memory.result();
        return new Analysis(
                model,
                assumptions,
                precisionOf(parameters),
                graph,
                costs,
                parameters,
                symbols,
                totals,
                passes.peaks(),
                passes);
    }

    /// The same model with its float32 tensors in another precision.
    public Analysis in(Precision wanted) {
        return wanted == precision
                ? this
                : of(Retyping.to(wanted, model), assumptions).labelled(wanted);
    }

    /// The same model analysed with numbers in the place of its symbols from the start: knows more
    /// where a shape depends on comparing symbols.
    public Analysis bound(Bindings bindings) {
        return of(model, assumptions.with(bindings)).labelled(precision);
    }

    /// The analysis that tells most where the symbols are these numbers: this one, or where that
    /// leaves something open, the same model analysed anew with the numbers from the start; that
    /// one also where a window does not fit at these numbers, which it names as a conflict.
    public Analysis toldAt(Bindings bindings) {
        if (!WindowedSizes.of(passes.graph()).fitAt(bindings)) {
            return bound(bindings);
        }
        long open = open();
        if (open == 0 || bindings.values().isEmpty()) {
            return this;
        }
        Analysis anew = bound(bindings);
        return anew.open() < open ? anew : this;
    }

    /// Nodes whose cost and values whose type have an unknown part.
    private long open() {
        return totals.unknown().size()
                + graph.types().values().stream().filter(ValueType::isOpen).count();
    }

    /// The peaks of the activations with numbers for the symbols; known also where no expression in
    /// [#memory] can tell which step is the largest.
    public Memory memoryAt(Bindings bindings) {
        Memory peaks = passes.peaksAt(bindings);
        return peaks.isKnown() ? peaks : toldAt(bindings).passes.peaksAt(bindings);
    }

    /// Peaks of the activations by the precision that float32 tensors could be stored in: the
    /// model's own first, then the halves. A model that is no float32 one has its own alone, for
    /// int8 is a conversion that adds operators.
    public Map<Precision, MemoryPasses> memoryByPrecision() {
        Map<Precision, MemoryPasses> all = new LinkedHashMap<>();
        all.put(precision, passes);
        if (precision.storage() == ElementType.FLOAT32) {
            MemoryPasses halves = passes.in(Precision.FP16);
            all.put(Precision.FP16, halves);
            all.put(Precision.BF16, halves);
        }
        return all;
    }

    /// Activations live at each step when every node runs on its own; empty when a tensor's size
    /// stays open.
    public Optional<Liveness.Timeline> timelineAt(Bindings bindings) {
        return passes.alone().at(bindings);
    }

    /// Activations live at each step when nodes run in the groups that the CPU provider fuses;
    /// empty when a tensor's size stays open.
    public Optional<Liveness.Timeline> fusedTimelineAt(Bindings bindings) {
        return passes.together().at(bindings);
    }

    private Analysis labelled(Precision label) {
        return new Analysis(
                model,
                assumptions,
                label,
                graph,
                costs,
                parameters,
                symbols,
                totals,
                memory,
                passes);
    }

    /// Numbers for every symbol at a batch size: the user's where there is one (even for the
    /// batch), else the default.
    public Bindings at(long batch) {
        Bindings bindings = symbols.at(batch);
        for (var given : assumptions.chosen().values().entrySet()) {
            if (symbols.names().contains(given.getKey())) {
                bindings = bindings.with(given.getKey(), given.getValue());
            }
        }
        return bindings;
    }

    /// Numbers for the symbols that do not go with the batch, by name: the user's where there is
    /// one, else the default.
    public SortedMap<String, Long> sizes() {
        TreeMap<String, Long> sizes = new TreeMap<>(at(1).values());
        symbols.batch().ifPresent(sizes::remove);
        sizes.keySet().removeAll(symbols.alike());
        return sizes;
    }

    private static Precision precisionOf(Parameters parameters) {
        return parameters.trainableByType().entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(entry -> Precision.of(entry.getKey()))
                .orElse(Precision.FP32);
    }
}
