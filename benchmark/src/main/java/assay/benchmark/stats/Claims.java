package assay.benchmark.stats;

import java.util.ArrayList;
import java.util.List;

/// Verdicts over a sweep of comparisons.
///
/// FASTER and SLOWER are claims that the ratio lies beyond the margin; with many batch sizes one
/// would be made by chance, so their odds are held against Holm's limits. EQUIVALENT needs the
/// whole interval within the margin, which is the stricter form of two one-sided tests.
public final class Claims {

    /// Odds of a false FASTER or SLOWER anywhere in the sweep.
    public static final double ALPHA = 0.05;

    private Claims() {}

    /// The odds that the nearer of the two claims beyond the margin is false, two-sided, at most 1.
    ///
    /// Never less than what the order of so few processes can show: all `pairs` fall on one side of
    /// the margin by chance with `2 * 2^-pairs`.
    ///
    /// @param limit what the ratio has to exceed, above 1: margin and drift as `1.02 * 1.05`
    /// @param pairs number of pairs; 0 where the processes were not paired, which sets no least
    ///   odds
    public static double odds(RatioSpread ratio, double limit, int pairs) {
        double one = Math.min(ratio.oddsOfNotAbove(limit), ratio.oddsOfNotBelow(1 / limit));
        return Math.min(1, 2 * Math.max(one, pairs == 0 ? 0 : Math.pow(2, -pairs)));
    }

    /// The verdict on each of `compared`.
    public static List<Change> of(List<Compared> compared) {
        List<Boolean> claimed =
                Holm.rejected(compared.stream().map(Compared::odds).toList(), ALPHA);
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < compared.size(); i++) {
            Compared one = compared.get(i);
            if (claimed.get(i)) {
                changes.add(one.ratio() > 1 ? Change.SLOWER : Change.FASTER);
            } else {
                changes.add(one.isWithinMargin() ? Change.EQUIVALENT : Change.INCONCLUSIVE);
            }
        }
        return changes;
    }

    /// One comparison of a sweep.
    ///
    /// @param ratio new over base
    /// @param interval of the ratio, widened by the drift
    /// @param margin as a share
    /// @param odds as [#odds]; 1 where no claim may be made
    public record Compared(double ratio, Interval interval, double margin, double odds) {

        boolean isWithinMargin() {
            return interval.low() >= 1 / (1 + margin) && interval.high() <= 1 + margin;
        }
    }
}
