package assay.reports.chart;

import assay.reports.card.Picture;
import assay.reports.card.Unit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;

/// One chart of each kind with invented numbers, for looking at and for tests of form.
public final class SampleCharts {
    /// A name as a hostile model may carry it.
    public static final String HOSTILE =
            "</script><script>alert(1)</script>\"><img src=x onerror=alert(2)> ![x](javascript:a) | `b` \u202Eright-to-left\u202C "
                    + "\u05D0\u05D1\u05D2 \u0007 "
                    + "long/".repeat(2_000);

    private SampleCharts() {}

    public static Map<String, Picture> all() {
        Map<String, Picture> all = new LinkedHashMap<>();
        all.put("complexity-overview", overview());
        all.put("operator-histogram", new OperatorHistogram(operators()));
        all.put(
                "parameter-distribution",
                new ParameterDistribution(
                        List.of(
                                new Bar("Conv", 11_166_912),
                                new Bar("BatchNormalization", 19_200),
                                new Bar("Gemm", 513_000))));
        all.put(
                "flops-distribution",
                new FlopsDistribution(
                        List.of(
                                new Bar("Conv", 3_627_122_688.0),
                                new Bar("BatchNormalization", 4_967_424),
                                new Bar("Relu", 2_308_096),
                                new Bar("MaxPool", 1_605_632),
                                new Bar("Gemm", 1_025_000),
                                new Bar("Add", 752_640),
                                new Bar("GlobalAveragePool", 25_088)),
                        1));
        all.put("latency-by-batch", latency());
        all.put(
                "bound-by-batch",
                new BoundByBatch(
                        List.of(
                                new BoundByBatch.Row(1, 6e-4, 1e-4, 2e-4, 1e-4),
                                new BoundByBatch.Row(128, 6e-4, 9e-4, 2e-3, 4e-3))));
        all.put(
                "energy-by-batch",
                new EnergyByBatch(List.of(BatchPoint.of(1, 0.3), BatchPoint.of(64, 0.04))));
        all.put("error-histogram", new ErrorHistogram(List.of(-0.125, -0.05, 0.02, 0.4, 3.0)));
        all.put(
                "predicted-measured",
                new PredictedMeasured(
                        "predicted",
                        List.of(
                                new PredictedMeasured.Point(5e-4, 4.4e-4),
                                new PredictedMeasured.Point(2e-2, 3e-2))));
        all.put(
                "time-to-steady",
                new TimeToSteady(
                        List.of(List.of(0.41, 2e-3, 1.2e-3), List.of(0.39, 1.9e-3)),
                        OptionalDouble.of(1.02e-3)));
        all.put(
                "latency-through-time",
                new LatencyThroughTime(
                        List.of(
                                new LatencyThroughTime.Point("2026-11-20", 1e-3, 0.99e-3, 1.01e-3),
                                new LatencyThroughTime.Point(
                                        "2026-11-22", 1.1e-3, 1.08e-3, 1.2e-3)),
                        0.97e-3,
                        1.04e-3));
        all.put("throughput-by-batch", throughput());
        all.put("memory-by-batch", memory());
        all.put("roofline", roofline());
        all.put(
                "time-by-operator",
                new TimeByOperator(
                        List.of(
                                new TimeByOperator.Row(
                                        "Conv",
                                        OptionalDouble.of(5.1e-4),
                                        OptionalDouble.of(5.9e-4)),
                                new TimeByOperator.Row(
                                        "Gemm",
                                        OptionalDouble.of(4.1e-5),
                                        OptionalDouble.of(6.9e-5)),
                                new TimeByOperator.Row(
                                        "Add",
                                        OptionalDouble.of(5.3e-5),
                                        OptionalDouble.of(3.1e-5)),
                                new TimeByOperator.Row(
                                        "MaxPool",
                                        OptionalDouble.of(1.1e-5),
                                        OptionalDouble.of(1.9e-5)),
                                new TimeByOperator.Row(
                                        "Reorder",
                                        OptionalDouble.empty(),
                                        OptionalDouble.of(1.2e-5))),
                        "kernels alone"));
        all.put("latency-distribution", distribution());
        all.put(
                "gap-waterfall",
                new GapWaterfall(
                        9.4e-4,
                        List.of(
                                new GapWaterfall.Part("dispatch", 6.1e-5),
                                        new GapWaterfall.Part("copies host to device", 3.2e-5),
                                new GapWaterfall.Part("below-peak kernels", -2.1e-5),
                                        new GapWaterfall.Part("not modelled", 8e-6)),
                        1.02e-3,
                        1.016e-3,
                        1.031e-3));
        all.put("memory-timeline", timeline());
        all.put(
                "run-clock",
                new RunConditions(
                        "clock",
                        Unit.HERTZ,
                        List.of(
                                new RunConditions.Point(1, 1, 1.9e9, List.of(2.1e9, 1.9e9, 1.7e9)),
                                new RunConditions.Point(2, 8, 1.6e9, List.of(1.7e9, 1.5e9)),
                                new RunConditions.Point(3, 1, 1.8e9, List.of()))));
        return all;
    }

    static List<Bar> operators() {
        return List.of(
                new Bar("Conv", 20),
                new Bar("BatchNormalization", 20),
                new Bar("Relu", 17),
                new Bar("Add", 8),
                new Bar("MaxPool", 1),
                new Bar("GlobalAveragePool", 1),
                new Bar("Flatten", 1),
                new Bar("Gemm", 1));
    }

    private static ComplexityOverview overview() {
        return new ComplexityOverview(
                List.of(
                        new ComplexityOverview.Measure("nodes", "69", operators()),
                        new ComplexityOverview.Measure(
                                "parameters",
                                "11.7 M",
                                List.of(
                                        new Bar("Conv", 11_166_912),
                                        new Bar("BatchNormalization", 19_200),
                                        new Bar("Gemm", 513_000))),
                        new ComplexityOverview.Measure(
                                "FLOPs",
                                "3.64 GFLOPs",
                                List.of(
                                        new Bar("Conv", 3_627_122_688.0),
                                        new Bar("BatchNormalization", 4_967_424),
                                        new Bar("Relu", 2_308_096))),
                        new ComplexityOverview.Measure(
                                "bytes moved",
                                "122 MiB",
                                List.of(
                                        new Bar("Conv", 70e6),
                                        new Bar("BatchNormalization", 20e6),
                                        new Bar("Relu", 18e6),
                                        new Bar("Add", 12e6),
                                        new Bar("MaxPool", 4e6),
                                        new Bar("Gemm", 2e6))),
                        new ComplexityOverview.Measure(
                                "estimated time",
                                "940 µs",
                                List.of(
                                        new Bar("Conv", 510),
                                        new Bar("Gemm", 41),
                                        new Bar("Add", 53),
                                        new Bar("MaxPool", 11)))));
    }

    private static LatencyByBatch latency() {
        List<BatchPoint> estimated = new ArrayList<>();
        List<BatchPoint> measured = new ArrayList<>();
        for (long n = 1; n <= 128; n *= 2) {
            double e = 8e-4 + 1.1e-4 * n;
            estimated.add(new BatchPoint(n, e, e * 0.85, e * 1.2));
            double m = 9e-4 + 1.25e-4 * n;
            measured.add(new BatchPoint(n, m, m * 0.96, m * 1.05));
        }
        return new LatencyByBatch(estimated, measured, "host to host");
    }

    private static ThroughputByBatch throughput() {
        LatencyByBatch latency = latency();
        return new ThroughputByBatch(
                latency.estimated().stream()
                        .map(p ->
                                new BatchPoint(
                                        p.batch(),
                                        p.batch() / p.value(),
                                        p.batch() / p.high(),
                                        p.batch() / p.low()))
                        .toList(),
                latency.measured().stream()
                        .map(p ->
                                new BatchPoint(
                                        p.batch(),
                                        p.batch() / p.value(),
                                        p.batch() / p.high(),
                                        p.batch() / p.low()))
                        .toList(),
                OptionalLong.of(16),
                OptionalLong.empty());
    }

    private static MemoryByBatch memory() {
        List<MemoryByBatch.Stack> stacks = new ArrayList<>();
        List<BatchPoint> measured = new ArrayList<>();
        for (long n = 1; n <= 128; n *= 2) {
            stacks.add(new MemoryByBatch.Stack(n, 23_398_224, 3_211_264.0 * n, 2e7 + 4e5 * n));
            measured.add(BatchPoint.of(n, 6e7 + 3.9e6 * n));
        }
        return new MemoryByBatch(stacks, measured, OptionalLong.of(80L << 30));
    }

    private static Roofline roofline() {
        Random random = new Random(7);
        List<Roofline.Kernel> kernels = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            double intensity = Math.pow(10, -0.8 + 2.6 * random.nextDouble());
            double rate = Math.min(intensity * 3.35e12, 6e13) * (0.1 + 0.5 * random.nextDouble());
            kernels.add(
                    new Roofline.Kernel(
                            "layer" + i % 4 + "/conv" + i,
                            intensity,
                            rate,
                            1e-6 + 6e-5 * Math.pow(random.nextDouble(), 3),
                            i % 3 != 0));
        }
        return new Roofline(
                List.of(
                        new Roofline.Roof("fp32", 6.7e13),
                        new Roofline.Roof("fp16 tensor cores", 9.89e14)),
                3.35e12,
                kernels);
    }

    private static LatencyDistribution distribution() {
        List<LatencyDistribution.Curve> curves = new ArrayList<>();
        for (long n = 1; n <= 64; n *= 4) {
            List<LatencyDistribution.Percentile> points = new ArrayList<>();
            for (double p : new double[] {0, 50, 75, 90, 95, 99, 99.9}) {
                points.add(
                        new LatencyDistribution.Percentile(
                                p,
                                (9e-4 + 1.25e-4 * n)
                                        * (1
                                                + 0.02
                                                        * -Math.log10(1.001 - p / 100)
                                                        * (n == 4 ? 6 : 1))));
            }
            curves.add(new LatencyDistribution.Curve(n, points));
        }
        return new LatencyDistribution(curves, "host to host");
    }

    private static MemoryTimeline timeline() {
        List<MemoryTimeline.Step> steps = new ArrayList<>();
        for (int i = 0; i < 69; i++) {
            steps.add(
                    new MemoryTimeline.Step(
                            i == 5 ? HOSTILE : "node" + i,
                            6.4e6 * Math.exp(-Math.abs(i - 5) / 12.0) + 2e5 * (i % 3)));
        }
        return new MemoryTimeline(steps, 23_398_224, OptionalDouble.of(3.4e7));
    }
}
