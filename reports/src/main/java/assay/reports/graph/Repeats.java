package assay.reports.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Stretches of nodes that come again one after another: the same operators, wired the same way
/// inside.
final class Repeats {

    /// Shorter units are read faster than unfolded.
    private static final int SHORTEST = 3;

    /// A repeat that folds fewer nodes away costs the reader more than it saves.
    private static final int LEAST_SAVED = 6;

    /// Looking for longer ones in huge graphs would take quadratic time.
    private static final int LONGEST = 2_500;

    private static final int TRIES = 40;

    private final Wiring wiring;

    Repeats(Wiring wiring) {
        this.wiring = wiring;
    }

    /// `count` units of `length` nodes from `from` on.
    record Repeat(int from, int length, int count) {
        int saved() {
            return length * (count - 1);
        }

        int to() {
            return from + length * count;
        }
    }

    /// True when units of the repeat have partners of their own outside of it, before or after, as
    /// the levels of a U-Net have. The main path, by which the first unit is fed and the last one
    /// read, is none; nor is a value that several units share, such as a mask.
    boolean isSkipped(Repeat repeat) {
        Map<Integer, Set<Integer>> fed = new HashMap<>();
        Map<Integer, Set<Integer>> feeding = new HashMap<>();
        for (int i = repeat.from(); i < repeat.to(); i++) {
            int unit = (i - repeat.from()) / repeat.length();
            for (int made : wiring.producers().get(i)) {
                if (made < repeat.from()) {
                    feeding.computeIfAbsent(made, _ -> new HashSet<>()).add(unit);
                }
            }
            for (int reader : wiring.readers().get(i)) {
                if (reader >= repeat.to()) {
                    fed.computeIfAbsent(reader, _ -> new HashSet<>()).add(unit);
                }
            }
        }
        return isOfSeveral(fed.values(), repeat.count() - 1) || isOfSeveral(feeding.values(), 0);
    }

    /// True when two units or more, that of the main path aside, have a partner to themselves.
    private static boolean isOfSeveral(Collection<Set<Integer>> partners, int main) {
        Set<Integer> own = new HashSet<>();
        for (Set<Integer> units : partners) {
            if (units.size() == 1) {
                own.addAll(units);
            }
        }
        own.remove(main);
        return own.size() >= 2;
    }

    /// A run of nodes that equal those `length` later.
    private record Run(int from, int length, int equal) {
        int saved() {
            return length * (equal / length);
        }
    }

    /// The repeat in `[from, to)` that folds the most nodes away; the shorter unit among equals.
    Optional<Repeat> best(int from, int to) {
        List<Run> runs = new ArrayList<>();
        for (int length = SHORTEST; length <= Math.min((to - from) / 2, LONGEST); length++) {
            runs(from, to, length, runs);
        }
        runs.sort(Comparator.comparingInt(Run::saved).reversed().thenComparingInt(Run::length));
        Repeat best = null;
        for (Run run : runs.subList(0, Math.min(TRIES, runs.size()))) {
            if (best != null && best.saved() >= run.saved()) {
                break;
            }
            Repeat found = aligned(run);
            if (found.saved() >= LEAST_SAVED && (best == null || found.saved() > best.saved())) {
                best = found;
            }
        }
        return Optional.ofNullable(best);
    }

    private void runs(int from, int to, int length, List<Run> runs) {
        int equal = 0;
        for (int i = from; i + length <= to; i++) {
            boolean same =
                    i + length < to
                            && wiring.operators().get(i).equals(wiring.operators().get(i + length));
            if (same) {
                equal++;
            } else {
                if (equal >= length) {
                    runs.add(new Run(i - equal, length, equal));
                }
                equal = 0;
            }
        }
    }

    /// Of the places where the first unit may begin the one with the most units that are wired
    /// alike, then the one where the fewest values pass from unit to unit.
    private Repeat aligned(Run run) {
        int slack = (run.equal() + run.length()) % run.length();
        Repeat best = new Repeat(run.from(), run.length(), 1);
        int fewest = Integer.MAX_VALUE;
        for (int shift = 0; shift <= slack; shift++) {
            int from = run.from() + shift;
            int count = alike(from, run.length(), (run.equal() - shift) / run.length() + 1);
            int passing = 0;
            for (int unit = 0; unit <= count; unit++) {
                passing += wiring.crossing().get(from + unit * run.length());
            }
            if (count > best.count() || (count == best.count() && passing < fewest)) {
                best = new Repeat(from, run.length(), count);
                fewest = passing;
            }
        }
        return best;
    }

    /// How many units from the first on have its inner wiring.
    private int alike(int from, int length, int most) {
        for (int unit = 1; unit < most; unit++) {
            int start = from + unit * length;
            for (int i = 0; i < length; i++) {
                if (!wiring.inside(from + i, from, from + length)
                        .equals(wiring.inside(start + i, start, start + length))) {
                    return unit;
                }
            }
        }
        return most;
    }
}
