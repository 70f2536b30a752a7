package assay.reports.cli;

import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How long one run may take; the best batch size under it is told.
final class LatencyLimit {

    private static final Pattern TIME = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(us|ms|s)");

    @Option(
            names = "--max-latency",
            paramLabel = "TIME",
            description = "Names the best batch size whose latency stays within it, as in 10ms.")
    @Nullable String text;

    /// In seconds; empty where none was given.
    ///
    /// @throws UsageException for what is no time above 0 with a unit
    OptionalDouble seconds() {
        if (text == null) {
            return OptionalDouble.empty();
        }
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            throw new UsageException(
                    "--max-latency "
                            + text
                            + ": give a time with its unit, such as 10ms, 500us or 1.5s");
        }
        double unit =
                switch (matcher.group(2)) {
                    case "us" -> 1e-6;
                    case "ms" -> 1e-3;
                    default -> 1;
                };
        double seconds = Double.parseDouble(matcher.group(1)) * unit;
        if (seconds <= 0) {
            throw new UsageException("--max-latency " + text + ": give more than no time");
        }
        return OptionalDouble.of(seconds);
    }
}
