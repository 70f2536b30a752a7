package assay.analyzer.estimate.validation;

import assay.analyzer.analysis.Analysis;
import assay.analyzer.analysis.Assumptions;
import assay.analyzer.analysis.FusionRules;
import assay.analyzer.device.CpuProfile;
import assay.analyzer.device.DeviceProfile;
import assay.analyzer.estimate.Workload;
import assay.analyzer.graph.Model;
import assay.analyzer.graph.ModelFormatException;
import assay.analyzer.onnx.ModelDraft;
import assay.analyzer.onnx.OnnxReader;
import assay.analyzer.tensor.Bindings;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import assay.analyzer.zoo.Zoo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// The models that case rows name, analysed once for each precision and image size.
final class CaseModels {
    private final Map<String, Model> models = new HashMap<>();
    private final Map<String, Analysis> analyses = new HashMap<>();
    private final Map<Run, Workload> workloads = new HashMap<>();

    private record Run(ModelCase c, boolean cpu) {}

    /// What the runtime launches for that case.
    ///
    /// @param folder where the table lies, for the relative path of a model file
    /// @throws BrokenCell when there is no such model, or it cannot be given that image
    Workload workload(ModelCase c, DeviceProfile device, Path folder) {
        Run run = new Run(c, device instanceof CpuProfile);
        Workload known = workloads.get(run);
        if (known != null) {
            return known;
        }
        Analysis analysis = analysis(c, folder);
        Bindings bindings = bindings(analysis, c);
        Workload workload =
                switch (c.graph()) {
                    case EAGER -> Workload.eager(analysis, bindings);
                    case PLAIN ->
                            Workload.of(
                                    analysis,
                                    bindings,
                                    run.cpu() ? FusionRules.cpu() : FusionRules.cuda());
                    case OPTIMIZED -> Workload.optimized(analysis, bindings, false);
                    case FUSED_ATTENTION -> Workload.optimized(analysis, bindings, true);
                };
        workloads.put(run, workload);
        return workload;
    }

    private static Bindings bindings(Analysis analysis, ModelCase c) {
        Bindings bindings = analysis.at(c.batch());
        for (String symbol : analysis.symbols().others().keySet()) {
            if (symbol.contains("past")) {
                if (c.past().isPresent()) {
                    bindings = bindings.with(symbol, c.past().getAsLong());
                }
            } else if (c.sequence().isPresent()) {
                bindings = bindings.with(symbol, c.sequence().getAsLong());
            }
        }
        if (analysis.symbols().batch().isEmpty()
                && analysis.symbols().fixedBatch().orElse(c.batch()) != c.batch()) {
            throw new BrokenCell(
                    "batch",
                    "the model fixes its batch at "
                            + analysis.symbols().fixedBatch().orElse(c.batch()));
        }
        return bindings;
    }

    private Analysis analysis(ModelCase c, Path folder) {
        String key = c.model() + "|" + c.precision() + "|" + c.image();
        Analysis known = analyses.get(key);
        if (known != null) {
            return known;
        }
        Model model = model(c.model(), folder);
        Assumptions assumptions = Assumptions.NONE;
        if (c.image().isPresent()) {
            var input = model.graph().inputs().getFirst();
            Shape shape = input.type().shape();
            if (shape.rank() != 4) {
                throw new BrokenCell("img", "the first input of " + c.model() + " is no image");
            }
            Dim side = Dim.of(c.image().getAsLong());
            assumptions =
                    new Assumptions(
                            Bindings.NONE,
                            Bindings.NONE,
                            Map.of(
                                    input.name(),
                                    Shape.of(
                                            java.util.List.of(
                                                    shape.dim(0), shape.dim(1), side, side))),
                            Map.of(),
                            Map.of());
        }
        Analysis analysis = Analysis.of(model, assumptions).in(c.precision());
        if (!analysis.graph().conflicts().isEmpty()) {
            var conflict = analysis.graph().conflicts().getFirst();
            throw new BrokenCell(
                    "model",
                    c.model()
                            + " does not take this input: "
                            + conflict.node()
                            + ": "
                            + conflict.what());
        }
        analyses.put(key, analysis);
        return analysis;
    }

    private Model model(String name, Path folder) {
        Model known = models.get(name);
        if (known == null) {
            known = read(name, folder);
            models.put(name, known);
        }
        return known;
    }

    private static Model read(String name, Path folder) {
        if (name.endsWith(".onnx")) {
            Path beside = folder.resolve(name);
            try {
                return OnnxReader.read(Files.exists(beside) ? beside : Path.of(name));
            } catch (ModelFormatException e) {
                throw new BrokenCell("model", String.valueOf(e.getMessage()));
            }
        }
        String builtIn =
                ModelNames.builtIn(name)
                        .orElseThrow(() ->
                                new BrokenCell(
                                        "model",
                                        "'"
                                                + name
                                                + "' is neither an ONNX file nor a built-in model"));
        return ModelDraft.of(Zoo.spec(builtIn));
    }
}
