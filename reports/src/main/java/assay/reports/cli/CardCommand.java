package assay.reports.cli;

import assay.analyzer.analysis.Analysis;
import assay.analyzer.analysis.Precision;
import assay.analyzer.estimate.EstimateSettings;
import assay.analyzer.finding.Detectors;
import assay.analyzer.finding.Structure;
import assay.analyzer.graph.Model;
import assay.analyzer.json.AnalysisJson;
import assay.analyzer.json.KeptModel;
import assay.analyzer.onnx.OnnxReader;
import assay.benchmark.measurement.Measurement;
import assay.benchmark.session.Placement;
import assay.reports.reconcile.Paper;
import assay.reports.reconcile.Reconciliation;
import assay.reports.redact.Redaction;
import assay.reports.section.Evidence;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
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
            "           assay card model.onnx --no-measure --profile nvidia-h100-sxm5-80gb --precision fp16",
            "           assay card model.onnx --measurement result.json   (measured elsewhere)"
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
        try (Console console = new Console(spec.commandLine().getErr())) {
            if (analysisFile != null) {
                return fromFiles(analysisFile, console);
            }
            List<Path> files =
                    ModelFiles.of(models.isEmpty() ? List.of("resnet18") : models, measure.seed);
            if (measurementFile != null && files.size() > 1) {
                throw new UsageException("--measurement belongs to one model; give one");
            }
            int exit = Exit.DONE;
            for (Path file : files) {
                exit = Math.max(exit, card(OnnxReader.read(file), "", files.size(), console));
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
        return card(kept.model(), kept.sha256(), 1, console);
    }

    private Path folder(String name, int count) {
        if (out == null) {
            return Path.of("assay-out", name);
        }
        return count == 1 ? out : out.resolve(name);
    }

    /// @param sha256 of the model where its file is not at hand; else empty
    private int card(Model model, String sha256, int count, Console console) throws IOException {
        Optional<Redaction> redaction = telling.redaction(model, sha256);
        String name = redaction.map(Redaction::name).orElse(AnalysisJson.name(model));
        CardFiles files = CardFiles.in(folder(name, count));
        List<Long> batches = options.batchesOr(BenchCommand.BATCHES);
        Machine machine = Machine.look();
        Analysis analysis = Analysis.of(model, options.assumptions(model));
        Measured measured;
        if (redaction.isPresent()) {
            files.clear();
            Measured named = measure(analysis, sha256, machine, batches, null, console);
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
            measured = measure(analysis, sha256, machine, batches, files.measurement(), console);
        }
        Targets targets = new Targets(machine, measure, console);
        Target target = targets.find(profile, measured);
        Paper paper = paper(analysis, target, targets.settings(target, measured), batches);

        Measurement measurement = measured.measurement();
        String notCompared = paper == null ? "" : targets.notCompared(paper, measured);
        Structure structure = Structure.of(analysis.graph());
        Evidence evidence =
                new Evidence(
                                name,
                                analysis,
                                structure,
                                Detectors.findings(
                                        analysis.model(),
                                        analysis.graph(),
                                        analysis.costs(),
                                        structure,
                                        analysis.at(1)),
                                paper,
                                target.whyNot(),
                                measurement,
                                measured.whyNot(),
                                notCompared,
                                targets.detected(measured),
                                reconcile(paper, measurement, notCompared.isEmpty()),
                                telling.redacts()
                                        ? CommandLines.redacted(spec)
                                        : CommandLines.of(spec),
                                Version.current(),
                                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
                        .within(limit.seconds());
        files.write(telling.tell(evidence, console), hub);
        if (measurement != null && measurementFile == null) {
            keeping.keep(measurement, console);
        }
        console.done();
        spec.commandLine().getOut().println(files.html());
        return measurement == null ? Exit.DONE : BenchCommand.exit(measurement);
    }

    private static Reconciliation reconcile(
            @Nullable Paper paper, @Nullable Measurement measurement, boolean compare) {
        if (measurement == null) {
            return paper == null
                    ? new Reconciliation(List.of(), List.of())
                    : Reconciliation.of(paper);
        }
        return paper == null
                ? Reconciliation.of(measurement)
                : Reconciliation.of(paper, measurement, compare);
    }

    private Measured measure(
            Analysis analysis,
            String sha256,
            Machine machine,
            List<Long> batches,
            @Nullable Path result,
            Console console)
            throws IOException {
        if (measurementFile != null) {
            return Measured.read(measurementFile, analysis, sha256);
        }
        if (noMeasure) {
            return Measured.not("not measured: --no-measure was given");
        }
        Placement placement = Placement.choose(measure.choice());
        return Measured.of(
                Measuring.measure(
                        analysis,
                        placement,
                        machine,
                        measure,
                        batches,
                        CommandLines.of(spec),
                        result,
                        console));
    }

    /// The estimates in the precision asked for, else the model's own; null where there is no
    /// device.
    private @Nullable Paper paper(
            Analysis analysis, Target target, EstimateSettings settings, List<Long> batches) {
        if (target.device() == null) {
            return null;
        }
        Precision wanted = options.precision().orElse(analysis.precision());
        Analysis estimated = wanted == Precision.TF32 ? analysis : analysis.in(wanted);
        return Paper.of(estimated, target.device(), settings, batches);
    }
}
