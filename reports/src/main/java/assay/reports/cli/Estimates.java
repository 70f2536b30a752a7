package assay.reports.cli;

import assay.analyzer.analysis.Analysis;
import assay.analyzer.device.DeviceProfile;
import assay.analyzer.estimate.EstimateSettings;
import assay.analyzer.estimate.Explanation;
import assay.analyzer.estimate.NodeEstimate;
import assay.analyzer.json.EstimateJson;
import assay.reports.card.Numbers;
import assay.reports.card.Unit;
import assay.reports.reconcile.BatchEstimate;
import assay.reports.reconcile.Paper;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;

/// Estimates for the devices that `--profile` names, as `analyze` shows them.
record Estimates(List<Paper> papers) {

    /// @param profiles ids or files
    /// @param tf32 whether float32 products may run on TF32 units
    static Estimates of(
            Analysis analysis, List<String> profiles, boolean tf32, List<Long> batches) {
        List<Paper> papers = new ArrayList<>();
        for (String name : profiles) {
            DeviceProfile device = Targets.named(name);
            EstimateSettings settings = EstimateSettings.defaults().withTf32(tf32);
            papers.add(Paper.of(analysis, device, settings, batches));
        }
        return new Estimates(papers);
    }

    void json(ArrayNode estimates) {
        for (Paper paper : papers) {
            for (BatchEstimate each : paper.batches()) {
                estimates.add(EstimateJson.of(paper.device(), each.workload(), each.latency()));
            }
        }
    }

    void text(PrintWriter out) {
        for (Paper paper : papers) {
            for (BatchEstimate each : paper.batches()) {
                out.printf(
                        "  %-16s %s (%s to %s), batch %d, %s%n",
                        "estimate",
                        Numbers.text(each.latency().seconds(), Unit.SECONDS),
                        Numbers.text(each.latency().low(), Unit.SECONDS),
                        Numbers.text(each.latency().high(), Unit.SECONDS),
                        each.batch(),
                        paper.device().name());
            }
        }
        out.println();
    }

    /// Prints the terms of every node whose name is, or ends in, `wanted`.
    ///
    /// @throws UsageException when there is none
    void explain(String wanted, PrintWriter out) {
        for (Paper paper : papers) {
            BatchEstimate first = paper.batches().getFirst();
            List<NodeEstimate> found =
                    first.latency().nodes().stream()
                            .filter(n -> n.node().equals(wanted) || n.node().endsWith("/" + wanted))
                            .toList();
            if (found.isEmpty()) {
                throw new UsageException(
                        "--explain "
                                + wanted
                                + ": no kernel is named so; a node fused into another goes by the"
                                + " other's name. There are, among others: "
                                + first.latency().nodes().stream()
                                        .filter(NodeEstimate::runs)
                                        .limit(5)
                                        .map(NodeEstimate::node)
                                        .toList());
            }
            out.println(paper.device().name() + ", batch " + first.batch());
            found.forEach(node -> out.println(Explanation.of(node)));
            out.println();
        }
    }
}
