package assay.reports.section;

import assay.analyzer.estimate.NodeEstimate;
import assay.reports.card.Block;
import assay.reports.card.Figure;
import assay.reports.card.Figures;
import assay.reports.card.Numbers;
import assay.reports.card.Paragraph;
import assay.reports.card.Quantity;
import assay.reports.card.Section;
import assay.reports.card.Table;
import assay.reports.card.Table.Column;
import assay.reports.card.Text;
import assay.reports.card.Unit;
import assay.reports.chart.TimeByOperator;
import assay.reports.reconcile.BatchEstimate;
import assay.reports.reconcile.Breakdown;
import assay.reports.reconcile.NodeRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Time of each operator type and of the costliest nodes, estimated beside measured.
final class TimeSplit implements Chapter {

    private static final int COSTLIEST = 15;

    @Override
    public Section write(Sheet sheet) {
        Optional<Breakdown> breakdown = sheet.breakdown();
        List<OperatorTimes.Line> operators = OperatorTimes.of(sheet);
        List<Block> blocks = new ArrayList<>();
        if (!operators.isEmpty()) {
            blocks.add(Figures.sideBySide(figure(sheet, operators)));
            blocks.add(operators(sheet, operators));
            if (!sheet.isOfAggregates()) {
                blocks.add(nodes(sheet, breakdown));
            }
        }
        breakdown
                .filter(Breakdown::launchTimes)
                .ifPresent(b ->
                        blocks.add(
                                Paragraph.of(
                                        "On this device the runtime's profile holds the times of launching, not of running: they are left out here.")));
        breakdown.filter(b -> !b.launchTimes()).ifPresent(b -> blocks.add(beside(b)));
        return new Section(
                "time", "Where the time goes", lead(sheet, operators), blocks, Section.Place.BODY);
    }

    private static Text lead(Sheet sheet, List<OperatorTimes.Line> operators) {
        if (operators.isEmpty()) {
            return Text.of("No times per operator: ")
                    .and(Verdict.sentence(new Cells(sheet, sheet.focus).whyNotEstimated()));
        }
        OperatorTimes.Line first = operators.getFirst();
        long batch = OperatorTimes.batch(sheet);
        boolean measured = first.measured().isPresent();
        if (!measured && operators.stream().anyMatch(line -> line.estimated().isEmpty())) {
            return Text.of("No shares of the operators: ")
                    .and(Verdict.sentence(new Cells(sheet, sheet.row(batch)).whyNotEstimated()));
        }
        double all =
                operators.stream()
                        .mapToDouble(
                                line -> (measured ? line.measured() : line.estimated()).orElse(0))
                        .sum();
        double share = (measured ? first.measured() : first.estimated()).orElse(0) / all;
        Quantity quantity =
                measured
                        ? Quantity.measured(share, Unit.FRACTION)
                        : Quantity.estimated(share, Unit.FRACTION);
        return Text.name(first.operator())
                .and(" takes ")
                .and(quantity)
                .and(" of the time inside the nodes at batch ")
                .and(Sheet.count(batch))
                .and(".");
    }

    private static Figure figure(Sheet sheet, List<OperatorTimes.Line> operators) {
        return new Figure(
                "time-by-operator",
                "Time by operator at batch " + OperatorTimes.batch(sheet),
                Numbers.plural(operators.size(), "kind of operator", "kinds of operators")
                        + (sheet.measurement() == null
                                ? " with their estimated time."
                                : " with their estimated and measured time."),
                "",
                new TimeByOperator(
                        operators.stream()
                                .map(line ->
                                        new TimeByOperator.Row(
                                                line.operator(), line.estimated(), line.measured()))
                                .toList(),
                        "inside nodes"));
    }

    private static Table operators(Sheet sheet, List<OperatorTimes.Line> operators) {
        String why = OperatorTimes.whyNotMeasured(sheet);
        List<Table.Row> rows = new ArrayList<>();
        for (OperatorTimes.Line line : operators) {
            List<Text> cells = new ArrayList<>();
            cells.add(Text.name(line.operator()));
            cells.add(Text.of(Sheet.count(line.nodes())));
            cells.add(Text.of(estimated(line.estimated(), "its time is not modelled")));
            if (sheet.measurement() != null) {
                cells.add(Text.of(measured(line.measured(), why)));
                cells.add(Text.of(ratio(line.estimated(), line.measured(), why)));
            }
            rows.add(new Table.Row(cells, false));
        }
        List<Column> columns = new ArrayList<>();
        columns.add(Column.name("Operator"));
        columns.add(Column.number("Nodes"));
        columns.addAll(times(sheet));
        return new Table("By operator, as the runtime fuses them", columns, rows);
    }

    /// Without the measured side where nothing was measured.
    private static List<Column> times(Sheet sheet) {
        return sheet.measurement() == null
                ? List.of(Column.number("Estimated"))
                : List.of(
                        Column.number("Estimated"),
                        Column.number("Measured"),
                        Column.number("Measured / estimated"));
    }

    private static Table nodes(Sheet sheet, Optional<Breakdown> breakdown) {
        String why = OperatorTimes.whyNotMeasured(sheet);
        List<Table.Row> rows = new ArrayList<>();
        for (NodeRow row : costliest(sheet, breakdown)) {
            NodeEstimate estimate = row.estimate();
            OptionalDouble estimated =
                    estimate.known()
                            ? OptionalDouble.of(estimate.seconds())
                            : OptionalDouble.empty();
            boolean kernels = breakdown.isPresent() && !breakdown.get().launchTimes();
            OptionalDouble measured = kernels ? row.measured() : OptionalDouble.empty();
            List<Text> cells = new ArrayList<>();
            cells.add(Text.name(row.name()));
            cells.add(Text.name(row.group().operator()));
            cells.add(
                    Text.of(
                            estimated(
                                    estimated,
                                    estimate.kernels().stream()
                                            .filter(k -> !k.known())
                                            .map(k -> k.how())
                                            .findFirst()
                                            .orElse("its time is not modelled"))));
            if (sheet.measurement() != null) {
                cells.add(Text.of(measured(measured, why)));
                cells.add(Text.of(ratio(estimated, measured, why)));
            }
            cells.add(Text.of(Verdict.word(estimate.bound())));
            rows.add(new Table.Row(cells, false));
        }
        List<Column> columns = new ArrayList<>();
        columns.add(Column.name("Node"));
        columns.add(Column.name("Runs as"));
        columns.addAll(times(sheet));
        columns.add(Column.text("Bound, estimated"));
        return new Table(
                rows.size() == 1 ? "The costliest node" : "The " + rows.size() + " costliest nodes",
                columns,
                rows);
    }

    private static List<NodeRow> costliest(Sheet sheet, Optional<Breakdown> breakdown) {
        if (breakdown.isPresent() && !breakdown.get().launchTimes()) {
            return breakdown.get().costliest(COSTLIEST);
        }
        BatchEstimate estimate = sheet.focus.estimate();
        if (estimate == null) {
            return List.of();
        }
        List<NodeRow> rows = new ArrayList<>();
        for (int i = 0; i < estimate.latency().nodes().size(); i++) {
            NodeEstimate node = estimate.latency().nodes().get(i);
            rows.add(
                    new NodeRow(
                            node.node(),
                            estimate.workload().groups().get(i),
                            node,
                            OptionalDouble.empty()));
        }
        return rows.stream()
                .sorted((a, b) -> Double.compare(b.weight(), a.weight()))
                .limit(COSTLIEST)
                .toList();
    }

    /// What the runtime spends beside the model's own nodes.
    private static Paragraph beside(Breakdown breakdown) {
        return new Paragraph(
                Text.of("Beside them, measured: ")
                        .and(Quantity.measured(breakdown.outside(), Unit.SECONDS))
                        .and(" outside all nodes and ")
                        .and(Quantity.measured(breakdown.addedSeconds(), Unit.SECONDS))
                        .and(" in ")
                        .and(Sheet.count(breakdown.added().size(), "node"))
                        .and(
                                " that the runtime added (layout changes, copies). Times are "
                                        + source(breakdown)
                                        + ", scaled by ")
                        .and(Quantity.measured(breakdown.scale(), Unit.RATIO))
                        .and(" so that a whole run takes the measured median."));
    }

    private static String source(Breakdown breakdown) {
        return breakdown.replayed() == 0
                ? "shares of the runtime's profile"
                : "those of each kernel, cut out and timed by itself ("
                        + breakdown.replayed()
                        + " nodes; what cannot be cut out has its share of the runtime's profile)";
    }

    static Quantity estimated(OptionalDouble seconds, String why) {
        return seconds.isPresent()
                ? Quantity.estimated(seconds.getAsDouble(), Unit.SECONDS).over("kernel")
                : Quantity.unknown(why);
    }

    static Quantity measured(OptionalDouble seconds, String why) {
        return seconds.isPresent()
                ? Quantity.measured(seconds.getAsDouble(), Unit.SECONDS)
                        .over("kernel")
                        .from("by the runtime's profile or the kernel timed by itself, scaled")
                : Quantity.unknown(why);
    }

    static Quantity ratio(OptionalDouble estimated, OptionalDouble measured, String why) {
        return estimated.isPresent() && measured.isPresent() && estimated.getAsDouble() > 0
                ? Quantity.measured(measured.getAsDouble() / estimated.getAsDouble(), Unit.RATIO)
                : Quantity.unknown(measured.isPresent() ? "there is no estimate above 0" : why);
    }
}
