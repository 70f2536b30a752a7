package assay.analyzer.finding;

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
