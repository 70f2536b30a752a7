package assay.analyzer.analysis;

import java.util.List;
import java.util.Optional;

/// SiLU (Swish, with a factor QuickGELU) written out: `x * sigmoid(a * x)`; and hard swish as `x *
/// hardsigmoid(x)`.
public final class SiluPattern {

    private SiluPattern() {}

    /// The SiLU whose Sigmoid or HardSigmoid is node `anchor`: kind `QuickGelu` or `HardSwish`.
    public static Optional<Match> at(Links links, int anchor) {
        boolean soft = links.is(anchor, "Sigmoid");
        if (!soft && !links.is(anchor, "HardSigmoid")) {
            return Optional.empty();
        }
        int product = links.next(anchor);
        if (!links.is(product, "Mul")) {
            return Optional.empty();
        }
        String x = links.other(product, links.output(anchor));
        String argument = links.input(anchor, 0);
        if (!x.isEmpty() && x.equals(argument)) {
            return match(soft, List.of(anchor, product), x, links.output(product));
        }
        int scale = links.producer(argument);
        return soft
                        && links.is(scale, "Mul")
                        && links.next(scale) == anchor
                        && !x.isEmpty()
                        && links.scalar(links.other(scale, x)).isPresent()
                ? match(true, List.of(scale, anchor, product), x, links.output(product))
                : Optional.empty();
    }

    private static Optional<Match> match(
            boolean soft, List<Integer> nodes, String input, String output) {
        return Optional.of(new Match(soft ? "QuickGelu" : "HardSwish", nodes, input, output));
    }
}
