package assay.reports.section;

import assay.analyzer.analysis.FusedGroup;
import assay.analyzer.estimate.NodeEstimate;
import assay.benchmark.measurement.BatchResult;
import assay.benchmark.measurement.Conditions;
import assay.benchmark.measurement.Environment;
import assay.benchmark.measurement.FirstRuns;
import assay.benchmark.measurement.Fork;
import assay.benchmark.measurement.JvmCost;
import assay.benchmark.measurement.Latency;
import assay.benchmark.measurement.Measurement;
import assay.benchmark.measurement.Memory;
import assay.benchmark.measurement.Method;
import assay.benchmark.measurement.ModelIdentity;
import assay.benchmark.measurement.NodeTime;
import assay.benchmark.measurement.Outliers;
import assay.benchmark.measurement.RuntimeProfile;
import assay.benchmark.measurement.Verdict;
import assay.benchmark.measurement.Warning;
import assay.benchmark.stats.Interval;
import assay.reports.reconcile.BatchEstimate;
import assay.reports.reconcile.Paper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Sample data: a measurement that nobody took, its figures made from the estimate with a factor,
/// so that every part of a card has something to show. Nothing in it says anything of a real
/// device.
final class SampleMeasurement {

    /// Measured over estimated in the sample.
    static final double FACTOR = 1.12;

    private SampleMeasurement() {}

    /// Batches up to 32 measured, 64 skipped, 128 out of memory; the runtime's profile at batch 1.
    static Measurement of(Paper paper, String provider, String device) {
        return of(paper, provider, device, Map.of());
    }

    /// The same, beside which reference kernels took so many seconds.
    static Measurement of(
            Paper paper, String provider, String device, Map<String, Double> references) {
        List<BatchResult> batches = new ArrayList<>();
        for (BatchEstimate estimate : paper.batches()) {
            if (estimate.batch() == 64) {
                batches.add(BatchResult.without(64, new Warning.Skipped(95, 20)));
            } else if (estimate.batch() == 128) {
                batches.add(BatchResult.without(128, new Warning.OutOfMemory("sample allocator")));
            } else {
                batches.add(batch(estimate, provider.startsWith("cuda"), references));
            }
        }
        return new Measurement(
                Measurement.SCHEMA,
                new ModelIdentity("resnet18", "resnet18.onnx", "0".repeat(64)),
                new Environment(
                        "Sample CPU, 8 cores",
                        provider.startsWith("cuda") ? device : null,
                        provider.startsWith("cuda") ? "000.00" : null,
                        "SampleOS 1.0",
                        32L << 30,
                        "ONNX Runtime 1.29.0",
                        new TreeMap<>(Map.of("sample-library", "1.0")),
                        new TreeMap<>(Map.of("ecc", "true")),
                        "Sample VM 25",
                        "assay card resnet18 --batches 1,2,4",
                        "2026-11-22T12:00:00Z",
                        new TreeMap<>(Map.of("gpu", "no GPU in this sample"))),
                device,
                provider,
                paper.precision().label(),
                Measurement.HOST_TO_HOST,
                new TreeMap<>(Map.of("threads", "8")),
                new Method(
                        "default",
                        180,
                        141.5,
                        5,
                        List.of(List.of(1L, 2L)),
                        42,
                        0.02,
                        0.03,
                        "all batch sizes measured as closely as asked for",
                        List.of(),
                        List.of("-Xmx1g")),
                batches,
                List.of(profile(paper.batches().getFirst())),
                List.of(new Warning.TailUnproven(99.9, 4000, 642)),
                List.of());
    }

    /// The estimate, or a millisecond a sample where a node's time is unknown.
    private static double expected(BatchEstimate estimate) {
        return estimate.latency().known()
                ? estimate.latency().seconds()
                : 1e-3 * (double) estimate.batch();
    }

    private static BatchResult batch(
            BatchEstimate estimate, boolean gpu, Map<String, Double> references) {
        double p50 = expected(estimate) * FACTOR;
        boolean noisy = estimate.batch() == 4;
        List<Warning> warnings = noisy ? List.of(new Warning.Noisy(0.081, 0.05)) : List.of();
        return new BatchResult(
                estimate.batch(),
                noisy ? Verdict.NOISY : Verdict.VALID,
                warnings,
                List.of(fork(p50, gpu, references)),
                new Latency(
                        p50 * 0.97,
                        p50,
                        p50 * 1.03,
                        p50 * 1.05,
                        p50 * 1.11,
                        p50 * 1.4,
                        p50 * 2.1,
                        p50 * 1.01),
                new Interval(p50 * 0.996, p50 * 1.004, 0.95, "sample"),
                new TreeMap<>(Map.of("p99", p50 * 1.13)),
                noisy ? 0.081 : 0.012,
                estimate.batch() / (p50 * 1.01),
                4000,
                "SAMPLE",
                310_000_000L + 5_000_000 * estimate.batch(),
                gpu ? 640_000_000L + 9_000_000 * estimate.batch() : null,
                gpu ? 0.21 * estimate.batch() : null,
                gpu ? 0.01 * estimate.batch() : null,
                gpu ? new TreeMap<>(Map.of("sm", 1.98e9)) : new TreeMap<>(Map.of("cpu", 2.6e9)),
                new TreeMap<>(Map.of(gpu ? "CUDAExecutionProvider" : "CPUExecutionProvider", 49)),
                new TreeMap<>(
                        Map.of(
                                Measurement.DEVICE_RESIDENT,
                                new Latency(
                                        p50 * 0.8,
                                        p50 * 0.9,
                                        p50 * 0.91,
                                        p50 * 0.92,
                                        p50 * 0.93,
                                        p50,
                                        p50 * 1.2,
                                        p50 * 0.9))),
                gpu ? new TreeMap<>(Map.of("hostToDevice", p50 * 0.07)) : new TreeMap<>(),
                new JvmCost(6e-7, 4e-7, 2e-6, 512.0, 0.0, new TreeMap<>()),
                new Memory(
                        60_000_000L,
                        46_796_448L,
                        9_000_000L * estimate.batch(),
                        1_000_000L,
                        9_000_000L * estimate.batch() - 1_000_000L,
                        56_000_000L,
                        67_108_864L,
                        new TreeMap<>()),
                gpu
                        ? new TreeMap<>()
                        : new TreeMap<>(
                                Map.of(
                                        "deviceMemoryBytes",
                                        "no GPU in this sample",
                                        "energyJoules",
                                        "no energy counter in this sample")));
    }

    private static Fork fork(double p50, boolean gpu, Map<String, Double> references) {
        return new Fork(
                1,
                4000,
                4000,
                p50,
                p50 * 0.97,
                List.of(p50, p50),
                List.of(p50, p50),
                6.5,
                new FirstRuns(0.41, List.of(p50 * 9, p50 * 1.6), 240, 1.5, true),
                310_000_000L,
                90_000_000L,
                512.0,
                0,
                0.01,
                0.0,
                0.002,
                gpu
                        ? new Conditions(
                                2.5,
                                new TreeMap<>(Map.of("sm", 1.98e9)),
                                120.0,
                                0.5,
                                310.0,
                                54.0,
                                0.93,
                                1.0,
                                649_000_000L,
                                new TreeMap<>(),
                                0.1,
                                0.8,
                                0,
                                0.0,
                                null,
                                new TreeMap<>())
                        : new Conditions(
                                2.5,
                                new TreeMap<>(Map.of("cpu", 2.6e9)),
                                null,
                                null,
                                null,
                                null,
                                null,
                                1.5,
                                null,
                                new TreeMap<>(),
                                0.1,
                                0.8,
                                null,
                                null,
                                null,
                                new TreeMap<>()),
                new TreeMap<>(references),
                new Outliers(
                        3,
                        3,
                        new TreeMap<>(Map.of(Outliers.SAFEPOINT, 1L)),
                        2,
                        List.of(new Outliers.Run(0.7, p50 * 2.1, List.of(Outliers.SAFEPOINT)))));
    }

    /// Every group by its main node, a quarter of them slower than estimated, and two reorders that
    /// the model lacks.
    private static RuntimeProfile profile(BatchEstimate estimate) {
        List<NodeTime> nodes = new ArrayList<>();
        double sum = 0;
        List<FusedGroup> groups = estimate.workload().groups();
        for (int i = 0; i < groups.size(); i++) {
            NodeEstimate node = estimate.latency().nodes().get(i);
            if (!node.runs()) {
                continue;
            }
            double seconds = (node.known() ? node.seconds() : 1e-6) * (i % 4 == 0 ? 1.6 : 0.9);
            nodes.add(
                    new NodeTime(
                            node.node(),
                            groups.get(i).operator(),
                            "sample",
                            seconds,
                            1,
                            List.of(),
                            List.of()));
            sum += seconds;
        }
        for (String name : List.of("ReorderInput_1", "ReorderOutput_2")) {
            double seconds = expected(estimate) * 0.01;
            nodes.add(
                    new NodeTime(
                            name,
                            name.substring(0, name.length() - 2),
                            "sample",
                            seconds,
                            1,
                            List.of(),
                            List.of()));
            sum += seconds;
        }
        return new RuntimeProfile(
                estimate.batch(),
                50,
                sum * 1.04,
                sum,
                nodes,
                List.of(),
                new TreeMap<>(),
                0,
                0,
                2_000_000L);
    }
}
