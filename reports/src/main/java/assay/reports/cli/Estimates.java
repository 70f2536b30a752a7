package assay.reports.cli;

import assay.analyzer.analysis.Analysis;
import assay.analyzer.analysis.FusedGroup;
import assay.analyzer.device.DeviceProfile;
import assay.analyzer.estimate.EstimateSettings;
import assay.analyzer.estimate.Explanation;
import assay.analyzer.estimate.NodeEstimate;
import assay.analyzer.estimate.Workload;
import assay.analyzer.json.EstimateJson;
import assay.reports.card.Printable;
import assay.reports.reconcile.BatchEstimate;
import assay.reports.reconcile.Paper;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
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

    /// One table a device: latency, throughput and memory by batch size, and what to choose.
    void text(OptionalDouble limit, PrintWriter out) {
        for (Paper paper : papers) {
            new BatchTable(paper, limit).print(out);
        }
    }

    /// What to choose on each device, as JSON.
    void curves(OptionalDouble limit, ArrayNode curves) {
        for (Paper paper : papers) {
            curves.add(new BatchTable(paper, limit).json());
        }
    }

    /// Prints the terms of every node whose name is, or ends in, `wanted`, at each batch size. A
    /// node that was fused into another goes by that one's terms.
    ///
    /// @throws UsageException when there is none, with the names that come nearest
    void explain(String wanted, PrintWriter out) {
        for (Paper paper : papers) {
            for (BatchEstimate each : paper.batches()) {
                List<Integer> found = groupsOf(wanted, each.workload());
                if (found.isEmpty()) {
                    throw new UsageException(
                            "--explain "
                                    + wanted
                                    + ": no node is named so; near it are "
                                    + String.join(
                                            ", ", Nearest.of(wanted, names(each.workload()), 5)));
                }
                out.println(Printable.clip(paper.device().name(), 80) + ", batch " + each.batch());
                for (int group : found) {
                    NodeEstimate node = each.latency().nodes().get(group);
                    fusedWith(wanted, each.workload(), group, out);
                    out.println(Printable.lines(Explanation.of(node)));
                }
                out.println();
            }
        }
    }

    private static List<String> names(Workload workload) {
        return workload.analysis().graph().nodes().stream().map(n -> n.node().name()).toList();
    }

    private static List<Integer> groupsOf(String wanted, Workload workload) {
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < workload.groups().size(); i++) {
            for (int node : workload.groups().get(i).nodes()) {
                if (isNamed(wanted, workload, node) && !found.contains(i)) {
                    found.add(i);
                }
            }
        }
        return found;
    }

    private static void fusedWith(String wanted, Workload workload, int group, PrintWriter out) {
        FusedGroup fused = workload.groups().get(group);
        List<String> others =
                fused.nodes().stream()
                        .filter(node -> !isNamed(wanted, workload, node))
                        .map(node -> workload.analysis().graph().nodes().get(node).node().name())
                        .toList();
        if (!others.isEmpty()) {
            out.println("runs as one with " + Printable.clip(String.join(", ", others), 400));
        }
    }

    private static boolean isNamed(String wanted, Workload workload, int node) {
        String name = workload.analysis().graph().nodes().get(node).node().name();
        return name.equals(wanted) || name.endsWith("/" + wanted);
    }
}
