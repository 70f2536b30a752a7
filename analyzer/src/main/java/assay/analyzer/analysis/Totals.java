package assay.analyzer.analysis;

import assay.analyzer.cost.Confidence;
import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Bindings;
import assay.analyzer.tensor.Dim;
import java.util.ArrayList;
import java.util.List;

/// Sums over the nodes of a model, as expressions in its symbols. Nodes of which nothing is known
/// are left out and listed.
///
/// @param coreMacs the part of the MACs in convolutions, matrix products and recurrences
///   themselves, as other tools count a model
/// @param unknown nodes whose cost has an unknown part, and why
public record Totals(
        Dim macs,
        Dim coreMacs,
        Dim flops,
        Dim bytesRead,
        Dim bytesWritten,
        List<UnknownNode> unknown) {

    /// A node without a cost.
    public record UnknownNode(String node, String operator, String why) {}

    /// Sums costs that stand in the order of `nodes`.
    public static Totals of(List<TypedNode> nodes, List<Cost> costs) {
        List<Dim> macs = new ArrayList<>();
        List<Dim> flops = new ArrayList<>();
        List<Dim> read = new ArrayList<>();
        List<Dim> written = new ArrayList<>();
        List<UnknownNode> unknown = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            Cost cost = costs.get(i);
            TypedNode node = nodes.get(i);
            if (!cost.isKnown()) {
                unknown.add(
                        new UnknownNode(
                                node.node().name(), node.node().qualifiedOperator(), reason(cost)));
            }
            addKnown(macs, cost.macs());
            addKnown(flops, cost.flops());
            addKnown(read, cost.bytesRead());
            addKnown(written, cost.bytesWritten());
        }
        return new Totals(
                Dim.sum(macs),
                CoreMacs.of(nodes, costs),
                Dim.sum(flops),
                Dim.sum(read),
                Dim.sum(written),
                List.copyOf(unknown));
    }

    private static void addKnown(List<Dim> dims, Dim dim) {
        if (!dim.isUnknown() && !dim.is(0)) {
            dims.add(dim);
        }
    }

    private static String reason(Cost cost) {
        if (!cost.why().isEmpty()) {
            return cost.why();
        }
        for (Dim dim :
                List.of(cost.macs(), cost.vectorFlops(), cost.bytesRead(), cost.bytesWritten())) {
            if (dim instanceof Dim.Unknown(String because)) {
                return because;
            }
        }
        return "unknown";
    }

    /// Share of the FLOPs, with numbers for the symbols, that are counted exactly: 1 when all are,
    /// 0 to 1 otherwise.
    public static double exactShare(List<Cost> costs, Bindings bindings) {
        double all = 0;
        double exact = 0;
        for (Cost cost : costs) {
            long flops = cost.flops().bind(bindings).number().orElse(0);
            all += flops;
            exact += cost.confidence() == Confidence.EXACT ? flops : 0;
        }
        return all == 0 ? 1 : exact / all;
    }
}
