package assay.reports.versus;

import assay.reports.card.Block;
import assay.reports.card.Card;
import assay.reports.card.Meters;
import assay.reports.card.Numbers;
import assay.reports.card.Quantity;
import assay.reports.card.Section;
import assay.reports.card.Span;
import assay.reports.card.Table;
import assay.reports.card.Table.Column;
import assay.reports.card.Text;
import assay.reports.card.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A report on several results as a document.
public final class VersusCard {

    private static final String NOT_RECORDED = "not recorded";

    private VersusCard() {}

    /// The document of a report.
    ///
    /// @param made who made it and when
    public static Card of(VersusReport report, String made) {
        String base = report.results().getFirst().label();
        List<Section> sections = new ArrayList<>();
        List<Block> tables = new ArrayList<>();
        report.batches().forEach(batch -> tables.add(batch(batch)));
        sections.add(
                new Section(
                        "batches",
                        "By batch size",
                        Text.of("Ratios are median latency over that of ")
                                .and(new Span.Name(base))
                                .and(
                                        "; the results were measured at different times, so each interval is widened by how much the machine may have moved. The fastest is marked."),
                        tables,
                        Section.Place.BODY));
        VersusReport.Operators operators = report.operators();
        if (operators != null) {
            sections.add(operators(operators, report.results()));
        }
        if (!report.structures().isEmpty()) {
            sections.add(VersusStructure.section(report));
        }
        sections.add(results(report));
        return new Card(
                "Comparison of " + report.results().size() + " results",
                Text.of("against ").and(new Span.Name(base)),
                Text.of(
                        String.join(
                                " · ",
                                report.results().stream()
                                        .map(VersusReport.Result::label)
                                        .toList())),
                verdict(report),
                VersusTradeOffs.figures(report),
                new Meters(List.of()),
                overview(report),
                sections,
                Text.of(made));
    }

    private static List<Text> verdict(VersusReport report) {
        List<Text> lines = new ArrayList<>();
        if (report.batches().isEmpty()) {
            return List.of(Text.of("No batch size was measured in two of the results."));
        }
        for (VersusReport.Batch batch :
                report.batches().size() == 1
                        ? report.batches()
                        : List.of(report.batches().getFirst(), report.batches().getLast())) {
            VersusReport.Line best = line(batch, batch.best());
            Text text =
                    Text.of("At batch ")
                            .and(count(batch.batch()))
                            .and(" the fastest is ")
                            .and(new Span.Name(best.label()))
                            .and(" with ")
                            .and(latency(best));
            lines.add(
                    best.ratio() == null || best.ratio() == 1
                            ? text.and(".")
                            : text.and(", ")
                                    .and(ratio(best))
                                    .and(" that of ")
                                    .and(new Span.Name(report.results().getFirst().label()))
                                    .and("."));
        }
        if (!report.metric().isEmpty()) {
            List<String> unbeaten = report.batches().getFirst().unbeaten();
            lines.add(
                    Text.of(
                            "No other result is both faster and better in "
                                    + report.metric()
                                    + " than "
                                    + String.join(", ", unbeaten)
                                    + " at batch "
                                    + report.batches().getFirst().batch()
                                    + "."));
        }
        return lines;
    }

    private static VersusReport.Line line(VersusReport.Batch batch, String label) {
        return batch.lines().stream()
                .filter(line -> line.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    /// Medians, a row a result and a column a batch size, the fastest of each strong.
    private static Table overview(VersusReport report) {
        List<Column> columns = new ArrayList<>(List.of(Column.name("Result")));
        report.batches().forEach(batch -> columns.add(Column.number("Batch " + batch.batch())));
        if (!report.metric().isEmpty()) {
            columns.add(Column.number(report.metric()));
        }
        List<Table.Row> rows = new ArrayList<>();
        for (VersusReport.Result result : report.results()) {
            List<Text> cells = new ArrayList<>(List.of(Text.name(result.label())));
            for (VersusReport.Batch batch : report.batches()) {
                boolean best = batch.best().equals(result.label());
                Text cell =
                        batch.lines().stream()
                                .filter(line -> line.label().equals(result.label()))
                                .findFirst()
                                .map(line -> Text.of(latency(line)))
                                .orElse(
                                        Text.of(
                                                Quantity.unknown(
                                                        "not measured at this batch size")));
                cells.add(best ? cell.and(" ★") : cell);
            }
            if (!report.metric().isEmpty()) {
                cells.add(
                        Text.of(
                                result.quality() == null
                                        ? Quantity.unknown("not in the quality file")
                                        : Quantity.stated(result.quality(), Unit.COUNT)));
            }
            rows.add(new Table.Row(cells, false));
        }
        return new Table("Median latency, host to host; ★ the fastest", columns, rows);
    }

    private static Table batch(VersusReport.Batch batch) {
        boolean energy = batch.lines().stream().anyMatch(line -> line.energyJoules() != null);
        List<Table.Row> rows = new ArrayList<>();
        for (VersusReport.Line line : batch.lines()) {
            List<Text> cells = new ArrayList<>();
            cells.add(Text.name(line.label()));
            cells.add(Text.of(latency(line)));
            cells.add(ratio(line));
            cells.add(Text.of(measured(line.throughput(), Unit.PER_SECOND)));
            cells.add(Text.of(measured(line.memoryBytes(), Unit.BYTES)));
            if (energy) {
                cells.add(Text.of(measured(line.energyJoules(), Unit.JOULES)));
            }
            cells.add(Text.of(line.verdict()));
            Table.Row row = new Table.Row(cells, false);
            rows.add(line.label().equals(batch.best()) ? row.mark() : row);
        }
        List<Column> columns = new ArrayList<>();
        columns.add(Column.name("Result"));
        columns.add(Column.number("Latency (p50)"));
        columns.add(Column.number("Ratio [95 % interval]"));
        columns.add(Column.number("Throughput"));
        columns.add(Column.number("Memory"));
        if (energy) {
            columns.add(Column.number("Energy a run"));
        }
        columns.add(Column.text("Verdict"));
        return new Table("Batch " + batch.batch(), columns, rows);
    }

    private static Quantity latency(VersusReport.Line line) {
        Quantity.Known known =
                Quantity.measured(line.p50(), Unit.SECONDS).over("host to host").from("p50");
        return line.low() == null || line.high() == null
                ? known
                : known.within(line.low(), line.high());
    }

    private static Text ratio(VersusReport.Line line) {
        if (line.ratio() == null) {
            return Text.of(Quantity.unknown("the base has no figures at this batch size"));
        }
        Text ratio = Text.of(Quantity.measured(line.ratio(), Unit.RATIO));
        return line.ratioLow() == null || line.ratioHigh() == null
                ? ratio
                : ratio.and(
                        " ["
                                + Numbers.text(line.ratioLow(), Unit.RATIO)
                                + " .. "
                                + Numbers.text(line.ratioHigh(), Unit.RATIO)
                                + "]");
    }

    private static Quantity measured(@Nullable Double value, Unit unit) {
        return value == null ? Quantity.unknown(NOT_RECORDED) : Quantity.measured(value, unit);
    }

    private static Section operators(
            VersusReport.Operators operators, List<VersusReport.Result> results) {
        List<Column> columns = new ArrayList<>(List.of(Column.name("Operator")));
        results.forEach(result -> columns.add(Column.number(result.label())));
        List<Table.Row> rows = new ArrayList<>();
        operators.seconds().entrySet().stream()
                .sorted((a, b) -> Double.compare(most(b.getValue()), most(a.getValue())))
                .forEach(entry -> {
                    List<Text> cells = new ArrayList<>(List.of(Text.name(entry.getKey())));
                    results.forEach(result ->
                            cells.add(
                                    Text.of(
                                            entry.getValue().containsKey(result.label())
                                                    ? Quantity.measured(
                                                            entry.getValue().get(result.label()),
                                                            Unit.SECONDS)
                                                    : Quantity.unknown(
                                                            "it does not run there, or was not profiled"))));
                    rows.add(new Table.Row(cells, false));
                });
        return new Section(
                "operators",
                "Time by operator",
                Text.of("At batch ")
                        .and(count(operators.batch()))
                        .and(
                                ": shares of the runtime's own profile, scaled to each measured median."),
                List.of(new Table("", columns, rows)),
                Section.Place.BODY);
    }

    private static double most(Map<String, Double> seconds) {
        return seconds.values().stream().mapToDouble(s -> s).max().orElse(0);
    }

    private static Section results(VersusReport report) {
        List<Table.Row> rows = new ArrayList<>();
        for (VersusReport.Result result : report.results()) {
            rows.add(
                    Table.Row.of(
                            Text.name(result.label()),
                            Text.name(result.model()),
                            Text.name(
                                    result.sha256()
                                            .substring(0, Math.min(12, result.sha256().length()))),
                            Text.of(result.device()),
                            Text.of(result.provider()),
                            Text.of(result.precision()),
                            Text.of(
                                    result.options().isEmpty()
                                            ? "defaults"
                                            : result.options().toString()),
                            Text.of(result.time() == null ? "not recorded" : result.time())));
        }
        return new Section(
                "results",
                "The results",
                Text.of("What each was measured on."),
                List.of(
                        new Table(
                                "",
                                List.of(
                                        Column.name("Result"),
                                        Column.name("Model"),
                                        Column.name("SHA-256"),
                                        Column.text("Device"),
                                        Column.text("Provider"),
                                        Column.text("Precision"),
                                        Column.text("Options"),
                                        Column.text("Measured")),
                                rows)),
                Section.Place.BODY);
    }

    static Quantity.Known count(long number) {
        return Quantity.counted((double) number, Unit.COUNT).inFull();
    }
}
