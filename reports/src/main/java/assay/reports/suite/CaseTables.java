package assay.reports.suite;

import assay.reports.card.Block;
import assay.reports.card.Quantity;
import assay.reports.card.Span;
import assay.reports.card.Table;
import assay.reports.card.Table.Column;
import assay.reports.card.Text;
import assay.reports.card.Unit;
import assay.reports.suite.SuiteJson.Batch;
import assay.reports.suite.SuiteJson.Case;
import assay.reports.suite.SuiteJson.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The tables of a suite's report.
final class CaseTables {

    private CaseTables() {}

    /// One row a case.
    static Table summary(SuiteJson suite, String cards) {
        List<Table.Row> rows = new ArrayList<>();
        for (Case each : suite.cases()) {
            rows.add(
                    Table.Row.of(
                            title(each, cards),
                            Text.of(setting(each)),
                            Text.of(CaseFigures.latency(each)),
                            Text.of(CaseFigures.throughput(each)),
                            Text.of(CaseFigures.knee(each)),
                            Text.of(CaseFigures.ratio(each)),
                            Text.of(CaseFigures.memory(each)),
                            Text.of(CaseFigures.energy(each)),
                            Text.of(outcome(each))));
        }
        return new Table(
                "Cases",
                List.of(
                        Column.name("Model"),
                        Column.text("Setting"),
                        Column.number("Latency (p50)")
                                .hint(
                                        "host to host, at the smallest batch measured, else estimated"),
                        Column.number("Best throughput")
                                .hint("over the batch sizes, in a closed loop"),
                        Column.number("Knee")
                                .hint("smallest batch with 95 % of the best throughput"),
                        Column.number("Measured / estimated").hint("median over the batch sizes"),
                        Column.number("Memory")
                                .hint(
                                        "most over the batch sizes: of the device, or of the process on a CPU"),
                        Column.number("Energy").hint("least for one sample over the batch sizes"),
                        Column.text("Outcome")
                                .hint("batch sizes with a valid figure, or what failed")),
                rows);
    }

    /// Every batch size of the cases of one model.
    static Table batches(String model, List<Case> cases) {
        List<Table.Row> rows = new ArrayList<>();
        for (Case each : cases) {
            Long knee = each.kneeMeasured() != null ? each.kneeMeasured() : each.kneeEstimated();
            for (Batch batch : each.batches()) {
                Table.Row row = row(each, batch);
                boolean figures =
                        batch.measuredSeconds() != null || batch.estimatedSeconds() != null;
                rows.add(figures && knee != null && knee == batch.batch() ? row.mark() : row);
            }
        }
        return new Table(
                model,
                List.of(
                        Column.text("Setting"),
                        Column.number("Batch"),
                        Column.number("Latency, estimated"),
                        Column.number("Latency, measured (p50)"),
                        Column.number("Measured / estimated"),
                        Column.number("Throughput, estimated"),
                        Column.number("Throughput, measured"),
                        Column.number("Memory, estimated"),
                        Column.number("Memory, measured"),
                        Column.number("Energy").hint("of one run"),
                        Column.text("Verdict")),
                rows);
    }

    private static Table.Row row(Case each, Batch batch) {
        return Table.Row.of(
                Text.of(setting(each)),
                Text.of(Quantity.counted((double) batch.batch(), Unit.COUNT).inFull()),
                Text.of(BatchFigures.estimated(batch)),
                Text.of(BatchFigures.measured(batch)),
                Text.of(
                        batch.ratio() == null
                                ? Quantity.unknown(batch.whyNotCompared())
                                : ratio(batch.ratio())),
                Text.of(
                        BatchFigures.estimate(
                                batch.estimatedThroughput(),
                                Unit.PER_SECOND,
                                batch.whyNotEstimated())),
                Text.of(BatchFigures.measure(batch.measuredThroughput(), Unit.PER_SECOND, batch)),
                Text.of(
                        BatchFigures.estimate(
                                batch.estimatedMemoryBytes(), Unit.BYTES, batch.whyNotEstimated())),
                Text.of(BatchFigures.measure(batch.measuredMemoryBytes(), Unit.BYTES, batch)),
                Text.of(BatchFigures.measure(batch.energyJoules(), Unit.JOULES, batch)),
                Text.of(batch.verdict()));
    }

    /// What stood in the way, each reason once with its cases.
    static Table failed(List<Case> cases) {
        Map<String, List<String>> byReason = new LinkedHashMap<>();
        for (Case each : cases) {
            byReason.computeIfAbsent(each.why(), _ -> new ArrayList<>()).add(each.id());
        }
        return new Table(
                "",
                List.of(Column.text("Why"), Column.text("Cases")),
                byReason.entrySet().stream()
                        .map(each -> Table.Row.of(Text.of(each.getKey()), names(each.getValue())))
                        .toList());
    }

    private static Text names(List<String> ids) {
        Text text = Text.EMPTY;
        for (String id : ids) {
            text = (text.isEmpty() ? text : text.and(", ")).and(new Span.Name(id));
        }
        return text;
    }

    /// Warnings by case and batch size.
    static List<Block> objections(SuiteJson suite) {
        List<Table.Row> rows = new ArrayList<>();
        for (Case each : suite.cases()) {
            for (Batch batch : each.batches()) {
                for (String warning : batch.warnings()) {
                    rows.add(
                            Table.Row.of(
                                    new Span.Name(each.id()),
                                    Quantity.counted((double) batch.batch(), Unit.COUNT).inFull(),
                                    new Span.Plain(warning)));
                }
            }
        }
        return rows.isEmpty()
                ? List.of()
                : List.of(
                        new Table(
                                "",
                                List.of(
                                        Column.name("Case"),
                                        Column.number("Batch"),
                                        Column.text("Objection")),
                                rows));
    }

    static Quantity ratio(double ratio) {
        return Quantity.measured(ratio, Unit.RATIO).from("measured over estimated, host to host");
    }

    /// Of an ascending, non-empty list.
    static double median(List<Double> ascending) {
        int half = ascending.size() / 2;
        return ascending.size() % 2 == 1
                ? ascending.get(half)
                : (ascending.get(half - 1) + ascending.get(half)) / 2;
    }

    static String word(State state) {
        return switch (state) {
            case MEASURED -> "measured";
            case ESTIMATED -> "estimated only";
            case FAILED -> "failed";
            case OPEN -> "not reached yet";
        };
    }

    private static Text title(Case each, String cards) {
        return each.batches().isEmpty()
                ? Text.name(each.model())
                : Text.of(new Span.Link(each.model(), each.id() + "/" + cards));
    }

    private static String setting(Case each) {
        String options =
                each.options().entrySet().stream()
                        .map(option -> option.getKey() + "=" + option.getValue())
                        .collect(Collectors.joining(", "));
        return each.provider()
                + (each.precision().equals(SuitePlan.OWN) ? "" : ", " + each.precision())
                + (options.isEmpty() ? "" : ", " + options);
    }

    private static String outcome(Case each) {
        if (each.state() != State.MEASURED) {
            return word(each.state());
        }
        long valid = each.batches().stream().filter(b -> b.verdict().equals("valid")).count();
        String others =
                each.batches().stream()
                        .map(Batch::verdict)
                        .filter(verdict -> !verdict.equals("valid"))
                        .distinct()
                        .collect(Collectors.joining(", "));
        return valid
                + " of "
                + each.batches().size()
                + " valid"
                + (others.isEmpty() ? "" : "; " + others);
    }
}
