package assay.reports.cli;

import assay.analyzer.analysis.Analysis;
import assay.analyzer.graph.Model;
import assay.analyzer.graph.ModelFormatException;
import assay.analyzer.json.AnalysisJson;
import assay.analyzer.onnx.OnnxReader;
import assay.benchmark.measurement.Measurement;
import assay.benchmark.session.BenchmarkException;
import assay.benchmark.session.Placement;
import assay.reports.section.CardJson;
import assay.reports.section.Evidence;
import assay.reports.suite.SuiteJson.Case;
import assay.reports.suite.SuiteJson.State;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Runs the cases of a suite, each into its folder. What stands in the way of one is its outcome;
/// the others go on.
final class SuiteRun {

    private static final String USUAL_BUDGET = "60s";

    private final Path folder;
    private final long seed;
    private final Machine machine;
    private final Console console;
    private boolean interrupted;

    SuiteRun(Path folder, long seed, Machine machine, Console console) {
        this.folder = folder;
        this.seed = seed;
        this.machine = machine;
        this.console = console;
    }

    /// Whether the last case was cut short because this process is to end.
    boolean isInterrupted() {
        return interrupted;
    }

    /// Weighs one case and writes its card.
    Case run(SuiteCase each) throws IOException {
        if (each.placement() == null) {
            return failed(each, each.whyNotPlaced());
        }
        CardFiles files = CardFiles.in(folder.resolve(each.id()));
        try {
            return weighed(each, each.placement(), files.own());
        } catch (ModelFormatException
                | BenchmarkException
                | UsageException
                | IOException
                | UncheckedIOException e) {
            return failed(each, Main.sentence(e));
        } catch (RuntimeException e) {
            try (PrintWriter out =
                    new PrintWriter(Files.newBufferedWriter(files.folder().resolve("fault.txt")))) {
                e.printStackTrace(out);
            }
            return failed(
                    each,
                    "a fault of Assay ("
                            + e
                            + "); please report it with fault.txt of this case's folder");
        }
    }

    private static Case failed(SuiteCase each, String why) {
        return Case.without(
                each.id(),
                each.name(),
                each.provider(),
                each.precision(),
                each.options().values(),
                State.FAILED,
                why);
    }

    private Case weighed(SuiteCase each, Placement placement, CardFiles files) throws IOException {
        Model model = OnnxReader.read(each.model());
        ModelOptions options = new ModelOptions();
        options.bind = each.entry().bind();
        options.inputs = each.inputs();
        options.batches = each.entry().batches();
        MeasureOptions measure = measure(each);
        Analysis stored = Analysis.of(model, options.assumptions(model));
        List<Long> batches = options.batches(stored, BenchCommand.BATCHES);
        SuiteCase.Way way = each.way(stored.precision());
        String command = each.command(way, batches, measure);
        files.writeAnalysis(stored, batches);
        Measured measured =
                way.estimatedOnly() != null
                        ? Measured.not(way.estimatedOnly())
                        : Measured.of(
                                measurement(
                                        each, way, stored, placement, measure, batches, command,
                                        files));
        Evidence evidence =
                new Weighing(
                                way.paper(),
                                batches,
                                new Targets(machine, way.options(), console),
                                null,
                                command)
                        .evidence(AnalysisJson.name(model), stored, measured);
        files.write(evidence, false);
        return Case.of(
                each.id(),
                each.name(),
                each.provider(),
                each.precision(),
                way.options().values(),
                CardJson.of(evidence),
                way.estimatedOnly());
    }

    private MeasureOptions measure(SuiteCase each) {
        MeasureOptions measure = new MeasureOptions();
        measure.device = each.provider();
        measure.seed = seed;
        String budget = each.entry().budget() == null ? USUAL_BUDGET : each.entry().budget();
        measure.quick = budget.equals("quick");
        measure.thorough = budget.equals("thorough");
        measure.budget = measure.quick || measure.thorough ? null : budget;
        return measure;
    }

    /// What was measured before, where nothing that decides it has changed since.
    private Measurement measurement(
            SuiteCase each,
            SuiteCase.Way way,
            Analysis analysis,
            Placement placement,
            MeasureOptions measure,
            List<Long> batches,
            String command,
            CardFiles files)
            throws IOException {
        CaseStamp stamp = stamp(each, way, placement, measure, batches);
        Measurement kept = stamp.holdsIn(files.folder()) ? readable(files.measurement()) : null;
        if (kept != null) {
            console.say("  kept: measured before, and nothing has changed since");
            return kept;
        }
        CaseStamp.removeFrom(files.folder());
        Measurement measurement =
                Measuring.measure(
                        analysis,
                        placement,
                        machine,
                        measure,
                        way.options(),
                        batches,
                        command,
                        files.measurement(),
                        console);
        interrupted = measurement.method().stopped().equals("interrupted");
        if (!interrupted && BenchCommand.exit(measurement) == Exit.DONE) {
            stamp.leaveIn(files.folder());
        }
        return measurement;
    }

    private static @Nullable Measurement readable(Path file) {
        try {
            return Measurement.read(file);
        } catch (IOException _) {
            return null;
        }
    }

    private CaseStamp stamp(
            SuiteCase each,
            SuiteCase.Way way,
            Placement placement,
            MeasureOptions measure,
            List<Long> batches) {
        SortedMap<String, String> settings = new TreeMap<>();
        settings.put("model", OnnxReader.sha256(each.model()));
        settings.put("device", machine.name(placement));
        settings.put("provider", each.provider());
        settings.put("batches", batches.toString());
        settings.put("budget", measure.budget().name());
        settings.put("seed", Long.toString(measure.seed));
        each.entry().bind().forEach((key, value) -> settings.put("bind " + key, value.toString()));
        each.entry().inputs().forEach((key, value) -> settings.put("input " + key, value));
        way.options().values().forEach((key, value) -> settings.put("option " + key, value));
        return new CaseStamp(settings);
    }
}
