package assay.reports.cli;

import static assay.reports.cli.ComparisonText.INTERRUPTED;
import static assay.reports.cli.ComparisonText.interval;
import static assay.reports.cli.ComparisonText.margin;
import static assay.reports.cli.ComparisonText.percent;
import static assay.reports.cli.ComparisonText.ratio;
import static assay.reports.cli.ComparisonText.verdict;
import static assay.reports.cli.ComparisonText.wasInterrupted;

import assay.benchmark.measurement.BatchComparison;
import assay.benchmark.measurement.Comparison;
import assay.benchmark.measurement.Contrast;
import assay.benchmark.measurement.LevelRatio;
import assay.benchmark.measurement.Measurement;
import assay.benchmark.stats.Change;
import assay.reports.card.Numbers;
import assay.reports.card.Unit;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A comparison as Markdown, short enough for a comment on a pull request.
final class ComparisonMarkdown {

    private ComparisonMarkdown() {}

    static String of(Comparison comparison) {
        StringBuilder text = new StringBuilder();
        text.append("### Latency: ").append(headline(comparison)).append("\n\n");
        text.append(
                "| batch | base | new | ratio | 95 % interval | fastest 5 %: ratio | 95 % interval | verdict |\n");
        text.append("|---:|---:|---:|---:|---:|---:|---:|---|\n");
        for (BatchComparison batch : comparison.batches()) {
            LevelRatio typical = batch.typical();
            text.append("| ")
                    .append(batch.batch())
                    .append(" | ")
                    .append(typical == null ? "-" : seconds(typical.baseSeconds()))
                    .append(" | ")
                    .append(typical == null ? "-" : seconds(typical.otherSeconds()))
                    .append(" | ")
                    .append(ratio(typical))
                    .append(" | ")
                    .append(interval(typical))
                    .append(" | ")
                    .append(ratio(batch.undisturbed()))
                    .append(" | ")
                    .append(interval(batch.undisturbed()))
                    .append(" | ")
                    .append(marked(batch))
                    .append(" |\n");
        }
        text.append('\n');
        for (BatchComparison batch : comparison.batches()) {
            if (!batch.why().isEmpty()) {
                line(text, "Batch " + batch.batch() + ": " + batch.why().strip());
            }
        }
        for (Contrast contrast : comparison.contrasts()) {
            line(text, "They differ in " + escaped(contrast.sentence()) + ".");
        }
        if (wasInterrupted(comparison)) {
            line(text, "I" + INTERRUPTED.substring(1) + ".");
        }
        line(text, how(comparison));
        text.append("\n<details><summary>Ranks</summary>\n\n");
        text.append(
                "| batch | processes | margin | fastest 5 %: margin | drift | Cliff's δ | Mann-Whitney p |\n");
        text.append("|---:|---:|---:|---:|---:|---:|---:|\n");
        for (BatchComparison batch : comparison.batches()) {
            text.append("| ")
                    .append(batch.batch())
                    .append(" | ")
                    .append(batch.baseForks())
                    .append(" + ")
                    .append(batch.otherForks())
                    .append(" | ")
                    .append(margin(batch.typical()))
                    .append(" | ")
                    .append(margin(batch.undisturbed()))
                    .append(" | ")
                    .append(batch.typical() == null ? "-" : percent(batch.typical().drift()))
                    .append(" | ")
                    .append(number(batch.delta()))
                    .append(" | ")
                    .append(number(batch.rankOdds()))
                    .append(" |\n");
        }
        return text.append("\n</details>\n").toString();
    }

    private static String headline(Comparison comparison) {
        return switch (comparison.outcome()) {
            case REGRESSION -> "slower at batch " + sizes(comparison, Change.SLOWER);
            case INVALID -> "not every batch size could be compared";
            case INCONCLUSIVE -> "inconclusive at batch " + sizes(comparison, Change.INCONCLUSIVE);
            case NO_REGRESSION -> {
                String faster = sizes(comparison, Change.FASTER);
                yield faster.isEmpty() ? "no change that matters" : "faster at batch " + faster;
            }
        };
    }

    private static String sizes(Comparison comparison, Change change) {
        return comparison.batches().stream()
                .filter(batch -> batch.change() == change)
                .map(batch -> Long.toString(batch.batch()))
                .collect(Collectors.joining(", "));
    }

    private static String marked(BatchComparison batch) {
        return batch.change() == Change.EQUIVALENT || batch.change() == Change.INCONCLUSIVE
                ? verdict(batch)
                : "**" + verdict(batch) + "**";
    }

    private static String how(Comparison comparison) {
        Measurement base = comparison.base();
        return "Median latency, and the fastest twentieth of each process's runs, "
                + base.span()
                + ", of "
                + named(ComparedSide.other(comparison))
                + " against "
                + against(comparison)
                + " on "
                + escaped(base.device())
                + " ("
                + base.provider()
                + ", "
                + base.precision()
                + "), measured "
                + (comparison.paired()
                        ? "in turns, process by process."
                        : "at different times: the interval is widened by how much the machine may have moved.")
                + " FASTER and SLOWER hold beyond the margin at 95 % over all batch sizes; the margin is "
                + escaped(comparison.marginFrom())
                + ".";
    }

    private static String against(Comparison comparison) {
        ComparedSide base = ComparedSide.base(comparison);
        return base.equals(ComparedSide.other(comparison)) ? "itself" : named(base);
    }

    private static String named(ComparedSide side) {
        String name = "`" + code(side.name()) + "`";
        return side.apart().isEmpty() ? name : name + " " + escaped(side.apart());
    }

    private static String seconds(double value) {
        return Numbers.text(value, Unit.SECONDS);
    }

    private static void line(StringBuilder text, String sentence) {
        text.append("- ").append(sentence).append('\n');
    }

    private static String number(@Nullable Double value) {
        return value == null ? "-" : String.format(Locale.ROOT, "%.3f", value);
    }

    private static String code(String name) {
        return name.replace('`', '\'').replace('\n', ' ');
    }

    private static String escaped(String text) {
        return text.replace('\n', ' ').replaceAll("([\\\\`*_{}\\[\\]<>|#@])", "\\\\$1");
    }
}
