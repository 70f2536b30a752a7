package assay.reports.section;

import assay.benchmark.measurement.BatchResult;
import assay.reports.card.Figure;
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

    static List<Figure> figures(Sheet sheet) {
        List<Figure> figures = new ArrayList<>();
        bounds(sheet).ifPresent(figures::add);
        energy(sheet).ifPresent(figures::add);
        return figures;
    }

    static Table table(Sheet sheet) {
        List<Table.Row> rows = new ArrayList<>();
        for (Row row : sheet.rows) {
            SampleCost cost = SampleCost.of(sheet, row);
            List<Text> cells = new ArrayList<>();
            cells.add(Text.of(Sheet.count(row.batch())));
            cells.add(Text.of(cost.seconds()));
            cells.add(Text.of(cost.growth()));
            cells.add(Text.of(cost.ofBest()));
            if (sheet.measurement() != null) {
                cells.add(Text.of(cost.energy()));
            }
            cells.add(Text.of(bound(row)));
            rows.add(new Table.Row(cells, false));
        }
        List<Column> columns = new ArrayList<>();
        columns.add(Column.number("Batch size"));
        columns.add(
                Column.number(isMeasured(sheet) ? "Time a sample (p50)" : "Time a sample")
                        .hint("latency over batch"));
        columns.add(
                Column.number("Throughput over that of the smallest batch")
                        .hint(
                                (isMeasured(sheet) ? "batch over mean latency; " : "")
                                        + "as many times as the batch grows would be perfect scaling"));
        columns.add(Column.number("Share of the best throughput"));
        if (sheet.measurement() != null) {
            columns.add(
                    Column.number("Energy a sample").hint("measured energy of one run over batch"));
        }
        columns.add(Column.text("Bound, estimated"));
        return new Table(
                isMeasured(sheet)
                        ? "What a sample costs, measured"
                        : "What a sample costs, estimated",
                columns,
                rows);
    }

    private static boolean isMeasured(Sheet sheet) {
        return !sheet.measured.points().isEmpty();
    }

    private static String bound(Row row) {
        BatchEstimate estimate = Sheet.estimate(row);
        return estimate == null ? "" : TimeParts.largest(estimate.latency()).word();
    }

    private static Optional<Figure> bounds(Sheet sheet) {
        List<BoundByBatch.Row> rows = new ArrayList<>();
        List<String> bounds = new ArrayList<>();
        TimeParts.Largest before = null;
        for (Row row : sheet.rows) {
            BatchEstimate estimate = Sheet.estimate(row);
            if (estimate == null) {
                continue;
            }
            TimeParts parts = TimeParts.of(estimate.latency());
            rows.add(
                    new BoundByBatch.Row(
                            row.batch(),
                            parts.dispatch(),
                            parts.copies(),
                            parts.memory(),
                            parts.compute()));
            TimeParts.Largest now = TimeParts.largest(estimate.latency());
            if (now != before) {
                bounds.add(
                        before == null
                                ? now.word()
                                : now.word() + " from batch " + row.batch() + " on");
            }
            before = now;
        }
        if (rows.size() < 2) {
            return Optional.empty();
        }
        String title =
                "Bound by "
                        + String.join(", by ", bounds)
                        + (bounds.size() == 1 ? " at every batch size" : "");
        return Optional.of(
                new Figure(
                        "bound-by-batch",
                        title,
                        title + " (estimated).",
                        "Dispatch: starting kernels and the run itself, as far as no kernel runs meanwhile. Memory and compute: kernels bound by them.",
                        new BoundByBatch(rows)));
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
