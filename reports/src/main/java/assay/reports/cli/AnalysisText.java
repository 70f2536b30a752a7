package assay.reports.cli;

import assay.analyzer.analysis.Analysis;
import assay.analyzer.analysis.GraphCounts;
import assay.analyzer.analysis.Memory;
import assay.analyzer.analysis.Totals;
import assay.analyzer.finding.Finding;
import assay.analyzer.finding.Subject;
import assay.analyzer.graph.Graph;
import assay.analyzer.graph.Graph.ValueInfo;
import assay.analyzer.json.AnalysisJson;
import assay.analyzer.tensor.Bindings;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ValueType;
import assay.reports.card.Numbers;
import assay.reports.card.Printable;
import assay.reports.card.Unit;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;

/// An analysis as a few lines for a terminal.
final class AnalysisText {

    /// Inputs or outputs that are shown; the others are counted.
    private static final int MOST_VALUES = 4;

    private AnalysisText() {}

    /// @param symbolic the analysis as it stands; totals are those at the default sizes
    /// @param more findings that were made elsewhere, as by reading the weights
    static void print(Analysis symbolic, List<Finding> more, PrintWriter out) {
        Bindings one = symbolic.at(1);
        Analysis analysis = symbolic.toldAt(one);
        GraphCounts counts = GraphCounts.of(analysis.model());
        out.println(Printable.clip(AnalysisJson.name(analysis.model()), 80));
        Graph graph = analysis.model().graph();
        values(out, "input", graph.inputs().stream().map(ValueInfo::name).toList(), symbolic);
        values(out, "output", graph.outputs().stream().map(ValueInfo::name).toList(), symbolic);
        line(out, "nodes", Numbers.count(analysis.graph().nodes().size()) + top(counts));
        line(
                out,
                "parameters",
                Numbers.count(analysis.parameters().trainable())
                        + " learned, "
                        + Numbers.count(analysis.parameters().buffers())
                        + " in buffers, "
                        + Numbers.count(analysis.parameters().constants())
                        + " in constants; "
                        + Numbers.text((double) analysis.parameters().bytes(), Unit.BYTES));
        String at = one.values().isEmpty() ? "" : "   at " + Printable.clip(one.toString(), 60);
        int unknown = analysis.totals().unknown().size();
        String least = unknown == 0 ? "" : "at least ";
        line(out, "FLOPs", least + count(analysis.totals().flops(), one) + at);
        line(out, "MACs", least + count(analysis.totals().macs(), one));
        line(
                out,
                "bytes moved",
                least
                        + bytes(
                                analysis.totals()
                                        .bytesRead()
                                        .plus(analysis.totals().bytesWritten()),
                                one));
        line(out, "peak memory", peaks(analysis.memoryAt(one)));
        line(
                out,
                "counted exactly",
                Numbers.text(Totals.exactShare(analysis.costs(), one), Unit.FRACTION)
                        + (unknown == 0 ? " of FLOPs" : " of the known FLOPs")
                        + (unknown == 0
                                ? ""
                                : "; unknown: "
                                        + Numbers.count(unknown)
                                        + (unknown == 1 ? " node, " : " nodes, first ")
                                        + Printable.clip(
                                                analysis.totals().unknown().getFirst().node(), 60)
                                        + ": "
                                        + Printable.clip(
                                                analysis.totals().unknown().getFirst().why(),
                                                120)));
        analysis.graph().conflicts().stream()
                .limit(5)
                .forEach(c ->
                        line(
                                out,
                                "conflict",
                                Printable.clip(c.node(), 60)
                                        + ": "
                                        + Printable.clip(c.what(), 160)));
        StructureText.print(Subject.of(symbolic, one), more, out);
        out.println();
    }

    private static void values(
            PrintWriter out, String what, List<String> names, Analysis analysis) {
        for (String name : names.subList(0, Math.min(MOST_VALUES, names.size()))) {
            ValueType type = analysis.graph().type(name);
            line(
                    out,
                    what,
                    Printable.clip(name, 60)
                            + " "
                            + type.label()
                            + " "
                            + Printable.clip(type.shape().toString(), 100));
        }
        if (names.size() > MOST_VALUES) {
            line(out, "", "and " + (names.size() - MOST_VALUES) + " more");
        }
    }

    /// Live activations at their most, every node alone and fused.
    private static String peaks(Memory memory) {
        if (memory.unfused() instanceof Dim.Unknown(String because)) {
            return "unknown: " + Printable.clip(because, 160);
        }
        return bytes(memory.unfused(), Bindings.NONE)
                + " of activations, "
                + bytes(memory.fused(), Bindings.NONE)
                + " fused";
    }

    private static String top(GraphCounts counts) {
        return counts.operators().entrySet().stream()
                .limit(6)
                .map(entry -> Printable.clip(entry.getKey(), 40) + " " + entry.getValue())
                .collect(
                        Collectors.joining(
                                ", ", " (", counts.operators().size() > 6 ? ", ...)" : ")"));
    }

    private static String count(Dim dim, Bindings at) {
        return dim.bind(at).number().isPresent()
                ? Numbers.count(dim.bind(at).number().getAsLong())
                : "unknown";
    }

    private static String bytes(Dim dim, Bindings at) {
        return dim.bind(at).number().isPresent()
                ? Numbers.text((double) dim.bind(at).number().getAsLong(), Unit.BYTES)
                : "unknown";
    }

    static void line(PrintWriter out, String name, String value) {
        out.printf("  %-16s %s%n", name, value);
    }
}
