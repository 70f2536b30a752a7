package assay.reports.section;

import assay.reports.card.Numbers;
import assay.reports.card.Quantity;
import assay.reports.card.Table;
import assay.reports.card.Table.Column;
import assay.reports.card.Text;
import assay.reports.card.Unit;
import assay.reports.reconcile.Reconciliation.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Estimated beside measured, one row a batch size; the knee is marked.
final class MainTable {

    private MainTable() {}

    static Table of(Sheet sheet) {
        List<Column> columns =
                List.of(
                        Column.number("Batch size"),
                        Column.number("Latency, estimated [band]")
                                .hint(
                                        "host to host; in brackets where four of five measurements are expected"),
                        Column.number("Latency, measured (p50)")
                                .hint("host to host, with the interval of the median"),
                        Column.number("Measured / estimated"),
                        Column.number("Throughput, estimated").hint("batch over latency"),
                        Column.number("Throughput, measured (mean)")
                                .hint("batch over mean latency, closed loop"),
                        Column.number("Memory, estimated")
                                .hint(
                                        "weights and live activations, without workspace and context"),
                        Column.number("Memory, measured")
                                .hint(
                                        sheet.onGpu()
                                                ? "most device memory in use"
                                                : "peak resident memory of the process, JVM included"),
                        Column.text("Verdict").hint("what the measured figures are worth"));
        boolean paperOnly = sheet.measurement() == null;
        long knee = knee(sheet).map(Scaling.Point::batch).orElse(-1L);
        List<Table.Row> rows = new ArrayList<>();
        for (Row row : sheet.rows) {
            List<Text> cells = shown(row(new Cells(sheet, row)), paperOnly);
            rows.add(new Table.Row(cells, row.batch() == knee));
        }
        return new Table(title(sheet), shown(columns, paperOnly), rows);
    }

    /// On paper alone the measured columns would be dashes from top to bottom; the heading says
    /// why.
    private static <T> List<T> shown(List<T> all, boolean paperOnly) {
        return paperOnly ? List.of(all.get(0), all.get(1), all.get(4), all.get(6)) : all;
    }

    /// The knee of what was measured, else of the estimate.
    static Optional<Scaling.Point> knee(Sheet sheet) {
        return sheet.measured.points().isEmpty() ? sheet.estimated.knee() : sheet.measured.knee();
    }

    private static List<Text> row(Cells cells) {
        return List.of(
                Text.of(Sheet.count(cells.row().batch())),
                banded(cells.estimated()),
                Text.of(cells.measured()),
                Text.of(cells.ratio()),
                Text.of(cells.estimatedThroughput()),
                Text.of(cells.measuredThroughput()),
                Text.of(cells.estimatedMemory()),
                Text.of(cells.measuredMemory()),
                Text.of(cells.verdict()));
    }

    /// A quantity with its band in brackets.
    static Text banded(Quantity quantity) {
        if (quantity instanceof Quantity.Known known
                && known.low() != null
                && known.high() != null) {
            return Text.of(known)
                    .and(
                            " ["
                                    + Numbers.text(known.low(), known.unit())
                                    + " .. "
                                    + Numbers.text(known.high(), known.unit())
                                    + "]");
        }
        return Text.of(quantity);
    }

    private static String title(Sheet sheet) {
        return sheet.measured.points().isEmpty()
                ? "Estimated by batch size"
                : sheet.estimated.points().isEmpty()
                        ? "Measured by batch size"
                        : "Estimated and measured by batch size";
    }

    static Quantity.Known share(double share) {
        return Quantity.stated(share, Unit.FRACTION);
    }
}
