package assay.reports.cli;

import assay.analyzer.analysis.Precision;
import assay.analyzer.device.CpuProfile;
import assay.analyzer.device.DeviceIdentity;
import assay.analyzer.device.DeviceProfile;
import assay.analyzer.device.GpuProfile;
import assay.analyzer.device.Match;
import assay.analyzer.device.ProfileReader;
import assay.analyzer.device.Profiles;
import assay.analyzer.estimate.EstimateSettings;
import assay.benchmark.calibrate.DispatchCost;
import assay.benchmark.measurement.Measurement;
import assay.benchmark.session.RuntimeOptions;
import assay.reports.reconcile.Paper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The device that an estimate is for: the one named, else the one measured, else the one that is
/// here.
record Targets(Machine machine, RuntimeOptions options, Console console) {

    /// @param named id or file of a profile; null for the device measured
    Target find(@Nullable String named, Measured measured) {
        if (named != null) {
            return Target.of(named(named));
        }
        Measurement measurement = measured.measurement();
        boolean gpu =
                measurement == null
                        ? !machine.gpus().isEmpty()
                        : measurement.provider().startsWith("cuda");
        if (!gpu) {
            return cpu(measurement);
        }
        return switch (Profiles.bundledAndUser().match(identity(measurement))) {
            case Match.Known(DeviceProfile profile) -> Target.of(profile);
            case Match.Unknown(String why) ->
                    Target.none(
                            "not estimated: "
                                    + why
                                    + "; name a profile with --profile, or add one to "
                                    + Profiles.userFolder());
        };
    }

    /// This machine's processor, unless the measurement is another one's: then its data sheet.
    private Target cpu(@Nullable Measurement measurement) {
        if (measurement == null || measurement.device().equals(machine.host().cpuName())) {
            return Target.of(CpuCalibration.profile(console));
        }
        return switch (Profiles.bundledAndUser()
                .match(DeviceIdentity.named(measurement.device()))) {
            case Match.Known(DeviceProfile profile) -> Target.of(profile);
            case Match.Unknown(String why) ->
                    Target.none(
                            "not estimated: "
                                    + why
                                    + "; run 'assay calibrate --out cpu.json' there and give --profile cpu.json");
        };
    }

    /// What the driver says of the GPU that the card is of; null for a processor.
    @Nullable DeviceIdentity detected(Measured measured) {
        Measurement measurement = measured.measurement();
        boolean cpu = measurement != null && measurement.provider().equals("cpu");
        return cpu || machine.gpus().isEmpty() ? null : identity(measurement);
    }

    private DeviceIdentity identity(@Nullable Measurement measurement) {
        return measurement == null || sameMachine(measurement)
                ? machine.identity(index(measurement))
                : DeviceIdentity.named(measurement.device());
    }

    /// The profile of that id, name or file.
    static DeviceProfile named(String name) {
        Path file = Path.of(name);
        if (name.endsWith(".json") || (Files.exists(file) && !Files.isDirectory(file))) {
            return ProfileReader.read(file);
        }
        return switch (Profiles.bundledAndUser().find(name)) {
            case Match.Known(DeviceProfile profile) -> profile;
            case Match.Unknown(String why) ->
                    throw new UsageException(
                            "--profile: " + why + "; 'assay profiles' lists what is known");
        };
    }

    private static int index(@Nullable Measurement measurement) {
        return measurement == null || !measurement.provider().contains(":")
                ? 0
                : Integer.parseInt(
                        measurement.provider().substring(measurement.provider().indexOf(':') + 1));
    }

    private boolean sameMachine(Measurement measurement) {
        return index(measurement) < machine.gpus().size()
                && machine.identity(index(measurement)).name().equals(measurement.device());
    }

    /// What the estimate takes for granted of the run that was measured, and of this host where the
    /// device is here.
    EstimateSettings settings(Target target, Measured measured) {
        Measurement measurement = measured.measurement();
        boolean tf32 =
                measurement == null
                        ? !"false".equals(options.get("tf32"))
                        : !measurement.precision().equals("fp32")
                                || !"false".equals(measurement.options().get("tf32"));
        int threads =
                measurement == null
                        ? options.threads()
                        : Integer.parseInt(measurement.options().getOrDefault("threads", "0"));
        EstimateSettings settings = EstimateSettings.defaults().withTf32(tf32).withThreads(threads);
        return dispatch(target, measurement)
                .map(cost -> settings.withDispatchSeconds(cost.seconds()))
                .orElse(settings);
    }

    /// What this host takes to start a node, where that was calibrated, the device is the one that
    /// is estimated for, and nothing was measured elsewhere.
    private Optional<DispatchCost> dispatch(Target target, @Nullable Measurement measurement) {
        boolean here = measurement == null || measuredHere(measurement);
        if (!here
                || machine.gpus().isEmpty()
                || !(target.device() instanceof GpuProfile gpu)
                || !(Profiles.bundledAndUser().match(identity(measurement))
                        instanceof Match.Known(DeviceProfile known))
                || !known.id().equals(gpu.id())) {
            return Optional.empty();
        }
        return DispatchCost.load(identity(measurement).name());
    }

    private boolean measuredHere(Measurement measurement) {
        String cpu = measurement.environment().cpu();
        return sameMachine(measurement) && cpu != null && cpu.startsWith(machine.host().cpuName());
    }

    /// Why paper and scale are not compared: they speak of two devices or two precisions. Empty
    /// where they speak of one, or where nothing was measured.
    String notCompared(Paper paper, Measured measured) {
        Measurement measurement = measured.measurement();
        if (measurement == null) {
            return "";
        }
        if (!isDeviceOf(paper, measurement)) {
            return "not compared: the estimate is for "
                    + paper.device().name()
                    + ", the measurement of "
                    + measurement.device();
        }
        String estimated = paper.precision() == Precision.TF32 ? "fp32" : paper.precision().label();
        String ran = measurement.precision().equals("tf32") ? "fp32" : measurement.precision();
        return estimated.equals(ran)
                ? ""
                : "not compared: the estimate is for " + estimated + ", the model ran in " + ran;
    }

    private boolean isDeviceOf(Paper paper, Measurement measurement) {
        return switch (paper.device()) {
            case CpuProfile cpu ->
                    measurement.provider().equals("cpu") && cpu.name().equals(measurement.device());
            case GpuProfile gpu ->
                    measurement.provider().startsWith("cuda")
                            && Profiles.bundledAndUser().match(identity(measurement))
                                    instanceof Match.Known(DeviceProfile known)
                            && known.id().equals(gpu.id());
        };
    }
}
