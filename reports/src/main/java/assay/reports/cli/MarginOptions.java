package assay.reports.cli;

import assay.benchmark.measurement.Noise;
import assay.benchmark.stats.ByLevel;
import assay.benchmark.stats.Margin;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options that say which difference matters.
final class MarginOptions {

    @Option(
            names = "--margin",
            paramLabel = "P%",
            description =
                    "A smaller difference does not matter (default: what 'assay calibrate --noise' found here, else"
                            + " 2%%).")
    @Nullable String margin;

    @Option(
            names = "--floor",
            paramLabel = "TIME",
            description =
                    "A difference below this time does not matter either, as in 500ns, 2us or 1ms (default:"
                            + " as --margin, else 500ns).")
    @Nullable String floor;

    @Option(
            names = "--drift",
            paramLabel = "P%",
            description =
                    "For files: by how much this machine moves from run to run (default: as much A/A runs"
                            + " found here, else as the processes of either file differ, at least 5%%).")
    @Nullable String drift;

    private static final Pattern SHARE = Pattern.compile("(\\d{1,3}(?:\\.\\d+)?)%");
    private static final Pattern TIME = Pattern.compile("(\\d{1,6}(?:\\.\\d+)?)(ns|us|ms|s)");

    /// Refuses what cannot be meant, before anything is done.
    void check() {
        margins(Optional.empty());
        driftsOrNull(Optional.empty());
    }

    /// What was given, for both levels; else what A/A runs told, where they are of the machine
    /// compared.
    ByLevel<Margin> margins(Optional<Noise> noise) {
        return noise.map(Noise::margins)
                .orElse(ByLevel.both(Margin.DEFAULT))
                .map(usual ->
                        new Margin(
                                margin == null ? usual.relative() : share("--margin", margin),
                                floor == null ? usual.floorSeconds() : seconds(floor)));
    }

    /// Where the margin comes from, in words.
    String from(Optional<Noise> noise) {
        if (margin != null) {
            return "as given";
        }
        return noise.map(known -> "from A/A runs of " + known.time())
                .orElse("the default; assay calibrate --noise finds this machine's own");
    }

    /// What is given, or what A/A runs told; null to take it from the measurements.
    @Nullable ByLevel<Double> driftsOrNull(Optional<Noise> noise) {
        return drift != null
                ? ByLevel.both(share("--drift", drift))
                : noise.map(Noise::drifts).orElse(null);
    }

    private static double share(String option, String text) {
        Matcher matcher = SHARE.matcher(text);
        if (!matcher.matches()) {
            throw new UsageException(option + " " + text + ": give a share such as 2%");
        }
        return Double.parseDouble(matcher.group(1)) / 100;
    }

    private static double seconds(String text) {
        Matcher matcher = TIME.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new UsageException("--floor " + text + ": give a time such as 500ns or 2us");
        }
        double unit =
                switch (matcher.group(2)) {
                    case "ns" -> 1e-9;
                    case "us" -> 1e-6;
                    case "ms" -> 1e-3;
                    default -> 1;
                };
        return Double.parseDouble(matcher.group(1)) * unit;
    }
}
