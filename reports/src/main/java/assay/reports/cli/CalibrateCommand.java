package assay.reports.cli;

import assay.analyzer.device.CpuProfile;
import assay.analyzer.device.CpuProfileWriter;
import assay.benchmark.calibrate.Calibration;
import assay.benchmark.calibrate.CalibrationCache;
import assay.reports.card.Numbers;
import assay.reports.card.Unit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `assay calibrate`: measures this machine's processor and keeps its profile.
@Command(
        name = "calibrate",
        mixinStandardHelpOptions = true,
        description = {
            "Measures this processor with small generated models, and keeps its profile for estimates.",
            "With --noise: compares a model with itself, and keeps by how much it differs by chance; 'assay"
                    + " compare' takes its margins from that."
        },
        footer = {
            "",
            "Examples: assay calibrate --out my-cpu.json",
            "          assay calibrate --noise --device cuda"
        })
final class CalibrateCommand implements Callable<Integer> {

    @Option(names = "--out", paramLabel = "FILE", description = "Writes the profile there too.")
    @Nullable Path out;

    @Option(names = "--quick", description = "About ten seconds instead of about ninety.")
    boolean quick;

    @Option(
            names = "--noise",
            description = "A/A runs, about six minutes; with --quick under three.")
    boolean noise;

    @Option(
            names = "--device",
            paramLabel = "D",
            description =
                    "With --noise: auto, cpu, cuda or cuda:INDEX (default: ${DEFAULT-VALUE}).")
    String device = "auto";

    @Parameters(
            arity = "0..1",
            paramLabel = "MODEL",
            description =
                    "With --noise: the model to compare with itself (default: ${DEFAULT-VALUE}).")
    String model = "resnet18";

    @Spec CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (noise) {
            return noise();
        }
        try (Console console = new Console(spec.commandLine().getErr())) {
            CpuProfile profile =
                    Calibration.run(
                            quick ? Calibration.QUICK_SECONDS : Calibration.FULL_SECONDS,
                            (done, all, what) -> console.say(done + "/" + all + " " + what));
            Path kept = CalibrationCache.store(profile);
            if (out != null) {
                CpuProfileWriter.write(profile, out);
            }
            spec.commandLine()
                    .getErr()
                    .println(
                            "kept in "
                                    + kept
                                    + "; spread of repeats "
                                    + (profile.spread() == null
                                            ? "unknown"
                                            : Numbers.text(profile.spread(), Unit.FRACTION)));
            spec.commandLine().getOut().println(out == null ? kept : out);
        }
        return Exit.DONE;
    }

    private int noise() throws IOException {
        if (out != null) {
            throw new UsageException("--out takes the processor's profile, and --noise makes none");
        }
        MeasureOptions measure = new MeasureOptions();
        measure.device = device;
        measure.check();
        try (Console console = new Console(spec.commandLine().getErr())) {
            Path kept =
                    NoiseCalibration.run(
                            model,
                            measure,
                            quick,
                            CommandLines.of(spec),
                            console,
                            spec.commandLine().getErr());
            spec.commandLine().getOut().println(kept);
        }
        return Exit.DONE;
    }
}
