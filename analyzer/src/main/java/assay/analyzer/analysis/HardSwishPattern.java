package assay.analyzer.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Hard sigmoid written out as `clip(x + 3, 0, 6) / 6`, and hard swish as `x * clip(x + 3, 0, 6) /
/// 6` with the division before or after the product (Howard et al. 2019, section 5.2).
public final class HardSwishPattern {

    private HardSwishPattern() {}

    /// The activation whose Clip is node `clip`: kind `HardSwish` or `HardSigmoid`.
    public static Optional<Match> at(Links links, int clip) {
        if (!links.is(clip, "Clip")) {
            return Optional.empty();
        }
        int plus = links.producer(clip, 0);
        if (!links.is(plus, "Add") || links.next(plus) != clip) {
            return Optional.empty();
        }
        String x = shifted(links, plus);
        if (x.isEmpty()) {
            return Optional.empty();
        }
        List<Integer> nodes = new ArrayList<>(List.of(plus, clip));
        int next = links.next(clip);
        boolean scaled = isSixth(links, next, links.output(clip));
        int last = clip;
        if (scaled) {
            nodes.add(next);
            last = next;
            next = links.next(next);
        }
        if (links.is(next, "Mul") && links.other(next, links.output(last)).equals(x)) {
            nodes.add(next);
            last = next;
            next = links.next(next);
            if (!scaled && isSixth(links, next, links.output(last))) {
                nodes.add(next);
                last = next;
                scaled = true;
            }
            return scaled
                    ? Optional.of(new Match("HardSwish", nodes, x, links.output(last)))
                    : Optional.empty();
        }
        return scaled
                ? Optional.of(new Match("HardSigmoid", nodes, x, links.output(last)))
                : Optional.empty();
    }

    private static String shifted(Links links, int plus) {
        for (int i = 0; i < 2; i++) {
            if (links.isScalar(links.input(plus, i), 3)) {
                return links.input(plus, 1 - i);
            }
        }
        return "";
    }

    private static boolean isSixth(Links links, int node, String value) {
        return (links.is(node, "Div")
                        && links.input(node, 0).equals(value)
                        && links.isScalar(links.input(node, 1), 6))
                || (links.is(node, "Mul") && links.isScalar(links.other(node, value), 1.0 / 6));
    }
}
