package assay.reports.cli;

import assay.analyzer.device.CpuProfile;
import assay.analyzer.device.CpuProfileWriter;
import assay.benchmark.calibrate.Calibration;
import assay.benchmark.calibrate.CalibrationCache;
import assay.benchmark.calibrate.DispatchCost;
import assay.benchmark.session.DeviceChoice;
import assay.benchmark.session.Placement;
import assay.benchmark.session.Provider;
import assay.reports.card.Numbers;
import assay.reports.card.Printable;
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

/// `assay calibrate`: measures this machine's processor and keeps its profile; for a GPU what the
/// host takes to start a node on it; with `--noise` what a comparison finds by chance.
@Command(
        name = "calibrate",
        mixinStandardHelpOptions = true,
        description = {
            "Measures this processor with small generated models, and keeps its profile for estimates.",
            "For a CUDA device it times what this host takes to start a node, which no data sheet tells.",
            "With --noise: compares a model with itself, and keeps by how much it differs by chance; 'assay"
                    + " compare' takes its margins from that."
        },
        footer = {
            "",
            "Examples:  assay calibrate --out my-cpu.json",
            "           assay calibrate --device cuda         (a few seconds)",
            "           assay calibrate --noise --device cuda"
        })
final class CalibrateCommand implements Callable<Integer> {

    /// Seconds for the chains on a CUDA device.
    private static final double DISPATCH_SECONDS = 4;

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
                    "auto, cpu, cuda or cuda:INDEX (default: cpu; with --noise what is there).")
    @Nullable String device;

    @Parameters(
            arity = "0..1",
            paramLabel = "MODEL",
            description = "With --noise: the model to compare with itself (default: resnet18).")
    @Nullable String model;

    @Spec CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (noise) {
            return noise();
        }
        if (model != null) {
            throw new UsageException(
                    "calibrate times models of its own; a MODEL is compared with itself by --noise");
        }
        if (out != null) {
            OwnFiles.refuseUnwritable("--out", out);
        }
        Provider provider = provider();
        try (Console console = new Console(spec.commandLine().getErr())) {
            return switch (provider) {
                case Provider.Cpu _ -> processor(console);
                case Provider.Cuda cuda -> dispatch(cuda);
            };
        }
    }

    private Provider provider() {
        try {
            return Placement.choose(DeviceChoice.parse(device == null ? "cpu" : device)).provider();
        } catch (IllegalArgumentException e) {
            throw new UsageException("--device: " + e.getMessage());
        }
    }

    private int processor(Console console) throws IOException {
        CpuProfile profile =
                Calibration.run(
                        quick ? Calibration.QUICK_SECONDS : Calibration.FULL_SECONDS,
                        (done, all, what) -> console.say(done + "/" + all + " " + what));
        Path kept = CalibrationCache.store(profile);
        if (out != null) {
            CpuProfileWriter.write(profile, out);
        }
        String spread =
                profile.spread() == null
                        ? "unknown"
                        : Numbers.text(profile.spread(), Unit.FRACTION);
        boolean disturbed = CalibrationCache.isDisturbed(profile);
        say(
                (disturbed ? "the calmest profile so far is in " : "kept in ")
                        + kept
                        + "; spread of repeats "
                        + spread);
        spec.commandLine().getOut().println(out == null ? kept : out);
        if (disturbed) {
            say(
                    "the machine was busy meanwhile (repeats of one kernel spread by "
                            + spread
                            + "): estimates with this profile are not to be trusted; calibrate again when"
                            + " it is quiet. A calmer profile, once kept, stays.");
            return Exit.INVALID_MEASUREMENT;
        }
        return Exit.DONE;
    }

    private int dispatch(Provider.Cuda cuda) throws IOException {
        if (out != null) {
            throw new UsageException(
                    "--out: a GPU's profile is its data sheet; what is timed here is kept by itself");
        }
        String name = Machine.look().identity(cuda.index()).name();
        DispatchCost cost = DispatchCost.measure(cuda, name, DISPATCH_SECONDS);
        Path kept = cost.store();
        say(
                "a node on "
                        + Printable.line(name)
                        + " takes this host "
                        + Numbers.text(cost.seconds(), Unit.SECONDS)
                        + "; spread of repeats "
                        + Numbers.text(cost.spread(), Unit.FRACTION));
        spec.commandLine().getOut().println(kept);
        return Exit.DONE;
    }

    private int noise() throws IOException {
        if (out != null) {
            throw new UsageException("--out takes the processor's profile, and --noise makes none");
        }
        MeasureOptions measure = new MeasureOptions();
        measure.device = device == null ? "auto" : device;
        measure.check();
        try (Console console = new Console(spec.commandLine().getErr())) {
            Path kept =
                    NoiseCalibration.run(
                            model == null ? "resnet18" : model,
                            measure,
                            quick,
                            CommandLines.of(spec),
                            console,
                            spec.commandLine().getErr());
            spec.commandLine().getOut().println(kept);
        }
        return Exit.DONE;
    }

    private void say(String words) {
        spec.commandLine().getErr().println(words);
    }
}
