package assay.analyzer.analysis;

import java.util.List;
import java.util.Optional;

/// Mish written out: `x * tanh(softplus(x))` (Misra 2019).
public final class MishPattern {

    private MishPattern() {}

    /// The Mish whose Softplus is node `softplus`.
    public static Optional<Match> at(Links links, int softplus) {
        if (!links.is(softplus, "Softplus")) {
            return Optional.empty();
        }
        int tanh = links.next(softplus);
        int product = links.is(tanh, "Tanh") ? links.next(tanh) : -1;
        String x = links.input(softplus, 0);
        return links.is(product, "Mul") && links.other(product, links.output(tanh)).equals(x)
                ? Optional.of(
                        new Match(
                                "Mish", List.of(softplus, tanh, product), x, links.output(product)))
                : Optional.empty();
    }
}
