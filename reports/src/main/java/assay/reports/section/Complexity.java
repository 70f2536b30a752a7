package assay.reports.section;

import assay.analyzer.analysis.Analysis;
import assay.analyzer.analysis.Parameters;
import assay.analyzer.analysis.Totals;
import assay.analyzer.tensor.Bindings;
import assay.reports.card.Block;
import assay.reports.card.Facts;
import assay.reports.card.Facts.Fact;
import assay.reports.card.Quantity;
import assay.reports.card.Section;
import assay.reports.card.Subsection;
import assay.reports.card.Table;
import assay.reports.card.Table.Column;
import assay.reports.card.Text;
import assay.reports.card.Unit;
import java.util.ArrayList;
import java.util.List;

/// Parameters, FLOPs and bytes, and where they lie.
final class Complexity implements Chapter {

    @Override
    public Section write(Sheet sheet) {
        Analysis analysis = sheet.evidence.analysis();
        long batch = sheet.focus.batch();
        List<Block> blocks = new ArrayList<>();
        Analysis told = sheet.told(batch);
        blocks.add(facts(told, analysis.totals().flops().toString(), batch));
        blocks.add(
                new Subsection("Memory breakdown by operator type", List.of(breakdown(analysis))));
        blocks.add(
                new Subsection(
                        "Visualizations",
                        List.of(ComplexityCharts.of(told, batch, OperatorTimes.of(sheet)))));
        return new Section(
                "complexity", "Complexity metrics", lead(told, batch), blocks, Section.Place.BODY);
    }

    private static Text lead(Analysis analysis, long batch) {
        return Text.of(Quantity.counted((double) analysis.parameters().trainable(), Unit.COUNT))
                .and(" trainable parameters and ")
                .and(Sheet.least(analysis))
                .and(flops(analysis, batch))
                .and(" at batch ")
                .and(Sheet.count(batch))
                .and("; ")
                .and(
                        Quantity.counted(
                                Totals.exactShare(analysis.costs(), analysis.at(batch)),
                                Unit.FRACTION))
                .and(
                        analysis.totals().unknown().isEmpty()
                                ? " of the FLOPs are counted exactly."
                                : " of the known FLOPs are counted exactly.");
    }

    private static Quantity flops(Analysis analysis, long batch) {
        return Sheet.bound(analysis.totals().flops(), analysis.at(batch), Unit.FLOPS);
    }

    private static Facts facts(Analysis analysis, String expression, long batch) {
        Parameters parameters = analysis.parameters();
        Bindings bindings = analysis.at(batch);
        List<Fact> facts = new ArrayList<>();
        facts.add(
                new Fact(
                        "Total parameters",
                        Text.of(Sheet.count(parameters.elements())),
                        "elements of all stored tensors"));
        facts.add(new Fact("Trainable", Text.of(Sheet.count(parameters.trainable())), "learned"));
        facts.add(
                new Fact(
                        "Non-trainable (buffers)",
                        Text.of(Sheet.count(parameters.buffers())),
                        "running mean and variance of BatchNormalization"));
        facts.add(
                new Fact(
                        "Constants",
                        Text.of(Sheet.count(parameters.constants())),
                        "shapes, indices, scales and their like"));
        Text types = Text.EMPTY;
        for (var type : parameters.trainableByType().entrySet()) {
            types =
                    (types.isEmpty() ? types : types.and(", "))
                            .and(type.getKey().numpyName() + ": ")
                            .and(Sheet.count(type.getValue()));
        }
        facts.add(
                new Fact(
                        "By precision",
                        types.isEmpty() ? Text.of("nothing is learned") : types,
                        "trainable"));
        String at = "batch " + batch;
        Text least = Sheet.least(analysis);
        facts.add(
                new Fact(
                        "FLOPs",
                        least.and(full(flops(analysis, batch))),
                        at + "; 1 MAC = 2 FLOPs"));
        facts.add(new Fact("FLOPs, symbolic", Text.name(expression), ""));
        facts.add(
                new Fact(
                        "MACs",
                        least.and(full(Sheet.bound(analysis.totals().macs(), bindings, Unit.MACS))),
                        at));
        facts.add(
                new Fact(
                        "MACs of convolutions, products and recurrences",
                        least.and(
                                full(
                                        Sheet.bound(
                                                analysis.totals().coreMacs(),
                                                bindings,
                                                Unit.MACS))),
                        at + ", as other tools count"));
        facts.add(
                new Fact(
                        "Model size",
                        Text.of(Quantity.counted((double) parameters.bytes(), Unit.BYTES).inFull())
                                .and(", ")
                                .and(Quantity.counted((double) parameters.bytes(), Unit.BYTES)),
                        "bytes of all stored tensors"));
        facts.add(
                new Fact(
                        "Peak activation memory",
                        Text.of(
                                full(
                                        Sheet.counted(
                                                analysis.memoryAt(bindings).unfused(),
                                                Unit.BYTES))),
                        at + ", unfused"));
        facts.add(
                new Fact(
                        "Bytes moved",
                        least.and(
                                Sheet.bound(
                                        analysis.totals()
                                                .bytesRead()
                                                .plus(analysis.totals().bytesWritten()),
                                        bindings,
                                        Unit.BYTES)),
                        at + ", each node alone"));
        return new Facts(facts);
    }

    private static Quantity full(Quantity quantity) {
        return quantity instanceof Quantity.Known known ? known.inFull() : quantity;
    }

    private static Table breakdown(Analysis analysis) {
        List<Table.Row> rows = new ArrayList<>();
        analysis.parameters()
                .bytesByOperator()
                .forEach((operator, bytes) -> {
                    if (bytes > 0) {
                        rows.add(
                                Table.Row.of(
                                        Text.name(operator),
                                        Text.of(Quantity.counted((double) bytes, Unit.BYTES)),
                                        Text.of(
                                                Quantity.counted((double) bytes, Unit.BYTES)
                                                        .inFull())));
                    }
                });
        return new Table(
                "",
                List.of(Column.name("Component"), Column.number("Size"), Column.number("in bytes")),
                rows);
    }
}
