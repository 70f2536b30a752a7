package assay.benchmark.measurement;

import assay.benchmark.stats.Change;
import assay.benchmark.stats.Interval;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One batch size of two measurements. Figures are null where a side has none.
///
/// Those beside `undisturbed` are of the typical run, the median.
///
/// @param change the verdict; null where a side has no figures, `why` says which
/// @param baseSeconds typical median of a process
/// @param otherSeconds likewise, of the new one
/// @param ratio new over base: 1.05 is 5 % slower
/// @param interval of the ratio, drift included
/// @param margin within which a difference does not matter, as a share
/// @param drift by how much the machine may have moved between the two, as a share; 0 where they
///   were measured in pairs
/// @param odds of a false FASTER or SLOWER, before Holm's correction
/// @param undisturbed the same of the fastest twentieth of each process's runs; null also where a
///   file of before they were kept has no samples
/// @param delta Cliff's delta of the processes' medians; advice
/// @param rankOdds p-value of Mann-Whitney's test of the same; advice
/// @param baseForks processes on the base's side
/// @param otherForks processes on the new one's side
/// @param why one sentence where there is no clear verdict, or where the two levels do not both
///   show it; empty otherwise
public record BatchComparison(
        long batch,
        @Nullable Change change,
        @Nullable Double baseSeconds,
        @Nullable Double otherSeconds,
        @Nullable Double ratio,
        @Nullable Interval interval,
        @Nullable Double margin,
        @Nullable Double drift,
        @Nullable Double odds,
        @Nullable LevelRatio undisturbed,
        @Nullable Double delta,
        @Nullable Double rankOdds,
        int baseForks,
        int otherForks,
        String why) {

    /// A batch size that cannot be compared.
    static BatchComparison without(long batch, int baseForks, int otherForks, String why) {
        return new BatchComparison(
                batch,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                baseForks,
                otherForks,
                why);
    }

    /// The same with its verdict, and why it is no clear one.
    BatchComparison judged(Change judged) {
        return new BatchComparison(
                batch,
                judged,
                baseSeconds,
                otherSeconds,
                ratio,
                interval,
                margin,
                drift,
                odds,
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
        if (undisturbed == null || interval == null) {
            return "";
        }
        boolean typically = isBeyond(interval, slower);
        boolean undisturbedly = isBeyond(undisturbed.interval(), slower);
        if (undisturbedly && !typically) {
            return "Seen in the fastest twentieth of the runs; the medians tell more of the machine than of a change.";
        }
        if (typically && !undisturbedly) {
            return "Seen in the medians; the fastest twentieth of the runs does not show it, so only some runs changed.";
        }
        return "";
    }

    private boolean isWithin(Interval ratios) {
        double limit = 1 + (margin == null ? 0 : margin);
        return ratios.low() >= 1 / limit && ratios.high() <= limit;
    }

    private boolean isAnyBeyond(boolean slower) {
        return (interval != null && isBeyond(interval, slower))
                || (undisturbed != null && isBeyond(undisturbed.interval(), slower));
    }

    private boolean isBeyond(Interval ratios, boolean slower) {
        double limit = 1 + (margin == null ? 0 : margin);
        return slower ? ratios.low() > limit : ratios.high() < 1 / limit;
    }

    private String whyInconclusive() {
        if (baseForks < 2 || otherForks < 2) {
            return "One process tells nothing of the spread between processes; measure longer.";
        }
        if (drift != null && drift > 0) {
            return String.format(
                    Locale.ROOT,
                    "Measured at different times, between which the machine may have moved by %.0f %%; compare"
                            + " with --run.",
                    drift * 100);
        }
        if (interval != null && undisturbed != null) {
            for (boolean slower : new boolean[] {false, true}) {
                if (isBeyond(interval, slower) && isBeyond(undisturbed.interval(), !slower)) {
                    return "The medians and the fastest twentieth of the runs changed in opposite ways.";
                }
            }
        }
        if (isAnyBeyond(false) || isAnyBeyond(true)) {
            return "Beyond the margin, but on too few pairs for a claim; give --run more time.";
        }
        if (undisturbed != null && isWithin(undisturbed.interval())) {
            return "The fastest twentieth of the runs is within the margin, the medians are apart; give --run more time.";
        }
        return "The interval reaches across the margin; give --run more time.";
    }
}
