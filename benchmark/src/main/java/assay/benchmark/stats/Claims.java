package assay.benchmark.stats;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

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

    /// The verdict on each of `compared`. Each [Look] is a chance of a false claim, so Holm counts
    /// them all.
    ///
    /// A claim by either look makes the verdict, unless the other claims the opposite. EQUIVALENT
    /// needs one look whose whole interval is within the margin, and that the ratio of the other,
    /// whose interval a noisy machine keeps wide, is within its margin itself.
    public static List<Change> of(List<Compared> compared) {
        List<Boolean> claimed =
                Holm.rejected(
                        compared.stream()
                                .flatMap(one -> one.looks().stream())
                                .map(Look::odds)
                                .toList(),
                        ALPHA);
        List<Change> changes = new ArrayList<>();
        int next = 0;
        for (Compared one : compared) {
            Set<Change> said = EnumSet.noneOf(Change.class);
            for (Look look : one.looks()) {
                if (claimed.get(next++)) {
                    said.add(look.ratio() > 1 ? Change.SLOWER : Change.FASTER);
                }
            }
            changes.add(
                    switch (said.size()) {
                        case 0 -> one.isWithinMargin() ? Change.EQUIVALENT : Change.INCONCLUSIVE;
                        case 1 -> said.iterator().next();
                        default -> Change.INCONCLUSIVE;
                    });
        }
        return changes;
    }

    /// A ratio at one [Level].
    ///
    /// @param ratio new over base
    /// @param interval of the ratio, widened by the drift
    /// @param margin as a share
    /// @param odds as [#odds]; 1 where no claim may be made
    public record Look(double ratio, Interval interval, double margin, double odds) {

        private boolean isWithin() {
            return interval.low() >= 1 / (1 + margin) && interval.high() <= 1 + margin;
        }

        private boolean isAbout() {
            return ratio >= 1 / (1 + margin) && ratio <= 1 + margin;
        }
    }

    /// One comparison of a sweep.
    ///
    /// @param looks at the same processes, at least one
    public record Compared(List<Look> looks) {

        public Compared {
            looks = List.copyOf(looks);
        }

        boolean isWithinMargin() {
            return looks.stream().anyMatch(Look::isWithin)
                    && looks.stream().allMatch(Look::isAbout);
        }
    }
}
