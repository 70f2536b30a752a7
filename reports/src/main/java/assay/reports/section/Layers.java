package assay.reports.section;

import assay.analyzer.analysis.Analysis;
import assay.analyzer.analysis.FusedGroup;
import assay.analyzer.analysis.Parameters;
import assay.analyzer.analysis.TypedNode;
import assay.analyzer.cost.Cost;
import assay.analyzer.estimate.NodeEstimate;
import assay.analyzer.tensor.Bindings;
import assay.analyzer.tensor.ValueType;
import assay.reports.card.Quantity;
import assay.reports.card.Section;
import assay.reports.card.Table;
import assay.reports.card.Table.Column;
import assay.reports.card.Text;
import assay.reports.card.Unit;
import assay.reports.reconcile.BatchEstimate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// Every node of the graph with its counts, and the time of the group that it runs in on the
/// group's main node.
final class Layers implements Chapter {

    private static final String FUSED = "it runs inside another node's kernel";
    private static final String SETTLED = "settled before the first run";

    @Override
    public Section write(Sheet sheet) {
        long batch = OperatorTimes.batch(sheet);
        List<Line> lines = lines(sheet, batch);
        return new Section(
                "layers",
                "Layers",
                Text.of("All ")
                        .and(Sheet.count(lines.size()))
                        .and(" nodes at batch ")
                        .and(Sheet.count(batch))
                        .and(
                                "; a fused node's time stands in the row of the node that it runs with."),
                List.of(table(lines)),
                Section.Place.BACK);
    }

    /// One node.
    ///
    /// @param intensity FLOPs a byte moved
    record Line(
            String name,
            String operator,
            String runsAs,
            String output,
            long parameters,
            Quantity flops,
            Quantity bytes,
            Quantity intensity,
            OptionalDouble estimated,
            OptionalDouble measured,
            String bound,
            String whyNotEstimated,
            String whyNotMeasured) {}

    static List<Line> lines(Sheet sheet, long batch) {
        BatchEstimate estimate = Sheet.estimate(sheet.row(batch));
        Analysis analysis = estimate == null ? sheet.analysis() : estimate.workload().analysis();
        Bindings bindings = sheet.bindings(batch);
        Map<String, Long> parameters = new HashMap<>();
        for (Parameters.Stored stored : analysis.parameters().tensors()) {
            parameters.merge(stored.node(), stored.elements(), Long::sum);
        }
        Map<Integer, Integer> groupOf = new HashMap<>();
        if (estimate != null) {
            List<FusedGroup> groups = estimate.workload().groups();
            for (int g = 0; g < groups.size(); g++) {
                for (int node : groups.get(g).nodes()) {
                    groupOf.put(node, g);
                }
            }
        }
        Map<Integer, OptionalDouble> times = sheet.measuredByMain();
        String notMeasured = OperatorTimes.whyNotMeasured(sheet);
        String notEstimated = new Cells(sheet, sheet.row(batch)).whyNotEstimated();
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < analysis.graph().nodes().size(); i++) {
            TypedNode node = analysis.graph().nodes().get(i);
            Cost cost = analysis.costs().get(i);
            Quantity flops = Sheet.bound(cost.flops(), bindings, Unit.FLOPS);
            Quantity bytes =
                    Sheet.bound(cost.bytesRead().plus(cost.bytesWritten()), bindings, Unit.BYTES);
            Integer group = groupOf.get(i);
            OptionalDouble estimated = OptionalDouble.empty();
            OptionalDouble measured = OptionalDouble.empty();
            String bound = "";
            String runsAs = "";
            String whyEstimated =
                    estimate == null ? notEstimated : node.settled() ? SETTLED : FUSED;
            String whyMeasured = estimate == null ? notMeasured : whyEstimated;
            if (estimate != null && group != null) {
                FusedGroup fused = estimate.workload().groups().get(group);
                runsAs = fused.operator();
                if (fused.main() == i) {
                    NodeEstimate time = estimate.latency().nodes().get(group);
                    whyMeasured = notMeasured;
                    bound = time.runs() ? Verdict.word(time.bound()) : "none";
                    if (time.known()) {
                        estimated = OptionalDouble.of(time.seconds());
                    } else {
                        whyEstimated =
                                time.kernels().stream()
                                        .filter(k -> !k.known())
                                        .map(k -> k.how())
                                        .findFirst()
                                        .orElse("its time is not modelled");
                    }
                    measured = times.getOrDefault(i, OptionalDouble.empty());
                }
            }
            lines.add(
                    new Line(
                            node.node().name(),
                            node.node().qualifiedOperator(),
                            runsAs,
                            output(node, bindings),
                            parameters.getOrDefault(node.node().name(), 0L),
                            flops,
                            bytes,
                            intensity(flops, bytes),
                            estimated,
                            measured,
                            bound,
                            whyEstimated,
                            whyMeasured));
        }
        return lines;
    }

    private static String output(TypedNode node, Bindings bindings) {
        List<String> shapes = new ArrayList<>();
        for (ValueType type : node.outputs()) {
            shapes.add(type.bind(bindings).shape().toString());
        }
        return shapes.isEmpty()
                ? ""
                : shapes.getFirst() + (shapes.size() > 1 ? " +" + (shapes.size() - 1) : "");
    }

    private static Quantity intensity(Quantity flops, Quantity bytes) {
        if (flops instanceof Quantity.Known f && bytes instanceof Quantity.Known b) {
            return b.value() > 0
                    ? Quantity.counted(f.value() / b.value(), Unit.FLOPS_PER_BYTE)
                    : Quantity.unknown("it moves no bytes");
        }
        return flops instanceof Quantity.Unknown ? flops : bytes;
    }

    private static Table table(List<Line> lines) {
        List<Table.Row> rows = new ArrayList<>();
        for (Line line : lines) {
            rows.add(
                    Table.Row.of(
                            Text.name(line.name()),
                            Text.name(line.operator()),
                            line.runsAs().isEmpty() ? Text.EMPTY : Text.name(line.runsAs()),
                            line.output().isEmpty() ? Text.EMPTY : Text.name(line.output()),
                            Text.of(Sheet.count(line.parameters())),
                            Text.of(line.flops()),
                            Text.of(line.bytes()),
                            Text.of(line.intensity()),
                            Text.of(TimeSplit.estimated(line.estimated(), line.whyNotEstimated())),
                            Text.of(TimeSplit.measured(line.measured(), line.whyNotMeasured())),
                            Text.of(
                                    TimeSplit.ratio(
                                            line.estimated(),
                                            line.measured(),
                                            line.whyNotMeasured())),
                            Text.of(line.bound())));
        }
        return new Table(
                "Layers",
                List.of(
                        Column.name("Node"),
                        Column.name("Operator"),
                        Column.name("Runs as").hint("the fused operator that the runtime runs"),
                        Column.name("Output shape"),
                        Column.number("Parameters"),
                        Column.number("FLOPs"),
                        Column.number("Bytes moved"),
                        Column.number("FLOPs per byte"),
                        Column.number("Estimated"),
                        Column.number("Measured"),
                        Column.number("Measured / estimated"),
                        Column.text("Bound").hint("by the estimate")),
                rows);
    }
}
