package assay.reports.section;

import assay.analyzer.estimate.Bound;
import assay.analyzer.estimate.KernelEstimate;
import assay.analyzer.estimate.ModelEstimate;
import assay.analyzer.estimate.NodeEstimate;
import assay.benchmark.measurement.BatchResult;
import assay.reports.card.Block;
import assay.reports.card.Figure;
import assay.reports.card.Figures;
import assay.reports.card.Table;
import assay.reports.card.Table.Column;
import assay.reports.card.Text;
import assay.reports.card.Unit;
import assay.reports.chart.BatchPoint;
import assay.reports.chart.BoundByBatch;
import assay.reports.chart.EnergyByBatch;
import assay.reports.reconcile.BatchEstimate;
import assay.reports.reconcile.Reconciliation.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a sample costs as the batch grows: time, energy, and what bounds it.
final class BatchGrowth {

    private BatchGrowth() {}

    static List<Block> of(Sheet sheet) {
        List<Block> blocks = new ArrayList<>();
        List<Figure> figures = new ArrayList<>();
        bounds(sheet).ifPresent(figures::add);
        energy(sheet).ifPresent(figures::add);
        if (!figures.isEmpty()) {
            blocks.add(new Figures(Figures.Layout.SIDE_BY_SIDE, figures));
        }
        if (sheet.rows.size() > 1) {
            blocks.add(table(sheet));
        }
        return blocks;
    }

    private static Table table(Sheet sheet) {
        List<Table.Row> rows = new ArrayList<>();
        for (Row row : sheet.rows) {
            SampleCost cost = SampleCost.of(sheet, row);
            rows.add(
                    Table.Row.of(
                            Text.of(Sheet.count(row.batch())),
                            Text.of(cost.seconds()),
                            Text.of(cost.growth()),
                            Text.of(cost.ofBest()),
                            Text.of(cost.energy()),
                            Text.of(bound(row))));
        }
        return new Table(
                sheet.measured.points().isEmpty()
                        ? "What a sample costs, estimated"
                        : "What a sample costs, measured",
                List.of(
                        Column.number("Batch size"),
                        Column.number("Time a sample").hint("latency over batch"),
                        Column.number("Throughput over that of the smallest batch")
                                .hint("as many times as the batch grows would be perfect scaling"),
                        Column.number("Share of the best throughput"),
                        Column.number("Energy a sample")
                                .hint("measured energy of one run over batch"),
                        Column.text("Bound, estimated")),
                rows);
    }

    private static String bound(Row row) {
        BatchEstimate estimate = Sheet.estimate(row);
        return estimate == null ? "" : Verdict.word(estimate.latency().bound());
    }

    private static Optional<Figure> bounds(Sheet sheet) {
        List<BoundByBatch.Row> rows = new ArrayList<>();
        List<String> changes = new ArrayList<>();
        Bound before = null;
        for (Row row : sheet.rows) {
            BatchEstimate estimate = Sheet.estimate(row);
            if (estimate == null) {
                continue;
            }
            rows.add(split(row.batch(), estimate.latency()));
            Bound now = estimate.latency().bound();
            if (before != null && now != before) {
                changes.add(Verdict.word(now) + " from batch " + row.batch() + " on");
            }
            before = now;
        }
        if (rows.size() < 2 || before == null) {
            return Optional.empty();
        }
        String title =
                changes.isEmpty()
                        ? "The bound stays at every batch: " + Verdict.word(before)
                        : "The bound changes: " + String.join(", ", changes);
        return Optional.of(
                new Figure(
                        "bound-by-batch",
                        title,
                        title + ", by the estimate.",
                        "Launch: dispatch, launches and the run itself, as far as no kernel runs meanwhile.",
                        new BoundByBatch(rows)));
    }

    /// The parts add up to the estimated latency.
    static BoundByBatch.Row split(long batch, ModelEstimate latency) {
        double launch = 0;
        double memory = 0;
        double compute = 0;
        for (NodeEstimate node : latency.nodes()) {
            for (KernelEstimate kernel : node.kernels()) {
                double busy = kernel.known() ? kernel.seconds() - kernel.launchSeconds() : 0;
                switch (kernel.bound()) {
                    case COMPUTE -> compute += busy;
                    case MEMORY -> memory += busy;
                    case LAUNCH -> launch += busy;
                    case UNKNOWN -> {}
                }
            }
        }
        double copies = latency.inputCopySeconds() + latency.outputCopySeconds();
        double rest = latency.seconds() - launch - memory - compute - copies;
        return new BoundByBatch.Row(batch, launch + Math.max(0, rest), copies, memory, compute);
    }

    private static Optional<Figure> energy(Sheet sheet) {
        List<BatchPoint> points = new ArrayList<>();
        for (Row row : sheet.rows) {
            BatchResult result = row.measured();
            Double joules = result == null ? null : result.energyJoules();
            if (joules != null && joules > 0) {
                points.add(BatchPoint.of(row.batch(), joules / (double) row.batch()));
            }
        }
        return points.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Figure(
                                "energy-by-batch",
                                "Energy of a sample by batch size",
                                "Energy of a sample: "
                                        + FirstCharts.points(points, "measured", Unit.JOULES),
                                "",
                                new EnergyByBatch(points)));
    }
}
