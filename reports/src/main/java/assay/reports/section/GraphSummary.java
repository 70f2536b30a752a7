package assay.reports.section;

import assay.analyzer.analysis.Analysis;
import assay.analyzer.analysis.GraphCounts;
import assay.analyzer.graph.Graph.ValueInfo;
import assay.analyzer.graph.Model;
import assay.reports.card.Block;
import assay.reports.card.Facts;
import assay.reports.card.Facts.Fact;
import assay.reports.card.Quantity;
import assay.reports.card.Section;
import assay.reports.card.Span;
import assay.reports.card.Subsection;
import assay.reports.card.Table;
import assay.reports.card.Table.Column;
import assay.reports.card.Text;
import assay.reports.card.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// What the file holds: metadata, inputs, outputs, operators.
final class GraphSummary implements Chapter {

    @Override
    public Section write(Sheet sheet) {
        Analysis analysis = sheet.evidence.analysis();
        Model model = analysis.model();
        GraphCounts counts = GraphCounts.of(model);
        List<Block> blocks = new ArrayList<>();
        blocks.add(
                Facts.of(
                        new Fact("Nodes", Sheet.count(analysis.graph().nodes().size())),
                        new Fact(
                                "Nodes with those of inner graphs",
                                Sheet.count(counts.nodesWithSubgraphs())),
                        new Fact("Inputs", Sheet.count(model.graph().inputs().size())),
                        new Fact("Outputs", Sheet.count(model.graph().outputs().size())),
                        new Fact("Initializers", Sheet.count(model.graph().initializers().size())),
                        new Fact("Symbols", symbols(analysis))));
        blocks.add(new Subsection("Metadata", List.of(metadata(model))));
        if (!sheet.isOfAggregates()) {
            blocks.add(new Subsection("Inputs", List.of(values(analysis, model.graph().inputs()))));
            blocks.add(
                    new Subsection("Outputs", List.of(values(analysis, model.graph().outputs()))));
        }
        blocks.add(new Subsection("Operator distribution", List.of(operators(counts))));
        return new Section(
                "graph", "Graph summary", lead(analysis, counts), blocks, Section.Place.BODY);
    }

    private static Text lead(Analysis analysis, GraphCounts counts) {
        Text text =
                Sheet.count(analysis.graph().nodes().size(), "node")
                        .and(" of ")
                        .and(Sheet.count(counts.operators().size(), "operator"));
        var most = counts.operators().entrySet().stream().findFirst();
        return most.isEmpty()
                ? text.and(".")
                : text.and("; the most frequent is ")
                        .and(new Span.Name(most.get().getKey()))
                        .and(" with ")
                        .and(Sheet.count(most.get().getValue()))
                        .and(".");
    }

    private static Text symbols(Analysis analysis) {
        List<String> names = analysis.symbols().names();
        if (names.isEmpty()) {
            return Text.of("none: every input has a fixed shape");
        }
        Text text = Text.EMPTY;
        for (String name : names) {
            text = (text.isEmpty() ? text : text.and(", ")).and(new Span.Name(name));
            Long size = analysis.sizes().get(name);
            if (size != null) {
                boolean given = analysis.assumptions().chosen().get(name).isPresent();
                text =
                        text.and(" = ")
                                .and(Sheet.count(size))
                                .and(given ? " (as given)" : " (assumed; --bind gives another)");
            } else if (analysis.symbols().batch().filter(name::equals).isPresent()) {
                text = text.and(" (the batch size)");
            } else if (analysis.symbols().alike().contains(name)) {
                text = text.and(" (the batch size, as the graph needs it)");
            }
        }
        return text;
    }

    private static Facts metadata(Model model) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("IR version", Sheet.count(model.irVersion())));
        String producer = (model.producer() + " " + model.producerVersion()).strip();
        facts.add(
                new Fact(
                        "Producer",
                        producer.isEmpty()
                                ? Text.of(Quantity.unknown("the file does not name one"))
                                : Text.name(producer)));
        Text opsets = Text.EMPTY;
        for (var opset : new TreeMap<>(model.opsets()).entrySet()) {
            opsets =
                    (opsets.isEmpty() ? opsets : opsets.and(", "))
                            .and(new Span.Name(opset.getKey() + ":" + opset.getValue()));
        }
        facts.add(new Fact("Opsets", opsets));
        facts.add(
                new Fact(
                        "File size",
                        Text.of(Quantity.counted((double) model.fileBytes(), Unit.BYTES)),
                        "external data not included"));
        return new Facts(facts);
    }

    private static Table values(Analysis analysis, List<ValueInfo> values) {
        List<Table.Row> rows = new ArrayList<>();
        for (ValueInfo value : values) {
            rows.add(
                    Table.Row.of(
                            Text.name(value.name()),
                            Text.name(
                                    analysis.graph().type(value.name()).elementType().numpyName()),
                            Text.name(analysis.graph().type(value.name()).shape().toString())));
        }
        return new Table(
                "", List.of(Column.name("Name"), Column.name("Type"), Column.name("Shape")), rows);
    }

    private static Table operators(GraphCounts counts) {
        List<Table.Row> rows = new ArrayList<>();
        counts.operators()
                .forEach((operator, count) ->
                        rows.add(Table.Row.of(Text.name(operator), Text.of(Sheet.count(count)))));
        return new Table("", List.of(Column.name("Operator"), Column.number("Count")), rows);
    }
}
