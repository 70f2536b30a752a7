package assay.reports.cli;

import assay.benchmark.run.Budget;
import assay.benchmark.session.DeviceChoice;
import assay.benchmark.session.RuntimeOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options that say how a model is measured.
final class MeasureOptions {

    @Option(
            names = "--device",
            paramLabel = "D",
            description = "auto, cpu, cuda or cuda:INDEX (default: ${DEFAULT-VALUE}).")
    String device = "auto";

    @Option(names = "--quick", description = "Under a minute for the whole job; fewer samples.")
    boolean quick;

    @Option(names = "--thorough", description = "About a quarter of an hour; narrow intervals.")
    boolean thorough;

    @Option(
            names = "--budget",
            paramLabel = "TIME",
            description = "Time to measure, as in 60s or 5m.")
    @Nullable String budget;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description =
                    "Seed of inputs, orders and built-in weights (default: ${DEFAULT-VALUE}).")
    long seed = 1;

    @Option(
            names = "--option",
            paramLabel = "KEY=VALUE",
            description =
                    "A runtime option: threads, spinning, optimization, tf32, conv-search, arena, memory-pattern,"
                            + " strict; repeatable.")
    Map<String, String> options = new LinkedHashMap<>();

    private static final Pattern TIME = Pattern.compile("(\\d{1,6}(?:\\.\\d+)?)(s|m|h)?");

    /// Refuses what cannot be meant, before anything is done.
    void check() {
        choice();
        runtime();
        budget();
    }

    DeviceChoice choice() {
        try {
            return DeviceChoice.parse(device);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--device: " + e.getMessage());
        }
    }

    RuntimeOptions runtime() {
        try {
            return RuntimeOptions.of(options);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--option: " + e.getMessage());
        }
    }

    Budget budget() {
        int given = (quick ? 1 : 0) + (thorough ? 1 : 0) + (budget == null ? 0 : 1);
        if (given > 1) {
            throw new UsageException("give one of --quick, --thorough and --budget");
        }
        if (budget == null) {
            return quick ? Budget.QUICK : thorough ? Budget.THOROUGH : Budget.DEFAULT;
        }
        Matcher matcher = TIME.matcher(budget);
        if (!matcher.matches()) {
            throw new UsageException("--budget " + budget + ": give a time such as 60s, 5m or 1h");
        }
        String unit = matcher.group(2) == null ? "s" : matcher.group(2);
        double seconds =
                Double.parseDouble(matcher.group(1))
                        * (unit.equals("h") ? 3600 : unit.equals("m") ? 60 : 1);
        if (seconds <= 0) {
            throw new UsageException("--budget " + budget + ": give more than no time");
        }
        return Budget.ofSeconds(seconds);
    }

    /// Threads that the runtime works with; 0 where it chooses.
    int threads() {
        return Integer.parseInt(options.getOrDefault("threads", "0"));
    }
}
