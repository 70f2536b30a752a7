package assay.reports.cli;

import assay.reports.suite.SuiteJson;
import assay.reports.suite.SuiteJson.Case;
import assay.reports.suite.SuiteJson.State;
import assay.reports.suite.SuitePlan;
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

/// `assay suite`: many models on many devices, and a report over all.
@Command(
        name = "suite",
        mixinStandardHelpOptions = true,
        description = {
            "Weighs models x providers x precisions x options over batch sizes, as a YAML file says.",
            "Writes a card for each case and a report over all. Run again, it measures only what is not finished"
                    + " or has changed. Exit code: 0 every case has figures, 1 one has none (its row says why)."
        },
        footer = {
            "",
            "The folder names its models, for a suite goes on from it. For a redacted card of one of its"
                    + " cases:",
            "  assay card MODEL --measurement results/CASE/measurement.json --redact",
            "",
            "Example:  assay suite nightly.yaml --out results",
            "",
            "  models:",
            "    - resnet18                # built-in, a file or folder (from this file's)",
            "    - model: models/bert.onnx",
            "      name: bert              # also: batches, inputs, budget of it alone",
            "      bind: {sequence: 128}",
            "  batches: [1, 8, 32]",
            "  providers: [cpu, cuda]      # auto (default), cpu, cuda, cuda:INDEX",
            "  precisions: [fp32, tf32]    # own (default); others are estimated only",
            "  options: {threads: [1, 2]}  # several values make an axis",
            "  budget: 60s                 # for each case; also quick, thorough",
            "  seed: 1"
        })
final class SuiteCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE.yaml", description = "The plan.")
    Path file = Path.of("");

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where to write, and to go on (default: assay-out/NAME of the plan).")
    @Nullable Path out;

    @Spec CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        SuitePlan plan = SuitePlan.read(file);
        String name = String.valueOf(file.getFileName()).replaceFirst("\\.ya?ml$", "");
        Path folder = out == null ? Path.of("assay-out", name) : out;
        try (Console console = new Console(spec.commandLine().getErr());
                SuiteFiles files = SuiteFiles.open(folder, Files.readString(file))) {
            List<SuiteCase> cases = SuiteCases.of(plan, console);
            List<Case> outcomes = new ArrayList<>(cases.stream().map(SuiteCommand::open).toList());
            files.write(suite(name, outcomes));
            SuiteRun run = new SuiteRun(folder, plan.seed(), Machine.look(), console);
            for (int i = 0; i < cases.size() && !run.isInterrupted(); i++) {
                console.say("case " + (i + 1) + " of " + cases.size() + ": " + cases.get(i).id());
                Case outcome = run.run(cases.get(i));
                console.done();
                if (outcome.state() == State.FAILED) {
                    console.warn(outcome.id() + ": " + outcome.why());
                }
                outcomes.set(i, outcome);
                files.write(suite(name, outcomes));
            }
            console.done();
            spec.commandLine().getOut().println(files.html());
            return outcomes.stream().anyMatch(each -> each.state() == State.FAILED)
                    ? Exit.FAILED
                    : Exit.DONE;
        }
    }

    private static Case open(SuiteCase each) {
        return Case.without(
                each.id(),
                each.name(),
                each.provider(),
                each.precision(),
                each.options().values(),
                State.OPEN,
                "not reached yet");
    }

    private SuiteJson suite(String name, List<Case> cases) {
        return new SuiteJson(
                SuiteJson.SCHEMA,
                name,
                Version.current(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                CommandLines.of(spec),
                cases);
    }
}
