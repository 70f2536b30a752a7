package assay.reports.cli;

import assay.analyzer.analysis.Analysis;
import assay.analyzer.analysis.Precision;
import assay.analyzer.device.DeviceProfile;
import assay.analyzer.finding.Structure;
import assay.analyzer.graph.Model;
import assay.analyzer.json.AnalysisJson;
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

    @Mixin ModelOptions options = new ModelOptions();

    @Mixin MeasureOptions measure = new MeasureOptions();

    @Spec CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        List<Path> files =
                ModelFiles.of(models.isEmpty() ? List.of("resnet18") : models, measure.seed);
        if (measurementFile != null && files.size() > 1) {
            throw new UsageException("--measurement belongs to one model; give one");
        }
        int exit = Exit.DONE;
        try (Console console = new Console(spec.commandLine().getErr())) {
            for (Path file : files) {
                exit = Math.max(exit, card(file, folder(file, files.size()), console));
            }
        }
        return exit;
    }

    private Path folder(Path file, int models) {
        String name = AnalysisJson.name(file);
        if (out == null) {
            return Path.of("assay-out", name);
        }
        return models == 1 ? out : out.resolve(name);
    }

    private int card(Path file, Path folder, Console console) throws IOException {
        Model model = OnnxReader.read(file);
        Analysis analysis = Analysis.of(model, options.assumptions(model));
        CardFiles files = CardFiles.in(folder);
        List<Long> batches = options.batchesOr(BenchCommand.BATCHES);

        Machine machine = Machine.look();
        Measured measured = measure(analysis, machine, batches, files, console);
        Targets targets = new Targets(machine, measure, console);
        DeviceProfile device = targets.device(profile, measured);
        Analysis estimated = estimatedFor(analysis, targets, measured);
        Paper paper = Paper.of(estimated, device, targets.settings(measured), batches);

        Measurement measurement = measured.measurement();
        Reconciliation reconciliation =
                measurement == null
                        ? Reconciliation.of(paper)
                        : Reconciliation.of(
                                paper, measurement, targets.comparable(paper, measured));
        Evidence evidence =
                new Evidence(
                        AnalysisJson.name(model),
                        paper,
                        Structure.of(analysis.graph()),
                        measurement,
                        measured.whyNot(),
                        reconciliation,
                        CommandLines.of(spec),
                        Version.current(),
                        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        files.write(evidence);
        console.close();
        spec.commandLine().getOut().println(files.html());
        return measurement == null ? Exit.DONE : BenchCommand.exit(measurement);
    }

    private Measured measure(
            Analysis analysis,
            Machine machine,
            List<Long> batches,
            CardFiles files,
            Console console)
            throws IOException {
        if (measurementFile != null) {
            return Measured.read(measurementFile, analysis);
        }
        if (noMeasure) {
            return Measured.not("not measured: --no-measure was given");
        }
        Placement placement = Placement.choose(measure.choice());
        String whyNotCuda = placement.whyNotCuda();
        if (whyNotCuda != null) {
            console.say(whyNotCuda);
        }
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

    /// The analysis in the precision to estimate: the one asked for, else the model's own.
    private Analysis estimatedFor(Analysis analysis, Targets targets, Measured measured) {
        Precision wanted = options.precision().orElse(analysis.precision());
        if (wanted != analysis.precision() && measured.measurement() != null) {
            targets.console()
                    .warn(
                            "the estimate is for "
                                    + wanted.label()
                                    + ", the model runs in "
                                    + analysis.precision().label()
                                    + ": both are on the card, and are not compared");
        }
        return wanted == Precision.TF32 ? analysis : analysis.in(wanted);
    }
}
