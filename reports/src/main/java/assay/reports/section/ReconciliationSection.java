package assay.reports.section;

import assay.reports.card.Block;
import assay.reports.card.Paragraph;
import assay.reports.card.Quantity;
import assay.reports.card.Section;
import assay.reports.card.Span;
import assay.reports.card.Table;
import assay.reports.card.Table.Column;
import assay.reports.card.Text;
import assay.reports.card.Unit;
import assay.reports.reconcile.Gap;
import assay.reports.reconcile.Reconciliation.Row;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Where measurement and estimate differ, batch by batch, in named parts that add up.
final class ReconciliationSection implements Chapter {

    @Override
    public Section write(Sheet sheet) {
        List<Block> blocks = new ArrayList<>();
        List<Row> compared = sheet.rows.stream().filter(row -> row.gap().isPresent()).toList();
        if (!compared.isEmpty()) {
            blocks.add(rows(sheet));
            blocks.add(parts(compared));
            SpeedNote.of(sheet).map(Paragraph::new).ifPresent(blocks::add);
            blocks.add(
                    new Paragraph(
                            Text.of("Both sides are ")
                                    .and(
                                            new Span.Term(
                                                    "host to host",
                                                    "from inputs in host memory to outputs in host memory, all copies included"))
                                    .and(
                                            ", of the same device, precision and batch. The parts come from kernels timed by themselves where that was done, else from the runtime's own profile, taken in a pass of its own, scaled to the measured median; they add up to the gap.")));
        }
        return new Section(
                "reconciliation",
                "Reconciliation",
                lead(sheet, compared),
                blocks,
                Section.Place.BODY);
    }

    private static Text lead(Sheet sheet, List<Row> compared) {
        if (compared.isEmpty()) {
            String why = new Cells(sheet, sheet.focus).whyNotCompared();
            return Text.of(
                    "Nothing is compared: "
                            + Verdict.sentence(why.replaceFirst("^not (compared|measured): ", "")));
        }
        Row first = compared.getFirst();
        Gap gap = first.gap().orElseThrow();
        int within = 0;
        for (Row row : compared) {
            double measured = row.gap().orElseThrow().measured();
            var estimate = java.util.Objects.requireNonNull(row.estimate()).latency();
            within += measured >= estimate.low() && measured <= estimate.high() ? 1 : 0;
        }
        return Text.of("The gap at batch ")
                .and(Sheet.count(first.batch()))
                .and(" is ")
                .and(signed(gap.seconds()))
                .and("; ")
                .and(Sheet.count(within))
                .and(" of ")
                .and(Sheet.count(compared.size()))
                .and(compared.size() == 1 ? " batch size lies" : " batch sizes lie")
                .and(" inside the estimate's band.");
    }

    private static Table rows(Sheet sheet) {
        List<Table.Row> rows = new ArrayList<>();
        for (Row row : sheet.rows) {
            Cells cells = new Cells(sheet, row);
            rows.add(
                    Table.Row.of(
                            Text.of(Sheet.count(row.batch())),
                            MainTable.banded(cells.estimated()),
                            Text.of(cells.measured()),
                            Text.of(cells.ratio()),
                            Text.of(
                                    row.gap().isPresent()
                                            ? signed(row.gap().get().seconds())
                                            : Quantity.unknown(cells.whyNotCompared())),
                            Text.of(cells.estimatedCompute()),
                            Text.of(cells.achievedCompute())));
        }
        return new Table(
                "Measured beside estimated",
                List.of(
                        Column.number("Batch size"),
                        Column.number("Estimated"),
                        Column.number("Measured p50"),
                        Column.number("Measured / estimated"),
                        Column.number("Gap").hint("measured minus estimated"),
                        Column.number("Share of peak, estimated")
                                .hint("FLOP/s over the device's peak"),
                        Column.number("Share of peak, achieved")
                                .hint("FLOP/s over the device's peak")),
                rows);
    }

    /// One column a part, one row a batch; a part that a batch does not have is 0 there.
    private static Table parts(List<Row> compared) {
        Set<String> names = new LinkedHashSet<>();
        List<Column> columns = new ArrayList<>(List.of(Column.number("Batch size")));
        for (Row row : compared) {
            for (Gap.Part part : row.gap().orElseThrow().parts()) {
                if (names.add(part.name())) {
                    columns.add(Column.number(part.name()).hint(part.meaning()));
                }
            }
        }
        columns.add(Column.number("Gap").hint("the sum of the parts"));
        List<Table.Row> rows = new ArrayList<>();
        for (Row row : compared) {
            Gap gap = row.gap().orElseThrow();
            List<Text> cells = new ArrayList<>(List.of(Text.of(Sheet.count(row.batch()))));
            for (String name : names) {
                cells.add(
                        Text.of(
                                gap.parts().stream()
                                        .filter(p -> p.name().equals(name))
                                        .findFirst()
                                        .map(p -> signed(p.seconds()))
                                        .orElseGet(() -> lacking(gap))));
            }
            cells.add(Text.of(signed(gap.seconds())));
            rows.add(new Table.Row(cells, false));
        }
        return new Table("The gap in parts", columns, rows);
    }

    /// Of a part that a gap does not have: nothing, or unknown where the gap is in one piece.
    private static Quantity lacking(Gap gap) {
        return gap.inOnePiece()
                .<Quantity>map(part -> Quantity.unknown(part.meaning()))
                .orElse(signed(0));
    }

    private static Quantity signed(double seconds) {
        return Quantity.measured(seconds, Unit.SECONDS).from("measured minus estimated");
    }
}
