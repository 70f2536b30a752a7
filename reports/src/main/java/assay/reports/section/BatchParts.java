package assay.reports.section;

import assay.analyzer.estimate.BatchFit;
import assay.analyzer.estimate.ModelEstimate;
import assay.benchmark.measurement.BatchResult;
import assay.benchmark.measurement.Conditions;
import assay.benchmark.measurement.FirstRuns;
import assay.benchmark.measurement.Latency;
import assay.benchmark.measurement.Memory;
import assay.benchmark.measurement.Warning;
import assay.benchmark.stats.Interval;
import assay.reports.card.Quantity;
import assay.reports.reconcile.BatchEstimate;
import assay.reports.reconcile.Breakdown;
import assay.reports.reconcile.Gap;
import assay.reports.reconcile.MachineSpeed;
import assay.reports.reconcile.Reconciliation.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The parts of [CardJson] that are of one batch size each.
final class BatchParts {

    private BatchParts() {}

    static CardJson.Knee knee(Sheet sheet) {
        Scaling side = sheet.measured.points().isEmpty() ? sheet.estimated : sheet.measured;
        return new CardJson.Knee(
                Scaling.KNEE,
                sheet.measured.knee().map(Scaling.Point::batch).orElse(null),
                sheet.estimated.knee().map(Scaling.Point::batch).orElse(null),
                orNull(side.growth()),
                BatchScaling.fit(sheet).flatMap(BatchParts::orEmpty).orElse(null),
                orNull(sheet.evidence.latencyLimit()),
                sheet.evidence.latencyLimit().isEmpty()
                        ? null
                        : side.bestWithin(sheet.evidence.latencyLimit().getAsDouble())
                                .map(Scaling.Point::batch)
                                .orElse(null));
    }

    private static Optional<Long> orEmpty(BatchFit fit) {
        return fit.largest().stream().boxed().findFirst();
    }

    static List<BatchJson> batches(Sheet sheet) {
        List<BatchJson> batches = new ArrayList<>();
        for (Row row : sheet.rows) {
            Cells cells = new Cells(sheet, row);
            BatchResult result = row.measured();
            batches.add(
                    new BatchJson(
                            row.batch(),
                            estimate(sheet, cells),
                            Sheet.estimate(row) == null ? cells.whyNotEstimated() : "",
                            measured(sheet, cells),
                            cells.verdict(),
                            result == null
                                    ? List.of()
                                    : result.warnings().stream().map(Warning::message).toList(),
                            row.p50().isEmpty() ? cells.whyNotMeasured() : "",
                            orNull(row.ratio()),
                            row.gap()
                                    .map(gap ->
                                            new BatchJson.Gap(
                                                    gap.seconds(),
                                                    gap.parts().stream()
                                                            .map(p ->
                                                                    new BatchJson.Part(
                                                                            p.name(),
                                                                            p.seconds(),
                                                                            p.meaning()))
                                                            .toList(),
                                                    gap.speed()
                                                            .map(speed -> speed(gap, speed))
                                                            .orElse(null)))
                                    .orElse(null),
                            row.gap().isEmpty() ? cells.whyNotCompared() : "",
                            new BatchJson.Use(
                                    value(cells.estimatedCompute()),
                                    value(cells.achievedCompute()),
                                    value(cells.bandwidthShare()),
                                    value(cells.dispatch()),
                                    value(cells.copies()),
                                    value(cells.saturation()),
                                    value(SpeedOfLight.memoryShare(sheet, cells))),
                            sample(SampleCost.of(sheet, row))));
        }
        return batches;
    }

    private static BatchJson.Sample sample(SampleCost cost) {
        return new BatchJson.Sample(
                value(cost.seconds()),
                value(cost.growth()),
                value(cost.ofBest()),
                value(cost.energy()));
    }

    private static BatchJson.Speed speed(Gap gap, MachineSpeed speed) {
        return new BatchJson.Speed(
                speed.slowdown().product(),
                speed.slowdown().chain(),
                speed.slowdown().addition(),
                speed.estimate().seconds(),
                speed.explained(gap),
                gap.ratio() - 1);
    }

    private static BatchJson.@Nullable Estimate estimate(Sheet sheet, Cells cells) {
        BatchEstimate estimate = Sheet.estimate(cells.row());
        if (estimate == null) {
            return null;
        }
        ModelEstimate latency = estimate.latency();
        return new BatchJson.Estimate(
                latency.seconds(),
                latency.low(),
                latency.high(),
                "host-to-host",
                TimeParts.largest(latency).word(),
                estimate.throughput(),
                latency.deviceSeconds(),
                latency.hostSeconds(),
                latency.inputCopySeconds(),
                latency.outputCopySeconds(),
                latency.runSeconds(),
                estimate.flops() <= 0
                        ? null
                        : sheet.compute.map(p -> estimate.flops() / p.perSecond()).orElse(null),
                orNull(cells.estimatedBytes()),
                sheet.measurement() == null
                        ? value(MemorySection.assumed(sheet, cells, "workspace"))
                        : null,
                sheet.measurement() == null
                        ? value(MemorySection.assumed(sheet, cells, "context"))
                        : null);
    }

    private static BatchJson.@Nullable Measured measured(Sheet sheet, Cells cells) {
        BatchResult result = cells.row().measured();
        Latency latency = result == null ? null : result.latencySeconds();
        if (result == null || latency == null) {
            return null;
        }
        Interval interval = result.interval();
        FirstRuns first = result.forks().isEmpty() ? null : result.forks().getFirst().firstRuns();
        Conditions conditions = Samples.conditions(result);
        Memory memory = result.memory();
        return new BatchJson.Measured(
                latency.p50(),
                latency.min(),
                latency.p90(),
                latency.p95(),
                latency.p99(),
                latency.p999(),
                latency.max(),
                latency.mean(),
                interval == null ? null : interval.low(),
                interval == null ? null : interval.high(),
                interval == null ? null : interval.relativeHalfWidth(),
                interval == null ? null : interval.high() / latency.p50() - 1,
                interval == null ? null : 1 - interval.low() / latency.p50(),
                interval == null ? null : interval.confidence(),
                "host-to-host",
                result.throughput(),
                result.noise(),
                result.samples(),
                result.forks().size(),
                value(cells.measuredMemory()),
                value(MemorySection.beyond(sheet, cells)),
                memory == null ? null : memory.runBytes(),
                memory == null ? null : memory.workspaceBytes(),
                memory == null ? null : memory.activationBytes(),
                otherSpans(result),
                result.energyJoules(),
                Samples.clock(result),
                conditions == null ? null : conditions.celsius(),
                conditions == null ? null : conditions.utilization(),
                first == null
                        ? null
                        : new BatchJson.First(
                                first.sessionSeconds(),
                                first.runSeconds(),
                                first.warmupRuns(),
                                first.warmupSeconds(),
                                first.settled()));
    }

    private static SortedMap<String, Double> otherSpans(BatchResult result) {
        SortedMap<String, Double> medians = new TreeMap<>();
        result.spans().forEach((span, latency) -> medians.put(span, latency.p50()));
        return medians;
    }

    static List<CardJson.Operator> operators(Sheet sheet) {
        List<OperatorTimes.Line> lines = OperatorTimes.of(sheet);
        double measured = lines.stream().mapToDouble(l -> l.measured().orElse(0)).sum();
        double estimated = lines.stream().mapToDouble(l -> l.estimated().orElse(Double.NaN)).sum();
        List<CardJson.Operator> operators = new ArrayList<>();
        for (OperatorTimes.Line line : lines) {
            operators.add(
                    new CardJson.Operator(
                            line.operator(),
                            line.nodes(),
                            orNull(line.estimated()),
                            orNull(line.measured()),
                            ratio(line.estimated(), line.measured()),
                            line.measured().isPresent()
                                    ? Double.valueOf(line.measured().getAsDouble() / measured)
                                    : Double.isFinite(estimated)
                                            ? Double.valueOf(
                                                    line.estimated().orElseThrow() / estimated)
                                            : null));
        }
        return operators;
    }

    static List<CardJson.Layer> layers(Sheet sheet) {
        if (sheet.isOfAggregates()) {
            return List.of();
        }
        List<CardJson.Layer> layers = new ArrayList<>();
        for (Layers.Line line : Layers.lines(sheet, OperatorTimes.batch(sheet))) {
            layers.add(
                    new CardJson.Layer(
                            layers.size() + 1,
                            line.name(),
                            line.operator(),
                            line.runsAs(),
                            line.block(),
                            line.input(),
                            line.output(),
                            line.parameters(),
                            value(line.flops()),
                            value(line.bytes()),
                            value(line.intensity()),
                            orNull(line.estimated()),
                            orNull(line.measured()),
                            ratio(line.estimated(), line.measured()),
                            line.bound()));
        }
        return layers;
    }

    static List<CardJson.Beside> beside(Sheet sheet) {
        return sheet.evidence.reconciliation().breakdowns().stream()
                .filter(b -> !b.launchTimes())
                .map(BatchParts::beside)
                .toList();
    }

    private static CardJson.Beside beside(Breakdown breakdown) {
        return new CardJson.Beside(
                breakdown.batch(),
                breakdown.scale(),
                breakdown.outside(),
                breakdown.addedSeconds(),
                breakdown.added().size(),
                breakdown.replayed());
    }

    private static @Nullable Double ratio(OptionalDouble estimated, OptionalDouble measured) {
        return value(TimeSplit.ratio(estimated, measured, ""));
    }

    private static @Nullable Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    private static @Nullable Double value(Quantity quantity) {
        return switch (quantity) {
            case Quantity.Known known -> known.value();
            case Quantity.Unknown _ -> null;
        };
    }
}
