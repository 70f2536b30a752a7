package assay.analyzer.estimate.validation;

import assay.analyzer.estimate.KernelEstimate;
import assay.analyzer.estimate.ModelEstimate;
import assay.analyzer.estimate.NodeEstimate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// The terms that made a prediction, in one line.
final class MadeOf {
    private static final int LONGEST = 3;

    private MadeOf() {}

    /// Of one kernel.
    ///
    /// @param around seconds that the clock covered besides it
    static String of(KernelEstimate e, double around) {
        if (!e.known()) {
            return e.how();
        }
        String tiles =
                e.tiles() == 0
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                "; %d tiles in %.2f waves, %.0f %% of the last idle",
                                e.tiles(),
                                e.waves(),
                                100 * e.tail());
        return ms("arithmetic", e.computeSeconds())
                + ms(", memory", e.memorySeconds())
                + ms(", together", e.busySeconds())
                + ms(", around it", around)
                + "; "
                + e.how()
                + tiles;
    }

    /// Of a model: its parts and its longest nodes; the reason where it has no estimate.
    static String of(ModelEstimate e) {
        if (!e.known()) {
            return e.whyUnknown();
        }
        List<NodeEstimate> longest =
                e.nodes().stream()
                        .filter(NodeEstimate::known)
                        .sorted(Comparator.comparingDouble(NodeEstimate::seconds).reversed())
                        .limit(LONGEST)
                        .toList();
        StringBuilder words = new StringBuilder(ms("device", e.deviceSeconds()));
        words.append(ms(", host", e.hostSeconds()))
                .append(ms(", copies", e.inputCopySeconds() + e.outputCopySeconds()));
        for (int i = 0; i < longest.size(); i++) {
            NodeEstimate node = longest.get(i);
            words.append(i == 0 ? "; longest " : ", ")
                    .append(ms(node.node(), node.seconds()))
                    .append(" (")
                    .append(node.bound().name().toLowerCase(Locale.ROOT))
                    .append(')');
        }
        return words.toString();
    }

    private static String ms(String name, double seconds) {
        return String.format(Locale.ROOT, "%s %.3g ms", name, 1e3 * seconds);
    }
}
