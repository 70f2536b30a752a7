package assay.reports.section;

import assay.analyzer.device.CpuProfile;
import assay.analyzer.device.GpuProfile;
import assay.analyzer.device.Unit;
import assay.analyzer.estimate.NodeEstimate;
import assay.analyzer.tensor.Bindings;
import assay.benchmark.measurement.BatchResult;
import assay.benchmark.stats.Interval;
import assay.reports.card.Figure;
import assay.reports.card.Numbers;
import assay.reports.chart.BatchPoint;
import assay.reports.chart.GapWaterfall;
import assay.reports.chart.LatencyByBatch;
import assay.reports.chart.Roofline;
import assay.reports.chart.ThroughputByBatch;
import assay.reports.reconcile.BatchEstimate;
import assay.reports.reconcile.Gap;
import assay.reports.reconcile.Paper;
import assay.reports.reconcile.Reconciliation.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// The four pictures of the card in short.
final class FirstCharts {

    /// A memory limit further to the right, as a multiple of the largest batch size, would squeeze
    /// all that is known into a corner.
    private static final long FARTHEST = 8;

    private FirstCharts() {}

    static List<Figure> of(Sheet sheet) {
        List<Figure> figures = new ArrayList<>();
        boolean anything =
                !sheet.measured.points().isEmpty() || !sheet.estimated.points().isEmpty();
        if (anything) {
            figures.add(latency(sheet));
        }
        gap(sheet).ifPresent(figures::add);
        if (anything) {
            figures.add(throughput(sheet));
        }
        roofline(sheet).ifPresent(figures::add);
        return figures;
    }

    private static Figure latency(Sheet sheet) {
        List<BatchPoint> estimated = new ArrayList<>();
        List<BatchPoint> measured = new ArrayList<>();
        for (Row row : sheet.rows) {
            BatchEstimate estimate = Sheet.estimate(row);
            if (estimate != null) {
                estimated.add(
                        new BatchPoint(
                                row.batch(),
                                estimate.latency().seconds(),
                                estimate.latency().low(),
                                estimate.latency().high()));
            }
            BatchResult result = row.measured();
            if (result != null && row.p50().isPresent()) {
                double p50 = row.p50().getAsDouble();
                Interval interval = result.interval();
                measured.add(
                        interval == null
                                ? BatchPoint.of(row.batch(), p50)
                                : new BatchPoint(
                                        row.batch(), p50, interval.low(), interval.high()));
            }
        }
        return new Figure(
                "latency-by-batch",
                latencyTitle(sheet),
                "Latency by batch size: "
                        + points(measured, estimated, assay.reports.card.Unit.SECONDS),
                "",
                new LatencyByBatch(estimated, measured, Cells.HOST_TO_HOST));
    }

    private static String latencyTitle(Sheet sheet) {
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (Row row : sheet.rows) {
            if (row.ratio().isPresent()) {
                least = Math.min(least, row.ratio().getAsDouble());
                most = Math.max(most, row.ratio().getAsDouble());
            }
        }
        if (most == 0) {
            return sheet.measured.points().isEmpty()
                    ? "Latency by batch size, estimated"
                    : "Latency by batch size";
        }
        String low = Numbers.text(least, assay.reports.card.Unit.RATIO);
        String high = Numbers.text(most, assay.reports.card.Unit.RATIO);
        return low.equals(high)
                ? "Measured latency is " + low + " the estimate"
                : "Measured latency is " + low + " to " + high + " the estimate";
    }

    private static Figure throughput(Sheet sheet) {
        List<BatchPoint> estimated = new ArrayList<>();
        for (Row row : sheet.rows) {
            BatchEstimate estimate = Sheet.estimate(row);
            if (estimate != null) {
                estimated.add(
                        new BatchPoint(
                                row.batch(),
                                estimate.throughput(),
                                row.batch() / estimate.latency().high(),
                                row.batch() / estimate.latency().low()));
            }
        }
        List<BatchPoint> measured =
                sheet.measured.points().stream()
                        .map(p -> BatchPoint.of(p.batch(), p.throughput()))
                        .toList();
        Optional<Scaling.Point> knee = MainTable.knee(sheet);
        return new Figure(
                "throughput-by-batch",
                knee.map(p ->
                                p.batch() == sheet.rows.getLast().batch()
                                        ? "Throughput still grows at batch " + p.batch()
                                        : "Beyond batch " + p.batch() + " more brings little")
                        .orElse("Throughput by batch size"),
                "Throughput by batch size: "
                        + points(measured, estimated, assay.reports.card.Unit.PER_SECOND),
                "",
                new ThroughputByBatch(
                        estimated,
                        measured,
                        knee.map(p -> OptionalLong.of(p.batch())).orElse(OptionalLong.empty()),
                        BatchScaling.fit(sheet).stream()
                                .flatMapToLong(fit -> fit.largest().stream())
                                .filter(limit -> limit > 0)
                                .filter(limit -> limit <= FARTHEST * sheet.rows.getLast().batch())
                                .findFirst()));
    }

    /// Both sides in words, each where there is any.
    private static String points(
            List<BatchPoint> measured, List<BatchPoint> estimated, assay.reports.card.Unit unit) {
        return (points(measured, "measured", unit) + " " + points(estimated, "estimated", unit))
                .strip();
    }

    /// First and last of the points in words; empty where there is none.
    static String points(List<BatchPoint> points, String side, assay.reports.card.Unit unit) {
        if (points.isEmpty()) {
            return "";
        }
        BatchPoint first = points.getFirst();
        BatchPoint last = points.getLast();
        String from = side + " " + Numbers.text(first.value(), unit) + " at " + first.batch();
        return points.size() == 1
                ? from + "."
                : from + " to " + Numbers.text(last.value(), unit) + " at " + last.batch() + ".";
    }

    private static Optional<Figure> gap(Sheet sheet) {
        if (sheet.focus.gap().isEmpty()) {
            return Optional.empty();
        }
        Gap gap = sheet.focus.gap().get();
        BatchResult result = sheet.focus.measured();
        Interval interval = result == null ? null : result.interval();
        return Optional.of(
                new Figure(
                        "gap-waterfall",
                        "From the estimate to the measurement at batch " + sheet.focus.batch(),
                        "Estimated "
                                + Numbers.text(gap.estimated(), assay.reports.card.Unit.SECONDS)
                                + ", measured "
                                + Numbers.text(gap.measured(), assay.reports.card.Unit.SECONDS)
                                + ", in "
                                + gap.parts().size()
                                + " parts.",
                        "",
                        new GapWaterfall(
                                gap.estimated(),
                                gap.parts().stream()
                                        .map(p -> new GapWaterfall.Part(p.name(), p.seconds()))
                                        .toList(),
                                gap.measured(),
                                interval == null ? gap.measured() : interval.low(),
                                interval == null ? gap.measured() : interval.high())));
    }

    private static Optional<Figure> roofline(Sheet sheet) {
        Paper paper = sheet.evidence.paper();
        List<Roofline.Roof> roofs = paper == null ? List.of() : roofs(sheet, paper);
        List<Roofline.Kernel> kernels = kernels(sheet);
        if (roofs.isEmpty() || sheet.bandwidth.isEmpty() || kernels.isEmpty()) {
            return Optional.empty();
        }
        long measured = kernels.stream().filter(Roofline.Kernel::measured).count();
        return Optional.of(
                new Figure(
                        "roofline",
                        "Roofline at batch " + sheet.focus.batch(),
                        kernels.size()
                                + " kernels under the device's roofs, "
                                + measured
                                + " of them measured.",
                        "",
                        new Roofline(roofs, sheet.bandwidth.get().perSecond(), kernels)));
    }

    private static List<Roofline.Roof> roofs(Sheet sheet, Paper paper) {
        List<Roofline.Roof> roofs = new ArrayList<>();
        double top = sheet.compute.map(Peak::perSecond).orElse(0.0);
        switch (paper.device()) {
            case GpuProfile gpu -> {
                OptionalDouble vector = gpu.rate(Unit.VECTOR_FP32);
                if (vector.isPresent() && vector.getAsDouble() < top) {
                    roofs.add(new Roofline.Roof("FP32 units", vector.getAsDouble()));
                }
            }
            case CpuProfile _ -> {}
        }
        sheet.compute.ifPresent(p -> roofs.add(new Roofline.Roof(p.label(), p.perSecond())));
        return roofs;
    }

    /// Groups of nodes, measured where the runtime's profile has kernel times, else estimated.
    private static List<Roofline.Kernel> kernels(Sheet sheet) {
        BatchEstimate estimate = sheet.focus.estimate();
        if (estimate == null) {
            return List.of();
        }
        Bindings bindings = estimate.workload().bindings();
        Map<Integer, OptionalDouble> times =
                OperatorTimes.batch(sheet) == sheet.focus.batch()
                        ? sheet.measuredByMain()
                        : Map.of();
        List<Roofline.Kernel> kernels = new ArrayList<>();
        List<NodeEstimate> nodes = estimate.latency().nodes();
        for (int i = 0; i < nodes.size(); i++) {
            NodeEstimate node = nodes.get(i);
            double flops = 0;
            for (int index : estimate.workload().groups().get(i).nodes()) {
                flops +=
                        (double)
                                estimate.workload()
                                        .analysis()
                                        .costs()
                                        .get(index)
                                        .flops()
                                        .bind(bindings)
                                        .number()
                                        .orElse(0);
            }
            OptionalDouble measured =
                    times.getOrDefault(
                            estimate.workload().groups().get(i).main(), OptionalDouble.empty());
            double seconds = measured.orElse(node.known() ? node.seconds() : 0);
            double bytes = node.bytes();
            if (flops > 0 && bytes > 0 && seconds > 0) {
                kernels.add(
                        new Roofline.Kernel(
                                sheet.isOfAggregates()
                                        ? estimate.workload().groups().get(i).operator()
                                        : node.node(),
                                flops / bytes,
                                flops / seconds,
                                seconds,
                                measured.isPresent()));
            }
        }
        return kernels;
    }
}
