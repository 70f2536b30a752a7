package assay.reports.section;

import assay.analyzer.estimate.NodeEstimate;
import assay.benchmark.measurement.Warning;
import assay.reports.reconcile.BatchEstimate;
import assay.reports.reconcile.Breakdown;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// Seconds by operator type: both sides where the runtime's profile has kernel times, else the
/// estimate alone.
final class OperatorTimes {

    private OperatorTimes() {}

    /// One operator type.
    ///
    /// @param nodes groups of nodes that run as it
    /// @param estimated empty where the time of one of them is unknown
    record Line(String operator, int nodes, OptionalDouble estimated, OptionalDouble measured) {
        double weight() {
            return Math.max(estimated.orElse(0), measured.orElse(0));
        }
    }

    /// The batch size that the lines are of.
    static long batch(Sheet sheet) {
        return sheet.kernelTimes().map(Breakdown::batch).orElse(sheet.focus.batch());
    }

    /// Longest first; operators that run nothing are left out.
    static List<Line> of(Sheet sheet) {
        BatchEstimate estimate = sheet.row(batch(sheet)).estimate();
        if (estimate == null) {
            return List.of();
        }
        Map<Integer, OptionalDouble> times = sheet.measuredByMain();
        Map<String, Line> lines = new LinkedHashMap<>();
        List<NodeEstimate> nodes = estimate.latency().nodes();
        for (int i = 0; i < nodes.size(); i++) {
            NodeEstimate node = nodes.get(i);
            int main = estimate.workload().groups().get(i).main();
            OptionalDouble measured = times.getOrDefault(main, OptionalDouble.empty());
            Line line =
                    new Line(
                            estimate.workload().groups().get(i).operator(),
                            1,
                            node.known()
                                    ? OptionalDouble.of(node.seconds())
                                    : OptionalDouble.empty(),
                            measured);
            lines.merge(line.operator(), line, OperatorTimes::sum);
        }
        List<Line> longest = new ArrayList<>(lines.values());
        longest.removeIf(line -> line.weight() == 0 && line.estimated().isPresent());
        longest.sort(Comparator.comparingDouble(Line::weight).reversed());
        return longest;
    }

    private static Line sum(Line a, Line b) {
        return new Line(
                a.operator(),
                a.nodes() + b.nodes(),
                a.estimated().isEmpty() || b.estimated().isEmpty()
                        ? OptionalDouble.empty()
                        : sum(a.estimated(), b.estimated()),
                sum(a.measured(), b.measured()));
    }

    private static OptionalDouble sum(OptionalDouble a, OptionalDouble b) {
        return a.isEmpty()
                ? b
                : b.isEmpty() ? a : OptionalDouble.of(a.getAsDouble() + b.getAsDouble());
    }

    /// Why a node has no measured time.
    static String whyNotMeasured(Sheet sheet) {
        var measurement = sheet.measurement();
        if (measurement == null) {
            return sheet.evidence.notMeasured();
        }
        if (sheet.breakdown().isPresent()) {
            return sheet.breakdown().get().launchTimes()
                    ? "the runtime's profile holds launch times on this device, not kernel times"
                    : "the runtime's profile has no time of its own for it";
        }
        for (Warning warning : measurement.warnings()) {
            if (warning instanceof Warning.NoProfile) {
                return warning.message();
            }
        }
        return measurement.profiles().isEmpty()
                ? "the runtime's profile was not taken"
                : new Cells(sheet, sheet.focus).whyNotCompared();
    }
}
