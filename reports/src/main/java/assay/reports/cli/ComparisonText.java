package assay.reports.cli;

import assay.benchmark.measurement.BatchComparison;
import assay.benchmark.measurement.Comparison;
import assay.benchmark.measurement.Contrast;
import assay.benchmark.measurement.LevelRatio;
import assay.benchmark.stats.Interval;
import assay.reports.card.Numbers;
import assay.reports.card.Printable;
import assay.reports.card.Unit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A comparison as a table for a terminal.
final class ComparisonText {

    private ComparisonText() {}

    static String of(Comparison comparison) {
        StringBuilder text = new StringBuilder();
        text.append(
                String.format(
                        Locale.ROOT,
                        "%s against %s on %s, %s, %s%n",
                        Printable.clip(comparison.other().model().name(), 80),
                        Printable.clip(comparison.base().model().name(), 80),
                        Printable.clip(comparison.base().device(), 80),
                        comparison.base().span(),
                        comparison.paired() ? "measured in turns" : "measured at different times"));
        for (Contrast contrast : comparison.contrasts()) {
            text.append("they differ in ").append(Printable.line(contrast.sentence())).append('\n');
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
            text.append(
                    String.format(
                            Locale.ROOT,
                            "%7d %-11s %12s %12s %8s %18s %8s  %s%n",
                            batch.batch(),
                            "median",
                            seconds(batch.baseSeconds()),
                            seconds(batch.otherSeconds()),
                            ratio(batch.ratio()),
                            interval(batch.interval()),
                            percent(batch.margin()),
                            verdict(batch)));
            LevelRatio undisturbed = batch.undisturbed();
            if (undisturbed != null) {
                text.append(
                        String.format(
                                Locale.ROOT,
                                "%7s %-11s %12s %12s %8s %18s%n",
                                "",
                                "fastest 5 %",
                                seconds(undisturbed.baseSeconds()),
                                seconds(undisturbed.otherSeconds()),
                                ratio(undisturbed.ratio()),
                                interval(undisturbed.interval())));
            }
            if (!batch.why().isEmpty()) {
                text.append(
                        String.format(Locale.ROOT, "%7s %s%n", "", Printable.line(batch.why())));
            }
        }
        return text.toString();
    }

    static String verdict(BatchComparison batch) {
        return batch.change() == null ? "NO FIGURES" : batch.change().toString();
    }

    static String seconds(@Nullable Double value) {
        return value == null ? "-" : Numbers.text(value, Unit.SECONDS);
    }

    static String ratio(@Nullable Double value) {
        return value == null ? "-" : String.format(Locale.ROOT, "%.3f", value);
    }

    static String interval(@Nullable Interval interval) {
        return interval == null ? "-" : ratio(interval.low()) + " to " + ratio(interval.high());
    }

    static String percent(@Nullable Double share) {
        return share == null ? "-" : String.format(Locale.ROOT, "%.1f %%", share * 100);
    }
}
