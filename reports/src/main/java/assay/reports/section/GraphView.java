package assay.reports.section;

import assay.reports.card.Diagram;
import assay.reports.card.Diagram.Group;
import assay.reports.card.Diagram.Measure;
import assay.reports.card.Provenance;
import assay.reports.card.Quantity;
import assay.reports.card.Section;
import assay.reports.card.Text;
import assay.reports.card.Unit;
import assay.reports.graph.ModelDiagram;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The graph as a picture, with what repeats folded.
final class GraphView implements Chapter {

    @Override
    public Section write(Sheet sheet) {
        Diagram diagram = diagram(sheet);
        return new Section(
                "graph-view",
                "The graph",
                lead(diagram, OperatorTimes.batch(sheet)),
                List.of(diagram),
                Section.Place.BODY);
    }

    @Override
    public boolean isOfSingleNodes() {
        return true;
    }

    private static Text lead(Diagram diagram, long batch) {
        long drawn =
                java.util.stream.IntStream.range(0, diagram.nodes().size())
                        .filter(i -> diagram.nodes().get(i).host() == i)
                        .count();
        long constants = diagram.nodes().size() - drawn;
        Text text = Text.of(Sheet.count(drawn)).and(drawn == 1 ? " node" : " nodes");
        if (constants > 0) {
            text =
                    text.and(" and, in the boxes of their readers, ")
                            .and(Sheet.count(constants))
                            .and(" that are settled before the first run");
        }
        List<String> folded = folded(diagram);
        return text.and(
                        folded.isEmpty()
                                ? "; nothing repeats"
                                : "; folded: " + String.join(", ", folded))
                .and(". Times, FLOPs and bytes are those of batch ")
                .and(Sheet.count(batch))
                .and("; a fused node's time stands at the node that it runs with.");
    }

    /// What repeats: in one box, or, where skips lead to the units, in boxes of one plan.
    private static List<String> folded(Diagram diagram) {
        Map<Integer, List<String>> byPlan = new LinkedHashMap<>();
        for (Diagram.Item item : diagram.root().items()) {
            if (item instanceof Group group) {
                byPlan.computeIfAbsent(group.plan(), _ -> new ArrayList<>()).add(group.label());
            }
        }
        List<String> folded = new ArrayList<>();
        for (List<String> labels : byPlan.values()) {
            String first = labels.getFirst();
            if (first.contains("×")) {
                folded.addAll(labels);
            } else if (labels.size() > 1) {
                folded.add(labels.size() + " × " + first.replaceFirst(" (\\(1\\)|1)$", ""));
            }
        }
        return folded;
    }

    private static Diagram diagram(Sheet sheet) {
        List<Layers.Line> lines = Layers.lines(sheet, OperatorTimes.batch(sheet));
        List<Measure> measures = new ArrayList<>();
        measures.add(
                measure(
                        "measured time",
                        Unit.SECONDS,
                        Provenance.MEASURED,
                        lines,
                        l -> known(l.measured())));
        measures.add(
                measure(
                        "estimated time",
                        Unit.SECONDS,
                        Provenance.ESTIMATED,
                        lines,
                        l -> known(l.estimated())));
        measures.add(
                measure("FLOPs", Unit.FLOPS, Provenance.COUNTED, lines, l -> known(l.flops())));
        measures.add(
                measure(
                        "memory moved",
                        Unit.BYTES,
                        Provenance.COUNTED,
                        lines,
                        l -> known(l.bytes())));
        measures.add(
                measure(
                        "parameters",
                        Unit.COUNT,
                        Provenance.COUNTED,
                        lines,
                        l -> (double) l.parameters()));
        measures.removeIf(m -> m.values().stream().noneMatch(Objects::nonNull));
        return ModelDiagram.of(
                sheet.analysis().graph(),
                sheet.evidence.structure(),
                lines.stream().map(Layers.Line::output).toList(),
                measures);
    }

    private static Measure measure(
            String label,
            Unit unit,
            Provenance provenance,
            List<Layers.Line> lines,
            Function<Layers.Line, @Nullable Double> value) {
        List<@Nullable Double> values = new ArrayList<>();
        lines.forEach(line -> values.add(value.apply(line)));
        return new Measure(label, unit, provenance, values);
    }

    private static @Nullable Double known(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    private static @Nullable Double known(Quantity quantity) {
        return quantity instanceof Quantity.Known k ? k.value() : null;
    }
}
