package assay.reports.section;

import assay.analyzer.analysis.Analysis;
import assay.analyzer.analysis.Assumptions;
import assay.analyzer.analysis.Precision;
import assay.analyzer.device.CpuProfile;
import assay.analyzer.device.CpuProfile.Family;
import assay.analyzer.device.CpuProfile.RatePoint;
import assay.analyzer.device.CpuProfile.Reference;
import assay.analyzer.device.CpuProfile.ReferenceTime;
import assay.analyzer.device.CpuProfile.StreamPoint;
import assay.analyzer.device.DeviceIdentity;
import assay.analyzer.device.DeviceProfile;
import assay.analyzer.device.Match;
import assay.analyzer.device.Profiles;
import assay.analyzer.device.Provenance;
import assay.analyzer.estimate.EstimateSettings;
import assay.analyzer.finding.Detectors;
import assay.analyzer.finding.Subject;
import assay.analyzer.structure.Structure;
import assay.analyzer.zoo.Zoo;
import assay.benchmark.measurement.Measurement;
import assay.reports.reconcile.Paper;
import assay.reports.reconcile.Reconciliation;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Cards' evidence: a real model, a real analysis, a real profile and estimate, and a
/// [SampleMeasurement].
final class SampleEvidence {

    static final List<Long> BATCHES = List.of(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L);

    private SampleEvidence() {}

    /// The built-in model of that name, written into `folder`.
    static Analysis analysis(String model, Path folder) {
        Path file = folder.resolve(model + ".onnx");
        Zoo.write(model, file, 1);
        return Analysis.of(file, Assumptions.NONE);
    }

    static DeviceProfile profile(String id) {
        Path folder = Path.of(System.getProperty("assay.root")).resolve("profiles");
        return switch (Profiles.load(List.of(folder)).find(id)) {
            case Match.Known(DeviceProfile profile) -> profile;
            case Match.Unknown(String why) -> throw new AssertionError(why);
        };
    }

    static Paper paper(Analysis analysis, String profile, Precision precision) {
        return Paper.of(
                analysis.in(precision), profile(profile), EstimateSettings.defaults(), BATCHES);
    }

    /// Estimated for an H100 and, as sample data, measured on it.
    static Evidence gpu(Analysis analysis) {
        Paper paper = paper(analysis, "nvidia-h100-sxm5-80gb", Precision.FP32);
        Measurement measurement =
                SampleMeasurement.of(paper, "cuda:0", "SAMPLE, no real measurement");
        return evidence(
                analysis,
                paper,
                measurement,
                new DeviceIdentity("NVIDIA H100 80GB HBM3", 132, 85.5e9, "2330"));
    }

    /// Estimated for a CPU and, as sample data, measured on it with a profile of kernel times.
    static Evidence cpu(Analysis analysis) {
        Paper paper = paper(analysis, "intel-xeon-platinum-8480-plus", Precision.FP32);
        Measurement measurement = SampleMeasurement.of(paper, "cpu", "SAMPLE, no real measurement");
        return evidence(analysis, paper, measurement, null);
    }

    /// Estimated for a processor that was calibrated and, as sample data, measured on it while its
    /// reference kernels took `slower` times as long; NaN where they were not timed.
    static Evidence calibrated(Analysis analysis, double slower) {
        return calibrated(analysis, BATCHES, slower);
    }

    /// As [#calibrated(Analysis, double)], at other batch sizes, one process each.
    static Evidence calibrated(Analysis analysis, List<Long> batches, double slower) {
        Provenance none =
                new Provenance(Map.of(), List.of(), Provenance.Confidence.MEASURED, Map.of());
        CpuProfile cpu =
                new CpuProfile(
                        "sample-cpu",
                        "SAMPLE, no real processor",
                        List.of(),
                        "",
                        "",
                        8,
                        8,
                        null,
                        null,
                        null,
                        null,
                        List.of(),
                        List.of(new RatePoint(Family.GEMM, 8, 1e9, 500e9)),
                        List.of(new StreamPoint(8, 1e8, 50e9), new StreamPoint(1, 1e8, 12e9)),
                        2e-6,
                        10e-6,
                        List.of(
                                new ReferenceTime(Reference.PRODUCT, 8, 1e-3),
                                new ReferenceTime(Reference.CHAIN, 8, 2e-3),
                                new ReferenceTime(Reference.ADDITION, 8, 2e-3)),
                        0.05,
                        none);
        Paper paper = Paper.of(analysis, cpu, EstimateSettings.defaults(), batches);
        Map<String, Double> references =
                Double.isNaN(slower)
                        ? Map.of()
                        : Map.of(
                                "product", slower * 1e-3,
                                "chain", slower * 2e-3,
                                "addition", slower * 2e-3);
        return evidence(
                analysis,
                paper,
                SampleMeasurement.of(paper, "cpu", "SAMPLE, no real measurement", references),
                null);
    }

    static Evidence paperOnly(Analysis analysis, String profile, Precision precision) {
        Paper paper = paper(analysis, profile, precision);
        return new Evidence(
                "resnet18",
                analysis,
                structure(analysis),
                List.of(),
                paper,
                "",
                null,
                "--no-measure was given",
                "",
                null,
                Reconciliation.of(paper),
                "scripts/assay card resnet18 --no-measure",
                "0.1.0",
                "2026-11-22T12:00:00Z");
    }

    /// The seed card's laptop on paper, with the memory that its driver reported.
    static Evidence laptop(Analysis analysis) {
        Paper paper = paper(analysis, "nvidia-geforce-rtx-4050-laptop", Precision.FP16);
        return evidence(
                analysis,
                paper,
                SampleMeasurement.of(paper, "cuda:0", "SAMPLE, no real measurement"),
                new DeviceIdentity(
                        "NVIDIA GeForce RTX 4050 Laptop GPU", 20, 6141.0 * 1024 * 1024, null));
    }

    /// Neither an estimate nor a measurement: counts alone.
    static Evidence countsOnly(Analysis analysis) {
        return new Evidence(
                "resnet18",
                analysis,
                structure(analysis),
                List.of(),
                null,
                "no profile for a device that calls itself 'Sample 9000'",
                null,
                "--no-measure was given",
                "",
                null,
                new Reconciliation(List.of(), List.of()),
                "scripts/assay card resnet18 --no-measure",
                "0.1.0",
                "2026-11-22T12:00:00Z");
    }

    /// Measured on a device that no profile is of.
    static Evidence measuredOnly(Analysis analysis) {
        Evidence full = cpu(analysis);
        Measurement measurement = java.util.Objects.requireNonNull(full.measurement());
        return new Evidence(
                full.name(),
                analysis,
                full.structure(),
                full.findings(),
                null,
                "no profile for a device that calls itself 'Sample 9000'",
                measurement,
                "",
                "",
                null,
                Reconciliation.of(measurement),
                full.command(),
                full.version(),
                full.time());
    }

    private static Evidence evidence(
            Analysis analysis,
            Paper paper,
            Measurement measurement,
            @Nullable DeviceIdentity detected) {
        Subject subject = Subject.of(analysis, analysis.at(1));
        return new Evidence(
                "resnet18",
                analysis,
                subject.structure(),
                Detectors.findings(subject),
                paper,
                "",
                measurement,
                "",
                "",
                detected,
                Reconciliation.of(paper, measurement, true),
                "scripts/assay card resnet18 --batches 1,2,4,8,16,32,64,128",
                "0.1.0",
                "2026-11-22T12:00:00Z");
    }

    static Structure structure(Analysis analysis) {
        return Structure.of(analysis.graph());
    }
}
