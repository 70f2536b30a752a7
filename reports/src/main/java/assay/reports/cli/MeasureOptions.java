package assay.reports.cli;

import assay.benchmark.run.Budget;
import assay.benchmark.session.DeviceChoice;
import assay.benchmark.session.RuntimeOptions;
import java.util.LinkedHashMap;
import java.util.List;
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
            paramLabel = "KEY=VALUE[,VALUE]",
            description =
                    "A runtime option: threads, spinning, optimization, tf32, conv-search, arena, memory-pattern;"
                            + " ort:KEY and cuda:KEY as they are; repeatable. With several values each gets a"
                            + " result of its own.")
    Map<String, String> options = new LinkedHashMap<>();

    @Option(
            names = "--replay",
            description =
                    "Also times each kernel of the smallest batch by itself (part of --thorough): the times by"
                            + " operator are then kernel times on any device. Three tenths of the budget are"
                            + " kept for it; what they do not reach is named.")
    boolean replay;

    @Option(
            names = "--strict",
            description = "On CUDA, refuses a model of which nodes would fall back to the CPU.")
    boolean strict;

    private static final Pattern TIME = Pattern.compile("(\\d{1,6}(?:\\.\\d+)?)(s|m|h)?");

    /// Refuses what cannot be meant, before anything is done.
    void check() {
        choice();
        axes();
        budget();
    }

    DeviceChoice choice() {
        try {
            return DeviceChoice.parse(device);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--device: " + e.getMessage());
        }
    }

    /// The runtime's options, `--strict` among them.
    Map<String, String> given() {
        Map<String, String> given = new LinkedHashMap<>(options);
        if (strict) {
            given.put("strict", "true");
        }
        return given;
    }

    /// Whether kernels are timed by themselves.
    boolean replays() {
        return replay || thorough;
    }

    OptionAxes axes() {
        return OptionAxes.of(given());
    }

    /// The one setting, where a command takes no axis.
    ///
    /// @throws UsageException where an option has several values
    RuntimeOptions runtime() {
        List<OptionAxes.Setting> settings = axes().settings();
        if (settings.size() > 1) {
            throw new UsageException(
                    "--option: takes one value of each key here, not "
                            + settings.stream().map(OptionAxes.Setting::label).toList());
        }
        return settings.getFirst().options();
    }

    /// The budget as it is given on the command line.
    List<String> budgetWords() {
        return quick
                ? List.of("--quick")
                : thorough
                        ? List.of("--thorough")
                        : budget == null ? List.of() : List.of("--budget", budget);
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
        if (seconds > Budget.MOST_SECONDS) {
            throw new UsageException("--budget " + budget + ": give at most 277h");
        }
        return Budget.ofSeconds(seconds);
    }
}
