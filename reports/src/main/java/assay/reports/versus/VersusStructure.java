package assay.reports.versus;

import assay.reports.card.Block;
import assay.reports.card.Bullets;
import assay.reports.card.Fold;
import assay.reports.card.Quantity;
import assay.reports.card.Section;
import assay.reports.card.Span;
import assay.reports.card.Table;
import assay.reports.card.Table.Column;
import assay.reports.card.Text;
import assay.reports.card.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How the graphs of the results differ.
final class VersusStructure {

    private VersusStructure() {}

    static Section section(VersusReport report) {
        List<Table.Row> rows = new ArrayList<>();
        for (VersusReport.Structure each : report.structures()) {
            rows.add(
                    Table.Row.of(
                            Text.name(each.label()),
                            Text.of(VersusCard.count(each.nodes())),
                            Text.of(VersusCard.count(each.initializers())),
                            Text.of(VersusCard.count(each.parameters())),
                            Text.of(Quantity.counted((double) each.bytes(), Unit.BYTES)),
                            Text.of(
                                    each.flops() == null
                                            ? Quantity.unknown("depends on open dimensions")
                                            : Quantity.counted(
                                                    (double) each.flops(), Unit.FLOPS))));
        }
        List<Block> blocks = new ArrayList<>();
        blocks.add(
                new Table(
                        "",
                        List.of(
                                Column.name("Result"),
                                Column.number("Nodes"),
                                Column.number("Initializers"),
                                Column.number("Elements stored"),
                                Column.number("Bytes stored"),
                                Column.number("FLOPs of one run")),
                        rows));
        report.differences().forEach(difference -> blocks.add(difference(difference)));
        boolean same =
                report.differences().stream()
                        .allMatch(d -> d.nodesAdded() == 0 && d.nodesRemoved() == 0);
        return new Section(
                "structure",
                "Structure of the graphs",
                Text.of(
                        same
                                ? "The graphs have the same nodes, by name and operator."
                                : "Nodes are told apart by name and operator; counts are of whole graphs."),
                blocks,
                Section.Place.BODY);
    }

    private static Block difference(VersusReport.Difference difference) {
        List<Text> points = new ArrayList<>();
        difference
                .operators()
                .forEach((operator, change) ->
                        points.add(
                                Text.name(operator)
                                        .and(String.format(Locale.ROOT, ": %+d", change))));
        names(points, "Added", difference.nodesAdded(), difference.added());
        names(points, "Removed", difference.nodesRemoved(), difference.removed());
        if (points.isEmpty()) {
            points.add(Text.of("Nothing differs."));
        }
        return new Fold(
                difference.label() + ": what differs from the base", List.of(new Bullets(points)));
    }

    private static void names(List<Text> points, String what, int count, List<String> names) {
        if (count == 0) {
            return;
        }
        Text text =
                Text.of(what + " ")
                        .and(VersusCard.count(count))
                        .and(count == 1 ? " node: " : " nodes: ");
        for (int i = 0; i < names.size(); i++) {
            text = (i == 0 ? text : text.and(", ")).and(new Span.Name(names.get(i)));
        }
        points.add(count > names.size() ? text.and(", ...") : text);
    }
}
