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
import picocli.CommandLine.Spec;

/// `assay calibrate`: measures this machine's processor and keeps its profile.
@Command(
        name = "calibrate",
        mixinStandardHelpOptions = true,
        description =
                "Measures this processor with small generated models, and keeps its profile for estimates.",
        footer = {"", "Example:  assay calibrate --out my-cpu.json"})
final class CalibrateCommand implements Callable<Integer> {

    @Option(names = "--out", paramLabel = "FILE", description = "Writes the profile there too.")
    @Nullable Path out;

    @Option(names = "--quick", description = "About ten seconds instead of about ninety.")
    boolean quick;

    @Spec CommandSpec spec;

    @Override
    public Integer call() throws IOException {
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
}
