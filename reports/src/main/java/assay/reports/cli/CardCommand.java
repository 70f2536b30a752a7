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
import assay.reports.section.Evidence;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
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

    @Mixin ModelOptions options = new ModelOptions();

    @Mixin LatencyLimit limit = new LatencyLimit();

    @Mixin MeasureOptions measure = new MeasureOptions();

    @Spec CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        measure.check();
        options.check();
        limit.seconds();
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
                Path folder = folder(file, files.size());
                exit = Math.max(exit, card(OnnxReader.read(file), "", folder, console));
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
        return card(kept.model(), kept.sha256(), folder(kept.model().path(), 1), console);
    }

    private Path folder(Path file, int count) {
        String name = AnalysisJson.name(file);
        if (out == null) {
            return Path.of("assay-out", name);
        }
        return count == 1 ? out : out.resolve(name);
    }

    /// @param sha256 of the model where its file is not at hand; else empty
    private int card(Model model, String sha256, Path folder, Console console) throws IOException {
        Analysis analysis = Analysis.of(model, options.assumptions(model));
        CardFiles files = CardFiles.in(folder);
        List<Long> batches = options.batchesOr(BenchCommand.BATCHES);
        if (sha256.isEmpty()) {
            files.writeAnalysis(analysis, batches);
        }

        Machine machine = Machine.look();
        Measured measured = measure(analysis, sha256, machine, batches, files, console);
        Targets targets = new Targets(machine, measure, console);
        Target target = targets.find(profile, measured);
        Paper paper = paper(analysis, target, targets.settings(target, measured), batches);

        Measurement measurement = measured.measurement();
        String notCompared = paper == null ? "" : targets.notCompared(paper, measured);
        Structure structure = Structure.of(analysis.graph());
        Evidence evidence =
                new Evidence(
                                AnalysisJson.name(model),
                                analysis,
                                structure,
                                Detectors.findings(
                                        model,
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
                                CommandLines.of(spec),
                                Version.current(),
                                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
                        .within(limit.seconds());
        files.write(evidence);
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
            CardFiles files,
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
                        files.measurement(),
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
