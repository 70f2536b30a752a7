package assay.reports.cli;

import assay.analyzer.analysis.Analysis;
import assay.analyzer.graph.Model;
import assay.analyzer.json.AnalysisJson;
import assay.analyzer.json.KeptModel;
import assay.analyzer.onnx.OnnxReader;
import assay.benchmark.measurement.Measurement;
import assay.benchmark.session.Placement;
import assay.reports.redact.Redaction;
import assay.reports.section.Evidence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `assay card`: the main job. Analyse, measure, reconcile, write.
@Command(
        name = "card",
        mixinStandardHelpOptions = true,
        description = "Weighs a model on paper and on the scale, and writes its card.",
        footer = {
            "",
            "Examples:  assay card                                   (a built-in ResNet-18)",
            "           assay card model.onnx --quick --out card/",
            "           assay card model.onnx --measurement result.json  (measured elsewhere)",
            "           assay card model.onnx --no-measure --precision fp16 \\",
            "             --profile nvidia-h100-sxm5-80gb"
        })
final class CardCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..*",
            paramLabel = "MODEL",
            description = "ONNX files, folders of them, or built-in models (default: resnet18).")
    List<String> models = List.of();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where to write (default: assay-out/MODEL).")
    @Nullable Path out;

    @Option(names = "--no-measure", description = "Paper only.")
    boolean noMeasure;

    @Option(
            names = "--profile",
            paramLabel = "ID|FILE",
            description = "Device to estimate for (default: the one measured).")
    @Nullable String profile;

    @Option(
            names = "--measurement",
            paramLabel = "FILE",
            description = "Takes the measurement from a file of 'assay bench --json'.")
    @Nullable Path measurementFile;

    @Option(
            names = "--analysis",
            paramLabel = "FILE",
            description =
                    "Takes the model's structure from the analysis.json of another card, in the place of MODEL.")
    @Nullable Path analysisFile;

    @Option(names = "--hf", description = "Begins card.md with Hugging Face's front matter.")
    boolean hub;

    @Mixin ModelOptions options = new ModelOptions();

    @Mixin LatencyLimit limit = new LatencyLimit();

    @Mixin MeasureOptions measure = new MeasureOptions();

    @Mixin TellingOptions telling = new TellingOptions();

    @Mixin Keeping keeping = new Keeping();

    @Spec CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        measure.check();
        options.check();
        limit.seconds();
        telling.check();
        keeping.check();
        if (profile != null) {
            Targets.named(profile);
        }
        try (Console console = new Console(spec.commandLine().getErr())) {
            if (analysisFile != null) {
                return fromFiles(analysisFile, console);
            }
            List<Path> files =
                    ModelFiles.of(models.isEmpty() ? List.of("resnet18") : models, measure.seed);
            if (measurementFile != null && files.size() > 1) {
                throw new UsageException("--measurement belongs to one model; give one");
            }
            if (measurementFile != null) {
                measure.runtime();
            }
            int exit = Exit.DONE;
            // All are read before the first is measured: a broken one is told at once.
            List<Model> read = files.stream().map(OnnxReader::read).toList();
            if (read.size() == 1 && !options.bind.isEmpty()) {
                Model model = read.getFirst();
                options.mustFit(Analysis.of(model, options.assumptions(model)));
            }
            CardFolders folders = new CardFolders(out, read.size());
            for (Model model : read) {
                exit = Math.max(exit, cards(model, "", folders, console));
            }
            return exit;
        }
    }

    /// A card where the model is not at hand.
    private int fromFiles(Path file, Console console) throws IOException {
        if (!models.isEmpty()) {
            throw new UsageException("--analysis stands in the place of MODEL; give one of them");
        }
        if (measurementFile == null && !noMeasure) {
            throw new UsageException(
                    "--analysis holds no model that could be run: add --measurement FILE or --no-measure");
        }
        KeptModel kept = KeptModel.read(file);
        return cards(kept.model(), kept.sha256(), new CardFolders(out, 1), console);
    }

    /// One card for each setting of the runtime's options, in a folder of its own where there are
    /// several.
    ///
    /// @param sha256 of the model where its file is not at hand; else empty
    private int cards(Model model, String sha256, CardFolders folders, Console console)
            throws IOException {
        Optional<Redaction> redaction = telling.redaction(model, sha256);
        String name = redaction.map(Redaction::name).orElse(AnalysisJson.name(model));
        Path folder = folders.next(name);
        List<OptionAxes.Setting> settings = measure.axes().settings();
        OptionTable table = new OptionTable();
        int exit = Exit.DONE;
        for (OptionAxes.Setting setting : settings) {
            CardFiles files = CardFiles.in(setting.in(folder)).own();
            Measurement measurement = card(model, sha256, redaction, name, files, setting, console);
            if (measurement != null) {
                exit = Math.max(exit, BenchCommand.exit(measurement));
                table.add(setting.label(), measurement);
            }
        }
        if (settings.size() > 1) {
            spec.commandLine().getOut().print(table.text());
            spec.commandLine().getOut().flush();
        }
        return exit;
    }

    /// Writes one card and returns its measurement, where there is one.
    private @Nullable Measurement card(
            Model model,
            String sha256,
            Optional<Redaction> redaction,
            String name,
            CardFiles files,
            OptionAxes.Setting setting,
            Console console)
            throws IOException {
        Machine machine = Machine.look();
        Analysis analysis = Analysis.of(model, options.assumptions(model));
        List<Long> batches = options.batches(analysis, BenchCommand.BATCHES);
        // Before a file is written or cleared: it may be missing, or another model's.
        Measured given =
                measurementFile == null ? null : Measured.read(measurementFile, analysis, sha256);
        Measured measured;
        if (redaction.isPresent()) {
            files.clear(Stream.of(measurementFile, analysisFile).filter(Objects::nonNull).toList());
            Measured named =
                    given != null
                            ? given
                            : measure(analysis, machine, setting, batches, null, console);
            analysis =
                    Analysis.of(
                            redaction.get().model(),
                            redaction.get().assumptions(options.assumptions(model)));
            measured = named.redacted(redaction.get(), CommandLines.redacted(spec));
            if (!telling.summaryOnly) {
                files.writeRedacted(analysis, batches, measured);
            }
        } else {
            if (sha256.isEmpty()) {
                files.writeAnalysis(analysis, batches);
            }
            measured =
                    given != null
                            ? given
                            : measure(
                                    analysis,
                                    machine,
                                    setting,
                                    batches,
                                    files.measurement(),
                                    console);
        }
        Evidence evidence =
                new Weighing(
                                options.precision(),
                                batches,
                                new Targets(machine, setting.options(), console),
                                profile,
                                telling.redacts()
                                        ? CommandLines.redacted(spec)
                                        : CommandLines.of(spec))
                        .evidence(name, analysis, measured)
                        .within(limit.seconds());
        files.write(telling.tell(evidence, console), hub);
        Measurement measurement = measured.measurement();
        if (measurement != null && measurementFile == null) {
            keeping.keep(measurement, console);
        }
        console.done();
        spec.commandLine().getOut().println(files.html());
        return measurement;
    }

    private Measured measure(
            Analysis analysis,
            Machine machine,
            OptionAxes.Setting setting,
            List<Long> batches,
            @Nullable Path result,
            Console console)
            throws IOException {
        if (noMeasure) {
            return Measured.not("--no-measure was given");
        }
        Placement placement = Placement.choose(measure.choice());
        setting.mustMatterOn(placement.provider(), measure.axes());
        if (!setting.label().isEmpty()) {
            console.say(setting.label());
        }
        return Measured.of(
                Measuring.measure(
                        analysis,
                        placement,
                        machine,
                        measure,
                        setting.options(),
                        batches,
                        CommandLines.of(spec),
                        result,
                        console));
    }
}
