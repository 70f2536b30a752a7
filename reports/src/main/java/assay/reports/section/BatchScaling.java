package assay.reports.section;

import assay.analyzer.device.GpuProfile;
import assay.analyzer.estimate.BatchFit;
import assay.analyzer.estimate.MemoryNeed;
import assay.reports.card.Block;
import assay.reports.card.Bullets;
import assay.reports.card.Facts;
import assay.reports.card.Facts.Fact;
import assay.reports.card.Figure;
import assay.reports.card.Figures;
import assay.reports.card.Numbers;
import assay.reports.card.Quantity;
import assay.reports.card.Section;
import assay.reports.card.Text;
import assay.reports.card.Unit;
import assay.reports.chart.BatchPoint;
import assay.reports.chart.MemoryByBatch;
import assay.reports.reconcile.BatchEstimate;
import assay.reports.reconcile.Paper;
import assay.reports.reconcile.Reconciliation.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// How latency, throughput and memory grow with the batch size, and where more brings little.
final class BatchScaling implements Chapter {

    @Override
    public Section write(Sheet sheet) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(facts(sheet));
        List<Text> advice = ScalingAdvice.of(sheet);
        if (!advice.isEmpty()) {
            blocks.add(new Bullets(advice));
        }
        List<Figure> figures = new ArrayList<>();
        memory(sheet).ifPresent(figures::add);
        figures.addAll(BatchGrowth.figures(sheet));
        if (!figures.isEmpty()) {
            blocks.add(new Figures(Figures.Layout.SIDE_BY_SIDE, figures));
        }
        if (sheet.rows.size() > 1) {
            blocks.add(BatchGrowth.table(sheet));
        }
        return new Section(
                "batch-scaling", "Batch size scaling", lead(sheet), blocks, Section.Place.BODY);
    }

    private static Text lead(Sheet sheet) {
        boolean measured = !sheet.measured.points().isEmpty();
        Scaling side = measured ? sheet.measured : sheet.estimated;
        Optional<Scaling.Point> best = side.best();
        if (best.isEmpty()) {
            return Text.of("No batch size has a latency: ")
                    .and(new Cells(sheet, sheet.focus).whyNotEstimated());
        }
        if (side.points().size() == 1) {
            return Text.of("One batch size has a latency: ")
                    .and(Sheet.count(best.get().batch()))
                    .and(".");
        }
        Scaling.Point first = side.points().getFirst();
        if (best.get().batch() == first.batch()) {
            return Text.of("Throughput is best at batch ")
                    .and(Sheet.count(first.batch()))
                    .and(", the smallest; the table above has every batch size.");
        }
        double growth = side.growth().orElseThrow();
        return Text.of("Throughput grows ")
                .and(
                        measured
                                ? Quantity.measured(growth, Unit.RATIO)
                                : Quantity.estimated(growth, Unit.RATIO))
                .and(" from batch ")
                .and(Sheet.count(first.batch()))
                .and(" to ")
                .and(Sheet.count(best.get().batch()))
                .and("; the table above has every batch size.");
    }

    private static Facts facts(Sheet sheet) {
        List<Fact> facts = new ArrayList<>();
        boolean measured = !sheet.measured.points().isEmpty();
        Optional<Scaling.Point> knee = MainTable.knee(sheet);
        Cells focus = new Cells(sheet, sheet.focus);
        facts.add(
                new Fact(
                        "Optimal batch size",
                        knee.<Text>map(p -> at(sheet, p, measured))
                                .orElse(
                                        Text.of(
                                                Quantity.unknown(
                                                        "it takes two batch sizes to compare"))),
                        "the knee: the smallest batch with 95 % of the best throughput"));
        facts.add(
                new Fact(
                        "Best throughput, measured",
                        sheet.measured
                                .best()
                                .<Text>map(p -> at(sheet, p, true))
                                .orElse(Text.of(Quantity.unknown(focus.whyNotMeasured()))),
                        ""));
        facts.add(
                new Fact(
                        "Best throughput, estimated",
                        sheet.estimated
                                .best()
                                .<Text>map(p -> at(sheet, p, false))
                                .orElse(Text.of(Quantity.unknown(focus.whyNotEstimated()))),
                        ""));
        limits(sheet).ifPresent(facts::add);
        largest(sheet).ifPresent(facts::add);
        if (measured && !sheet.estimated.points().isEmpty()) {
            sheet.estimated
                    .knee()
                    .ifPresent(p ->
                            facts.add(new Fact("Knee by the estimate", at(sheet, p, false), "")));
        }
        return new Facts(facts);
    }

    /// The best batch size under the user's limit on latency.
    private static Optional<Fact> limits(Sheet sheet) {
        if (sheet.evidence.latencyLimit().isEmpty()) {
            return Optional.empty();
        }
        double limit = sheet.evidence.latencyLimit().getAsDouble();
        boolean measured = !sheet.measured.points().isEmpty();
        Scaling side = measured ? sheet.measured : sheet.estimated;
        return Optional.of(
                new Fact(
                        "Best batch within " + Numbers.text(limit, Unit.SECONDS),
                        side.bestWithin(limit)
                                .<Text>map(p -> at(sheet, p, measured))
                                .orElse(
                                        Text.of(
                                                Quantity.unknown(
                                                        "every batch size here takes longer"))),
                        measured ? "by the median" : "by the estimate"));
    }

    /// The largest batch whose memory fits the device, on paper.
    private static Optional<Fact> largest(Sheet sheet) {
        return fit(sheet)
                .map(fit ->
                        new Fact(
                                "Largest batch that fits",
                                Text.of(
                                        fit.largest().isPresent()
                                                ? Quantity.estimated(
                                                                (double) fit.largest().getAsLong(),
                                                                Unit.COUNT)
                                                        .inFull()
                                                : Quantity.unknown(fit.why())),
                                "weights and activations counted, workspace and context assumed"));
    }

    /// Empty where nothing is estimated, or for a processor, whose memory no profile tells.
    static Optional<BatchFit> fit(Sheet sheet) {
        Paper paper = sheet.evidence.paper();
        return paper != null && paper.device() instanceof GpuProfile
                ? Optional.of(BatchFit.of(paper.analysis(), paper.device()))
                : Optional.empty();
    }

    private static Text at(Sheet sheet, Scaling.Point point, boolean measured) {
        Cells cells = new Cells(sheet, sheet.row(point.batch()));
        return Text.of("batch ")
                .and(Sheet.count(point.batch()))
                .and(": ")
                .and(measured ? cells.measuredThroughput() : cells.estimatedThroughput())
                .and(" at ")
                .and(measured ? cells.measured() : cells.estimated());
    }

    private static Optional<Figure> memory(Sheet sheet) {
        List<MemoryByBatch.Stack> stacks = new ArrayList<>();
        List<BatchPoint> measured = new ArrayList<>();
        double weights = (double) sheet.analysis().parameters().bytes();
        for (Row row : sheet.rows) {
            BatchEstimate estimate = row.estimate();
            if (estimate != null && estimate.workload().peakActivationBytes().isPresent()) {
                stacks.add(
                        new MemoryByBatch.Stack(
                                row.batch(),
                                weights,
                                (double) estimate.workload().peakActivationBytes().getAsLong(),
                                sheet.measurement() == null ? assumed(sheet, estimate) : 0));
            }
            Long bytes = new Cells(sheet, row).measuredBytes();
            if (bytes != null) {
                measured.add(BatchPoint.of(row.batch(), (double) bytes));
            }
        }
        if (stacks.isEmpty() && measured.isEmpty()) {
            return Optional.empty();
        }
        OptionalLong capacity =
                sheet.evidence.paper() != null
                                && sheet.evidence.paper().device() instanceof GpuProfile gpu
                        ? OptionalLong.of((long) gpu.memory().bytes())
                        : OptionalLong.empty();
        return Optional.of(
                new Figure(
                        "memory-by-batch",
                        "Memory by batch size",
                        "Memory by batch size: "
                                + (FirstCharts.points(measured, "measured", Unit.BYTES)
                                                + " "
                                                + Numbers.count(stacks.size(), "batch size")
                                                + " estimated.")
                                        .strip(),
                        memoryCaption(sheet),
                        new MemoryByBatch(stacks, measured, capacity)));
    }

    /// Workspace and context, on paper.
    private static double assumed(Sheet sheet, BatchEstimate estimate) {
        Paper paper = sheet.evidence.paper();
        return paper == null
                ? 0
                : MemoryNeed.of(estimate.workload(), paper.device()).stream()
                        .flatMap(need -> need.parts().stream())
                        .filter(part -> part.basis() == MemoryNeed.Basis.ASSUMED)
                        .mapToDouble(MemoryNeed.Part::bytes)
                        .sum();
    }

    private static String memoryCaption(Sheet sheet) {
        if (sheet.measurement() == null) {
            return "Counted: weights and live activations. Assumed: workspace and context, which only a run can tell.";
        }
        return (sheet.onGpu()
                        ? "Measured: most device memory in use."
                        : "Measured: the whole process, JVM included.")
                + " Columns: weights and live activations as counted.";
    }
}
