package assay.reports.cli;

import assay.benchmark.calibrate.NoiseCache;
import assay.benchmark.measurement.Comparing;
import assay.benchmark.measurement.Comparison;
import assay.benchmark.measurement.Contrast;
import assay.benchmark.measurement.Json;
import assay.benchmark.measurement.Measurement;
import assay.benchmark.measurement.Noise;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `assay compare`: is the new one faster or slower than the base.
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = {
            "Compares two measurements, or with --run measures two models, or one model under two sets of"
                    + " options, in turns.",
            "Exit code: 0 no batch size is slower, 3 one is, 4 cannot be told, 5 a side has no figures."
        },
        footer = {
            "",
            "It names what its results name: those of 'assay bench --redact' hold pseudonyms alone.",
            "",
            "Examples:  assay compare before.json after.json --md comment.md",
            "           assay compare --run old.onnx new.onnx --batches 1,8 --margin 3%%",
            "           assay compare --run model.onnx --new-option threads=1"
        })
final class CompareCommand implements Callable<Integer> {

    @Parameters(
            arity = "1..2",
            paramLabel = "BASE NEW",
            description =
                    "Two files of assay bench --json; with --run two models, or one to compare with itself"
                            + " under other options.")
    List<String> sides = List.of();

    @Option(
            names = "--run",
            description =
                    "Measures both in turns, process by process, in one run: sees the smallest change.")
    boolean run;

    @Option(
            names = "--base-option",
            paramLabel = "KEY=VALUE",
            description = "With --run: a runtime option of the base alone; repeatable.")
    Map<String, String> baseOptions = new LinkedHashMap<>();

    @Option(
            names = "--new-option",
            paramLabel = "KEY=VALUE",
            description = "With --run: a runtime option of the new one alone; repeatable.")
    Map<String, String> newOptions = new LinkedHashMap<>();

    @Option(
            names = "--pairs",
            paramLabel = "N",
            description =
                    "With --run: pairs of processes at each batch size, as the budget allows (default:"
                            + " ${DEFAULT-VALUE}).")
    int pairs = 20;

    @Option(
            names = "--allow-different",
            description =
                    "Compares files that differ in device, provider, precision, model or options.")
    boolean allowDifferent;

    @Mixin MarginOptions margins = new MarginOptions();

    @Option(
            names = "--json",
            paramLabel = "FILE|-",
            description = "Writes the comparison as JSON, both measurements included.")
    @Nullable String json;

    @Option(
            names = "--md",
            paramLabel = "FILE|-",
            description = "Writes it as Markdown for a pull request.")
    @Nullable String markdown;

    @Mixin ModelOptions model = new ModelOptions();

    @Mixin MeasureOptions measure = new MeasureOptions();

    @Spec CommandSpec spec;

    /// What says something where nothing is measured.
    private static final Set<String> FOR_FILES =
            Set.of("--allow-different", "--margin", "--floor", "--drift", "--json", "--md");

    private boolean told;

    @Override
    public Integer call() throws IOException {
        List<Path> inputs = sides.stream().map(Path::of).toList();
        for (String result : Arrays.asList(json, markdown)) {
            if (result != null && !result.equals("-")) {
                OwnFiles.refuseInput("--json or --md", Path.of(result), inputs);
                OwnFiles.refuseUnwritable("--json or --md", Path.of(result));
            }
        }
        if ("-".equals(json) && "-".equals(markdown)) {
            throw new UsageException("--json - and --md -: one of the two goes to a file");
        }
        Comparison comparison = run ? measured() : read();
        tell(comparison);
        return switch (comparison.outcome()) {
            case NO_REGRESSION -> Exit.DONE;
            case REGRESSION -> Exit.REGRESSION;
            case INCONCLUSIVE -> Exit.INCONCLUSIVE;
            case INVALID -> Exit.INVALID_MEASUREMENT;
        };
    }

    /// Once: on an interrupt the thread that measures comes here as well as the one that ends.
    private synchronized void tell(Comparison comparison) throws IOException {
        if (told) {
            return;
        }
        told = true;
        PrintWriter out = spec.commandLine().getOut();
        // The table first: a full disk then costs the files alone.
        if (!"-".equals(json) && !"-".equals(markdown)) {
            out.print(ComparisonText.of(comparison));
            out.flush();
        }
        write(json, () -> Json.text(comparison), out);
        write(markdown, () -> ComparisonMarkdown.of(comparison), out);
    }

    private Comparison measured() throws IOException {
        if (pairs < 1 || pairs > 1000) {
            throw new UsageException("--pairs is 1 to 1000, not " + pairs);
        }
        if (margins.drift != null) {
            throw new UsageException(
                    "--drift is for files: what is measured in turns meets the same machine");
        }
        if (measure.replay) {
            throw new UsageException("--replay times kernels, which 'assay bench' does");
        }
        measure.check();
        measure.runtime();
        model.check();
        CompareRun both =
                new CompareRun(
                        sides.getFirst(),
                        sides.getLast(),
                        baseOptions,
                        newOptions,
                        pairs,
                        margins,
                        model,
                        measure);
        try (Console console = new Console(spec.commandLine().getErr())) {
            return both.run(CommandLines.of(spec), console, this::tellInterrupted);
        }
    }

    private void tellInterrupted(Comparison comparison) {
        try {
            tell(comparison);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Comparison read() throws IOException {
        if (sides.size() != 2) {
            throw new UsageException("give two measurements, or --run to measure");
        }
        for (OptionSpec given : spec.commandLine().getParseResult().matchedOptions()) {
            if (!FOR_FILES.contains(given.longestName())) {
                throw new UsageException(
                        given.longestName() + " says how to measure, which needs --run");
            }
        }
        Measurement base = Measurement.read(Path.of(sides.getFirst()));
        Measurement other = Measurement.read(Path.of(sides.getLast()));
        Optional<Noise> noise =
                NoiseCache.load(base.provider())
                        .filter(known ->
                                known.device().equals(base.device())
                                        && known.device().equals(other.device()));
        Comparison comparison =
                Comparing.separate(
                        base,
                        other,
                        margins.margins(noise),
                        margins.from(noise),
                        margins.driftsOrNull(noise));
        if (!comparison.contrasts().isEmpty() && !allowDifferent) {
            throw new UsageException(
                    "the two differ, and a verdict would say nothing of a change: "
                            + comparison.contrasts().stream()
                                    .map(Contrast::sentence)
                                    .collect(Collectors.joining("; "))
                            + ". Give --allow-different to compare them all the same");
        }
        return comparison;
    }

    private static void write(@Nullable String where, Document document, PrintWriter out)
            throws IOException {
        if ("-".equals(where)) {
            out.println(document.text());
        } else if (where != null) {
            Files.writeString(Path.of(where), document.text());
        }
    }

    @FunctionalInterface
    private interface Document {
        String text();
    }
}
