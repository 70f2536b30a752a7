package assay.reports.section;

import assay.analyzer.analysis.Analysis;
import assay.analyzer.analysis.FusedGroup;
import assay.analyzer.analysis.Parameters;
import assay.analyzer.analysis.TypedNode;
import assay.analyzer.cost.Cost;
import assay.analyzer.estimate.NodeEstimate;
import assay.analyzer.structure.Block;
import assay.analyzer.structure.Structure;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

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
                        .and(Sheet.count(lines.size(), "node"))
                        .and(" at batch ")
                        .and(Sheet.count(batch))
                        .and(
                                "; a fused node's time stands in the row of the node that it runs with."),
                List.of(table(lines)),
                Section.Place.BACK);
    }

    @Override
    public boolean isOfSingleNodes() {
        return true;
    }

    /// One node.
    ///
    /// @param block kinds of the blocks that it is part of
    /// @param input shapes of what flows in; stored tensors too
    /// @param output shapes of what it makes
    /// @param intensity FLOPs a byte moved
    record Line(
            String name,
            String operator,
            String runsAs,
            String block,
            String input,
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
        BatchEstimate estimate = sheet.row(batch).estimate();
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
        Map<Integer, Set<String>> blocks = blocks(sheet.evidence.structure());
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
                            String.join(", ", blocks.getOrDefault(i, Set.of())),
                            shapes(node.inputs(), bindings),
                            shapes(node.outputs(), bindings),
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

    private static Map<Integer, Set<String>> blocks(Structure structure) {
        Map<Integer, Set<String>> blocks = new HashMap<>();
        for (Block block : structure.blocks()) {
            for (int node : block.nodes()) {
                blocks.computeIfAbsent(node, _ -> new LinkedHashSet<>()).add(block.type());
            }
        }
        return blocks;
    }

    private static String shapes(List<ValueType> types, Bindings bindings) {
        return String.join(
                " ", types.stream().map(type -> type.bind(bindings).shape().toString()).toList());
    }

    private static Quantity intensity(Quantity flops, Quantity bytes) {
        if (flops instanceof Quantity.Known f && bytes instanceof Quantity.Known b) {
            return b.value() > 0
                    ? Quantity.counted(f.value() / b.value(), Unit.FLOPS_PER_BYTE)
                    : Quantity.unknown("it moves no bytes");
        }
        return flops instanceof Quantity.Unknown ? flops : bytes;
    }

    /// Where nothing at all was estimated, or measured, its cells stay empty.
    private static Table table(List<Line> lines) {
        boolean estimated = lines.stream().anyMatch(line -> line.estimated().isPresent());
        boolean measured = lines.stream().anyMatch(line -> line.measured().isPresent());
        List<Table.Row> rows = new ArrayList<>();
        for (Line line : lines) {
            rows.add(
                    Table.Row.of(
                            Text.of(Sheet.count(rows.size() + 1L)),
                            name(line.name()),
                            name(line.operator()),
                            name(line.output()),
                            Text.of(Sheet.count(line.parameters())),
                            Text.of(line.flops()),
                            Text.of(line.bytes()),
                            Text.of(line.intensity()),
                            cell(
                                    estimated,
                                    TimeSplit.estimated(line.estimated(), line.whyNotEstimated())),
                            cell(
                                    measured,
                                    TimeSplit.measured(line.measured(), line.whyNotMeasured())),
                            cell(
                                    estimated && measured,
                                    TimeSplit.ratio(
                                            line.estimated(),
                                            line.measured(),
                                            line.whyNotMeasured())),
                            Text.of(line.bound()),
                            name(line.runsAs()),
                            Text.of(line.block()),
                            name(line.input())));
        }
        return new Table(
                "Every node, in execution order",
                List.of(
                        Column.number("#").hint("place in execution order").key("position"),
                        Column.name("Node").key("node"),
                        Column.name("Operator").key("operator"),
                        Column.name("Output shapes").key("output_shapes"),
                        Column.number("Parameters").key("parameters"),
                        Column.number("FLOPs").key("flops"),
                        Column.number("Bytes moved").key("bytes"),
                        Column.number("FLOPs per byte").key("flops_per_byte"),
                        Column.number("Estimated").key("estimated_seconds"),
                        Column.number("Measured").key("measured_seconds"),
                        Column.number("Measured / estimated").key("measured_over_estimated"),
                        Column.text("Bound").hint("by the estimate").key("bound"),
                        Column.name("Runs as")
                                .hint("the fused operator that the runtime runs")
                                .key("runs_as"),
                        Column.text("Block")
                                .hint("kinds of blocks found by structure that it is part of")
                                .key("block"),
                        Column.name("Input shapes").key("input_shapes")),
                rows,
                "layers");
    }

    private static Text cell(boolean shown, Quantity quantity) {
        return shown ? Text.of(quantity) : Text.EMPTY;
    }

    private static Text name(String name) {
        return name.isEmpty() ? Text.EMPTY : Text.name(name);
    }
}
