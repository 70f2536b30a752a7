package assay.reports.cli;

import assay.benchmark.measurement.BatchComparison;
import assay.benchmark.measurement.Comparison;
import assay.benchmark.measurement.Contrast;
import assay.benchmark.measurement.LevelRatio;
import assay.reports.card.Numbers;
import assay.reports.card.Printable;
import assay.reports.card.Unit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A comparison as a table for a terminal.
final class ComparisonText {

    static final String INTERRUPTED =
            "interrupted: this is of the pairs until then, and a run that is stopped for what it shows finds"
                    + " changes that are not there";

    private ComparisonText() {}

    static String of(Comparison comparison) {
        StringBuilder text = new StringBuilder();
        text.append(
                String.format(
                        Locale.ROOT,
                        "%s against %s on %s, %s, %s%n",
                        named(ComparedSide.other(comparison)),
                        against(comparison),
                        Printable.clip(comparison.base().device(), 80),
                        comparison.base().span(),
                        comparison.paired() ? "measured in turns" : "measured at different times"));
        for (Contrast contrast : comparison.contrasts()) {
            text.append("they differ in ").append(Printable.line(contrast.sentence())).append('\n');
        }
        if (wasInterrupted(comparison)) {
            text.append(INTERRUPTED).append('\n');
        }
        text.append("margin ").append(comparison.marginFrom()).append('\n');
        text.append(
                String.format(
                        Locale.ROOT,
                        "%7s %-11s %12s %12s %8s %18s %8s  %s%n",
                        "batch",
                        "runs",
                        "base",
                        "new",
                        "ratio",
                        "95 % interval",
                        "margin",
                        "verdict"));
        for (BatchComparison batch : comparison.batches()) {
            LevelRatio undisturbed = batch.undisturbed();
            line(text, Long.toString(batch.batch()), "median", batch.typical(), verdict(batch));
            if (undisturbed != null) {
                line(text, "", "fastest 5 %", undisturbed, "");
            }
            if (!batch.why().isEmpty()) {
                text.append(
                        String.format(Locale.ROOT, "%7s %s%n", "", Printable.line(batch.why())));
            }
        }
        return text.toString();
    }

    static boolean wasInterrupted(Comparison comparison) {
        return comparison.base().method().stopped().equals("interrupted");
    }

    private static String against(Comparison comparison) {
        ComparedSide base = ComparedSide.base(comparison);
        return base.equals(ComparedSide.other(comparison)) ? "itself" : named(base);
    }

    private static String named(ComparedSide side) {
        String name = Printable.clip(side.name(), 80);
        return side.apart().isEmpty() ? name : name + " " + Printable.line(side.apart());
    }

    private static void line(
            StringBuilder text,
            String batch,
            String runs,
            @Nullable LevelRatio level,
            String verdict) {
        String line =
                String.format(
                        Locale.ROOT,
                        "%7s %-11s %12s %12s %8s %18s %8s  %s",
                        batch,
                        runs,
                        level == null ? "-" : Numbers.text(level.baseSeconds(), Unit.SECONDS),
                        level == null ? "-" : Numbers.text(level.otherSeconds(), Unit.SECONDS),
                        ratio(level),
                        interval(level),
                        margin(level),
                        verdict);
        text.append(line.stripTrailing()).append('\n');
    }

    static String verdict(BatchComparison batch) {
        return batch.change() == null ? "NO FIGURES" : batch.change().toString();
    }

    static String ratio(@Nullable LevelRatio level) {
        return level == null ? "-" : ratio(level.ratio());
    }

    static String interval(@Nullable LevelRatio level) {
        return level == null
                ? "-"
                : ratio(level.interval().low()) + " to " + ratio(level.interval().high());
    }

    static String margin(@Nullable LevelRatio level) {
        return level == null ? "-" : percent(level.margin());
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }

    private static String ratio(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
