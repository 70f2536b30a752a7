package assay.reports.section;

import assay.analyzer.analysis.Analysis;
import assay.benchmark.measurement.BatchResult;
import assay.benchmark.measurement.Environment;
import assay.benchmark.measurement.Fork;
import assay.benchmark.measurement.Latency;
import assay.benchmark.measurement.Measurement;
import assay.benchmark.measurement.ModelIdentity;
import assay.benchmark.measurement.Verdict;
import assay.benchmark.stats.Interval;
import assay.reports.versus.Contender;
import assay.reports.versus.VersusReport;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// Sample results, beside each other and one after another: no real measurements.
final class SampleResults {

    static final String HOSTILE = "</script><script>alert(1)</script>|[x](javascript:a)";

    private SampleResults() {}

    /// One batch size with that median, in two processes.
    static Measurement result(
            Analysis of, String model, String sha, double p50, String time, Verdict verdict) {
        Measurement sample = java.util.Objects.requireNonNull(SampleEvidence.cpu(of).measurement());
        BatchResult one = sample.batches().getFirst();
        List<Fork> forks = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Fork fork = one.forks().getFirst();
            forks.add(
                    new Fork(
                            i + 1,
                            100,
                            100,
                            p50,
                            p50,
                            List.of(p50),
                            List.of(p50, p50),
                            1,
                            fork.firstRuns(),
                            null,
                            null,
                            null,
                            0,
                            null,
                            null,
                            null,
                            null,
                            new TreeMap<>(),
                            null));
        }
        BatchResult batch =
                new BatchResult(
                        1,
                        verdict,
                        List.of(),
                        forks,
                        new Latency(p50, p50, p50, p50, p50, p50, p50, p50),
                        new Interval(p50 * 0.99, p50 * 1.01, 0.95, "sample"),
                        new TreeMap<>(),
                        0.01,
                        1 / p50,
                        200,
                        null,
                        100_000_000L,
                        null,
                        null,
                        null,
                        null,
                        null,
                        new TreeMap<>(),
                        new TreeMap<>(),
                        null,
                        null,
                        new TreeMap<>());
        Environment environment = sample.environment();
        return new Measurement(
                sample.schema(),
                new ModelIdentity(model, model + ".onnx", sha),
                new Environment(
                        environment.cpu(),
                        null,
                        null,
                        environment.os(),
                        environment.hostMemoryBytes(),
                        environment.runtime(),
                        environment.libraries(),
                        environment.deviceState(),
                        environment.jvm(),
                        "assay bench",
                        time,
                        environment.unknown()),
                "Sample CPU",
                "cpu",
                "fp32",
                sample.span(),
                new TreeMap<>(),
                sample.method(),
                List.of(batch),
                List.of(),
                List.of(),
                List.of());
    }

    private static Measurement result(Analysis of, String model, double p50) {
        return result(of, model, "0".repeat(64), p50, "2026-11-22T12:00:00Z", Verdict.VALID);
    }

    /// Three results, of which two have a model at hand; the names are hostile.
    static VersusReport versus(Analysis resnet18, Analysis resnet34) {
        return VersusReport.of(
                List.of(
                        new Contender(HOSTILE, result(resnet18, "resnet18", 0.010), resnet18, 0.70),
                        new Contender("b", result(resnet18, "resnet34", 0.020), resnet34, 0.73),
                        new Contender("c", result(resnet18, "slow", 0.030), null, 0.72)),
                "top-1 accuracy");
    }

    /// Results of one model, a day apart.
    static List<Measurement> past(Analysis of, double... medians) {
        List<Measurement> series = new ArrayList<>();
        for (int i = 0; i < medians.length; i++) {
            series.add(
                    result(
                            of,
                            "m",
                            "0".repeat(64),
                            medians[i],
                            "2026-11-%02dT12:00:00Z".formatted(i + 1),
                            Verdict.VALID));
        }
        return series;
    }
}
