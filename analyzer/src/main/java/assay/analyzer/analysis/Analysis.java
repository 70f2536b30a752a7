package assay.analyzer.analysis;

import assay.analyzer.cost.Cost;
import assay.analyzer.graph.Model;
import assay.analyzer.onnx.OnnxReader;
import assay.analyzer.tensor.Bindings;
import java.nio.file.Path;
import java.util.List;

/// All that is known of a model on paper, symbolic in its open dims.
///
/// @param model the model as read, or as retyped for another precision
/// @param costs cost of each node of `graph`, in order
/// @param precision arithmetic that the tensor types stand for
public record Analysis(
        Model model,
        Precision precision,
        TypedGraph graph,
        List<Cost> costs,
        Parameters parameters,
        Symbols symbols,
        Totals totals) {

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
        Parameters parameters = Parameters.of(model);
        return new Analysis(
                model,
                precisionOf(parameters),
                graph,
                costs,
                parameters,
                Symbols.of(graph),
                Totals.of(graph.nodes(), costs));
    }

    /// The same model with its float32 tensors in another precision.
    public Analysis in(Precision wanted, Assumptions assumptions) {
        if (wanted == precision) {
            return this;
        }
        Analysis retyped = of(Retyping.to(wanted, model), assumptions);
        return new Analysis(
                retyped.model,
                wanted,
                retyped.graph,
                retyped.costs,
                retyped.parameters,
                retyped.symbols,
                retyped.totals);
    }

    /// Numbers for every symbol at a batch size.
    public Bindings at(long batch) {
        return symbols.at(batch);
    }

    private static Precision precisionOf(Parameters parameters) {
        return parameters.trainableByType().entrySet().stream()
                .max(java.util.Map.Entry.comparingByValue())
                .map(entry -> Precision.of(entry.getKey()))
                .orElse(Precision.FP32);
    }
}
