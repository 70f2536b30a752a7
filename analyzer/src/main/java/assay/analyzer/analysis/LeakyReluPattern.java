package assay.analyzer.analysis;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Leaky ReLU written out: `max(x, a * x)` with `0 < a < 1`.
public final class LeakyReluPattern {

    private LeakyReluPattern() {}

    /// The leaky ReLU whose Max is node `max`.
    public static Optional<Match> at(Links links, int max) {
        if (!links.is(max, "Max") || links.flowing(max).size() != 2) {
            return Optional.empty();
        }
        for (int i = 0; i < 2; i++) {
            String x = links.input(max, i);
            int scale = links.producer(max, 1 - i);
            OptionalDouble slope =
                    links.is(scale, "Mul") && links.next(scale) == max
                            ? links.scalar(links.other(scale, x))
                            : OptionalDouble.empty();
            if (slope.isPresent() && slope.getAsDouble() > 0 && slope.getAsDouble() < 1) {
                return Optional.of(
                        new Match("LeakyRelu", List.of(scale, max), x, links.output(max)));
            }
        }
        return Optional.empty();
    }
}
