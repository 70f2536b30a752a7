package assay.reports.cli;

import assay.analyzer.analysis.Analysis;
import assay.analyzer.graph.Model;
import assay.analyzer.onnx.OnnxReader;
import assay.benchmark.measurement.BatchResult;
import assay.benchmark.measurement.Json;
import assay.benchmark.measurement.Latency;
import assay.benchmark.measurement.Measurement;
import assay.benchmark.measurement.Warning;
import assay.benchmark.session.Placement;
import assay.reports.card.Numbers;
import assay.reports.card.Printable;
import assay.reports.card.Unit;
import assay.reports.redact.Redaction;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `assay bench`: measurement alone.
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures a model with ONNX Runtime across batch sizes.",
        footer = {
            "",
            "Examples:  assay bench model.onnx --batches 1,8,32 --budget 60s --json r.json",
            "           assay bench model.onnx --option threads=1,2,4 \\",
            "             --option spinning=true,false"
        })
final class BenchCommand implements Callable<Integer> {

    /// Batch sizes of every sweep, unless others are asked for.
    static final List<Long> BATCHES = List.of(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L);

    @Parameters(paramLabel = "MODEL", description = "An ONNX file or a built-in model.")
    String model = "";

    @Option(
            names = "--json",
            paramLabel = "FILE|-",
            description =
                    "Writes the measurement as JSON; a file is kept up to date while measuring. With an axis of"
                            + " options: one file for each value (result.threads=1.json), or JSON Lines.")
    @Nullable String json;

    @Option(
            names = "--redact",
            description =
                    "Pseudonyms (node-17) for model, nodes, paths, user and machine in what is written and printed."
                            + " The file is written at the end alone.")
    boolean redact;

    @Mixin ModelOptions options = new ModelOptions();

    @Mixin MeasureOptions measure = new MeasureOptions();

    @Mixin Keeping keeping = new Keeping();

    @Spec CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        measure.check();
        options.check();
        keeping.check();
        Path file = ModelFiles.one(model, measure.seed);
        for (OptionAxes.Setting setting : measure.axes().settings()) {
            Path result = setting.file(json);
            if (result != null) {
                OwnFiles.refuseInput("--json", result, List.of(file));
                OwnFiles.refuseUnwritable("--json", result);
            }
        }
        Model read = OnnxReader.read(file);
        Analysis analysis = Analysis.of(read, options.assumptions(read));
        options.mustFit(analysis);
        Placement placement = Placement.choose(measure.choice());
        PrintWriter out = spec.commandLine().getOut();
        try (Console console = new Console(spec.commandLine().getErr())) {
            String whyNotCuda = placement.whyNotCuda();
            if (whyNotCuda != null) {
                console.say(whyNotCuda);
            }
            Machine machine = Machine.look();
            OptionAxes axes = measure.axes();
            List<OptionAxes.Setting> settings = axes.settings();
            OptionTable table = new OptionTable();
            int exit = Exit.DONE;
            for (OptionAxes.Setting setting : settings) {
                setting.mustMatterOn(placement.provider(), axes);
                if (!setting.label().isEmpty()) {
                    console.say(setting.label());
                }
                Measurement measurement = measure(analysis, placement, machine, setting, console);
                keeping.keep(measurement, console);
                console.warnings(
                        measurement.warnings().stream()
                                .filter(each -> !(each instanceof Warning.NotOnCuda)) // said above
                                .toList());
                console.done();
                if ("-".equals(json)) {
                    out.println(
                            settings.size() == 1 ? Json.text(measurement) : Json.line(measurement));
                } else {
                    table(measurement, setting.label(), out);
                }
                table.add(setting.label(), measurement);
                exit = Math.max(exit, exit(measurement));
            }
            if (settings.size() > 1 && !"-".equals(json)) {
                out.print(table.text());
                out.flush();
            }
            return exit;
        }
    }

    /// @return under pseudonyms where these are asked for
    private Measurement measure(
            Analysis analysis,
            Placement placement,
            Machine machine,
            OptionAxes.Setting setting,
            Console console)
            throws IOException {
        Path file = setting.file(json);
        Measurement measurement =
                Measuring.measure(
                        analysis,
                        placement,
                        machine,
                        measure,
                        setting.options(),
                        options.batches(analysis, BATCHES),
                        CommandLines.of(spec),
                        redact ? null : file,
                        console);
        if (!redact) {
            return measurement;
        }
        Measurement redacted =
                new Redaction(analysis.model(), measurement.model().sha256())
                        .measurement(measurement, CommandLines.redacted(spec));
        if (file != null) {
            redacted.write(file);
        }
        return redacted;
    }

    private static void table(Measurement measurement, String label, PrintWriter out) {
        out.printf(
                "%s on %s, %s%s%n",
                Printable.clip(measurement.model().name(), 80),
                measurement.device(),
                measurement.span(),
                label.isEmpty() ? "" : ", " + label);
        out.printf(
                "%7s %12s %12s %12s %12s  %s%n",
                "batch", "p50", "p90", "p99", "throughput", "verdict");
        for (BatchResult batch : measurement.batches()) {
            Latency latency = batch.latencySeconds();
            Double throughput = batch.throughput();
            out.printf(
                    "%7d %12s %12s %12s %12s  %s%n",
                    batch.batch(),
                    latency == null ? "-" : Numbers.text(latency.p50(), Unit.SECONDS),
                    latency == null ? "-" : Numbers.text(latency.p90(), Unit.SECONDS),
                    latency == null ? "-" : Numbers.text(latency.p99(), Unit.SECONDS),
                    throughput == null ? "-" : Numbers.text(throughput, Unit.PER_SECOND),
                    batch.verdict());
            batch.warnings()
                    .forEach(warning ->
                            out.printf("%7s %s%n", "", Printable.line(warning.message())));
        }
        measurement.kernels().forEach(kernels -> KernelText.print(kernels, out));
    }

    /// 5 when nothing at all could be measured.
    static int exit(Measurement measurement) {
        return measurement.batches().stream().anyMatch(batch -> batch.latencySeconds() != null)
                ? Exit.DONE
                : Exit.INVALID_MEASUREMENT;
    }
}
