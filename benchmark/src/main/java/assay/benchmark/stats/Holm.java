package assay.benchmark.stats;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Holm's step-down procedure: which of several null hypotheses may be rejected so that the odds of
/// any false rejection stay within `alpha`. The smallest of `k` odds is held against `alpha / k`,
/// the next against `alpha / (k - 1)`, and so on up to the first that fails.
public final class Holm {

    private Holm() {}

    /// Whether each is rejected, in the order given.
    public static List<Boolean> rejected(List<Double> odds, double alpha) {
        List<Boolean> rejected = new ArrayList<>(Collections.nCopies(odds.size(), false));
        List<Integer> order =
                IntStream.range(0, odds.size())
                        .boxed()
                        .sorted(Comparator.comparing(odds::get))
                        .toList();
        for (int rank = 0; rank < order.size(); rank++) {
            if (odds.get(order.get(rank)) > alpha / (order.size() - rank)) {
                return rejected;
            }
            rejected.set(order.get(rank), true);
        }
        return rejected;
    }
}
