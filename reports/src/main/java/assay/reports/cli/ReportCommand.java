package assay.reports.cli;

import assay.analyzer.analysis.Analysis;
import assay.analyzer.analysis.Assumptions;
import assay.analyzer.graph.ModelFormatException;
import assay.analyzer.json.KeptModel;
import assay.benchmark.measurement.Measurement;
import assay.reports.card.Card;
import assay.reports.render.Html;
import assay.reports.render.Json;
import assay.reports.render.Markdown;
import assay.reports.versus.Contender;
import assay.reports.versus.QualityFile;
import assay.reports.versus.VersusCard;
import assay.reports.versus.VersusReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `assay report`: several results beside each other.
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = {
            "Sets several results beside each other: precisions, devices, versions or models. The first is the base.",
            "For a verdict on a change, use 'assay compare'."
        },
        footer = {
            "",
            "A result is the folder of a card, or a measurement of 'assay bench --json'. The report names"
                    + " what its results name: those that 'assay card --redact' or 'assay bench --redact'"
                    + " wrote hold pseudonyms alone.",
            "",
            "Examples:  assay report assay-out/resnet18 assay-out/mobilenet_v2 \\",
            "             --quality accuracy.csv",
            "           assay report fp32.json int8.json --out report/"
        })
final class ReportCommand implements Callable<Integer> {

    @Parameters(
            arity = "1..*",
            paramLabel = "RESULT",
            description = "Folders or files, two or more.")
    List<Path> paths = List.of();

    @Option(
            names = "--quality",
            paramLabel = "FILE",
            description =
                    "A CSV (result,METRIC) or JSON file with what each result is worth; more is better.")
    @Nullable Path quality;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Where to write report.html, report.md and report.json (default:"
                            + " ${DEFAULT-VALUE}).")
    Path out = Path.of("assay-out", "report");

    @Spec CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (paths.size() < 2) {
            throw new UsageException("give two results or more: one has nothing to stand beside");
        }
        QualityFile worth = quality == null ? null : QualityFile.read(quality);
        CardFiles files = CardFiles.in(out);
        OwnFiles.refuseForeign(out, List.of("report.html", "report.md", "report.json"));
        List<Measurement> measurements = new ArrayList<>();
        for (Path path : paths) {
            measurements.add(Measurement.read(measurement(path)));
        }
        List<String> labels = Contender.labels(measurements);
        List<Contender> contenders = new ArrayList<>();
        for (int i = 0; i < paths.size(); i++) {
            Measurement each = measurements.get(i);
            contenders.add(
                    new Contender(
                            labels.get(i),
                            each,
                            analysis(paths.get(i), each),
                            worth == null
                                    ? null
                                    : worth(worth, paths.get(i), labels.get(i), each)));
        }
        if (worth != null && contenders.stream().allMatch(c -> c.quality() == null)) {
            throw new UsageException(
                    "--quality " + quality + ": it names none of the results; they are " + labels);
        }
        VersusReport report = VersusReport.of(contenders, worth == null ? "" : worth.metric());
        String time = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        Card card = VersusCard.of(report, "Made by Assay " + Version.current() + ", " + time + ".");
        Markdown.of(card).writeTo(files.folder(), "report.md");
        Files.writeString(out.resolve("report.html"), Html.page(card));
        Files.writeString(out.resolve("report.json"), Json.text(report));
        spec.commandLine().getOut().println(out.resolve("report.html"));
        return report.batches().isEmpty() ? Exit.INVALID_MEASUREMENT : Exit.DONE;
    }

    private static Path measurement(Path path) {
        Path file = Files.isDirectory(path) ? path.resolve("measurement.json") : path;
        if (!Files.exists(file)) {
            throw new UsageException(
                    path
                            + ": there is no measurement; give the folder of a card or a file of 'assay bench --json'");
        }
        return file;
    }

    /// The model's analysis out of the card's folder, where it is of the model that was measured.
    private static @Nullable Analysis analysis(Path path, Measurement measurement) {
        Path folder = Files.isDirectory(path) ? path : path.resolveSibling(".");
        Path file = folder.resolve("analysis.json");
        if (!Files.exists(file)) {
            return null;
        }
        try {
            KeptModel kept = KeptModel.read(file);
            return kept.sha256().equals(measurement.model().sha256())
                    ? Analysis.of(kept.model(), Assumptions.NONE)
                    : null;
        } catch (ModelFormatException _) {
            // an analysis without the model's structure, as a redacted card's: nothing to compare
            return null;
        }
    }

    private static @Nullable Double worth(
            QualityFile quality, Path path, String label, Measurement measurement) {
        for (String name : List.of(label, path.toString(), measurement.model().name())) {
            Double value = quality.values().get(name);
            if (value != null) {
                return value;
            }
        }
        return quality.values().get(String.valueOf(path.getFileName()));
    }
}
