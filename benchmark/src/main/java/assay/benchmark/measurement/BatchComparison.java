package assay.benchmark.measurement;

import assay.benchmark.stats.Change;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One batch size of two measurements. Figures are null where a side has none.
///
/// @param change the verdict; null where a side has no figures, `why` says which
/// @param typical of the median run
/// @param undisturbed of the fastest twentieth of each process's runs; null also where a file of
///   before they were kept has no samples
/// @param delta Cliff's delta of the processes' medians; advice
/// @param rankOdds p-value of Mann-Whitney's test of the same; advice
/// @param baseForks processes on the base's side
/// @param otherForks processes on the new one's side
/// @param why one sentence where there is no clear verdict, or where the two levels do not both
///   show it; empty otherwise
public record BatchComparison(
        long batch,
        @Nullable Change change,
        @Nullable LevelRatio typical,
        @Nullable LevelRatio undisturbed,
        @Nullable Double delta,
        @Nullable Double rankOdds,
        int baseForks,
        int otherForks,
        String why) {

    /// A batch size that cannot be compared.
    static BatchComparison without(long batch, int baseForks, int otherForks, String why) {
        return new BatchComparison(batch, null, null, null, null, null, baseForks, otherForks, why);
    }

    /// The levels that have figures, the typical one first.
    List<LevelRatio> levels() {
        return Stream.of(typical, undisturbed).filter(Objects::nonNull).toList();
    }

    /// The same with its verdict, and why it is no clear one.
    BatchComparison judged(Change judged) {
        return new BatchComparison(
                batch,
                judged,
                typical,
                undisturbed,
                delta,
                rankOdds,
                baseForks,
                otherForks,
                why(judged));
    }

    private String why(Change judged) {
        return switch (judged) {
            case INCONCLUSIVE -> whyInconclusive();
            case EQUIVALENT -> "";
            case FASTER, SLOWER -> whyOneLevel(judged == Change.SLOWER);
        };
    }

    /// Says which of the two levels a claim rests on, where it is one alone.
    private String whyOneLevel(boolean slower) {
        if (undisturbed == null || typical == null) {
            return "";
        }
        boolean typically = typical.isBeyond(slower);
        boolean undisturbedly = undisturbed.isBeyond(slower);
        if (undisturbedly && !typically) {
            return "Seen in the fastest twentieth of the runs; the medians tell more of the machine than of a change.";
        }
        if (typically && !undisturbedly) {
            return "Seen in the medians; the fastest twentieth of the runs does not show it, so only some runs changed.";
        }
        return "";
    }

    private String whyInconclusive() {
        if (baseForks < 2 || otherForks < 2) {
            return "One process tells nothing of the spread between processes; measure longer.";
        }
        if (typical != null && typical.drift() > 0) {
            return String.format(
                    Locale.ROOT,
                    "Measured at different times, between which the machine may have moved by %.0f %%; compare"
                            + " with --run.",
                    typical.drift() * 100);
        }
        if (typical != null && undisturbed != null) {
            for (boolean slower : new boolean[] {false, true}) {
                if (typical.isBeyond(slower) && undisturbed.isBeyond(!slower)) {
                    return "The medians and the fastest twentieth of the runs changed in opposite ways.";
                }
            }
        }
        if (levels().stream().anyMatch(level -> level.isBeyond(false) || level.isBeyond(true))) {
            return "Beyond the margin, but on too few pairs for a claim; give --run more time.";
        }
        if (undisturbed != null && undisturbed.isWithinMargin()) {
            return "The fastest twentieth of the runs is within the margin, the medians are apart; give --run more time.";
        }
        return "The interval reaches across the margin; give --run more time.";
    }
}
