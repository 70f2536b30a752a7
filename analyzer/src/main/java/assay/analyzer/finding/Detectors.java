package assay.analyzer.finding;

import assay.analyzer.analysis.TypedGraph;
import assay.analyzer.cost.Cost;
import assay.analyzer.graph.Model;
import assay.analyzer.tensor.Bindings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Every detector of findings, in alphabetical order.
public final class Detectors {

    private static final List<Detector> ALL =
            List.of(
                    new ComputeHotSpot(),
                    new Conflicts(),
                    new CudaGaps(),
                    new DeepWithoutSkips(),
                    new DynamicInputShapes(),
                    new EqualSymbols(),
                    new ExternalDataState(),
                    new FloatingPoint64(),
                    new Integer64Arithmetic(),
                    new LargeEmbedding(),
                    new LayoutTransposes(),
                    new MissingActivations(),
                    new MissingNormalization(),
                    new OddChannels(),
                    new OldVersions(),
                    new OversizedDense(),
                    new RepeatedSymbol(),
                    new UnfusedPatterns(),
                    new UnknownOperators(),
                    new UnusedInitializers(),
                    new UnusualActivations());

    /// Id of the finding that says that a detector failed.
    public static final String FAULT = "assay_fault";

    private Detectors() {}

    /// All findings, the gravest first.
    ///
    /// @param costs cost of each node of `graph`, in order
    /// @param bindings numbers for the symbols, where shares are to be told
    public static List<Finding> findings(
            Model model,
            TypedGraph graph,
            List<Cost> costs,
            Structure structure,
            Bindings bindings) {
        return findings(Subject.of(model, graph, costs, structure, bindings));
    }

    /// All findings, the gravest first.
    public static List<Finding> findings(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        for (Detector detector : ALL) {
            findings.addAll(found(detector, subject));
        }
        findings.sort(Comparator.comparing(Finding::severity).reversed());
        return List.copyOf(findings);
    }

    /// A detector that throws costs its own findings only.
    private static List<Finding> found(Detector detector, Subject subject) {
        try {
            return detector.find(subject);
        } catch (RuntimeException | StackOverflowError failure) {
            return List.of(
                    new Finding(
                            FAULT,
                            Finding.Severity.INFO,
                            "Assay's %s failed: %s"
                                    .formatted(detector.getClass().getSimpleName(), failure),
                            "This is a fault of Assay; please report it.",
                            List.of()));
        }
    }
}
