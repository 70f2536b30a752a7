package assay.benchmark.calibrate;

import assay.analyzer.device.CpuProfile;
import assay.analyzer.device.CpuProfileWriter;
import assay.analyzer.device.ProfileException;
import assay.analyzer.device.ProfileReader;
import assay.benchmark.session.NativeLibraries;
import assay.benchmark.telemetry.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Profiles that calibrations made, kept by machine: CPU, cores, hardware threads and version of
/// ONNX Runtime.
public final class CalibrationCache {

    /// From this spread of repeats on a calibration counts as disturbed.
    public static final double DISTURBED = 0.2;

    private CalibrationCache() {}

    /// The folder of the kept profiles.
    public static Path folder() {
        return NativeLibraries.cache().resolve("profiles");
    }

    /// Where the profile of this machine lies, or would lie.
    public static Path file() {
        return file(folder(), Machine.of(Host.read()));
    }

    static Path file(Path folder, Machine machine) {
        return folder.resolve(machine.key() + ".json");
    }

    /// The profile that was kept for this machine; empty if there is none, or if it cannot be read
    /// any more.
    public static Optional<CpuProfile> load() {
        return load(file());
    }

    static Optional<CpuProfile> load(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return ProfileReader.read(file) instanceof CpuProfile cpu && cpu.calibrated()
                    ? Optional.of(cpu)
                    : Optional.empty();
        } catch (ProfileException _) {
            return Optional.empty();
        }
    }

    /// Whether other processes were at work while `profile` was measured: no estimate made with it
    /// is worth its interval.
    public static boolean isDisturbed(CpuProfile profile) {
        return profile.spread() == null || profile.spread() > DISTURBED;
    }

    /// Keeps `profile` for this machine and returns its file, unless it was disturbed and what is
    /// kept was less so: then that stays.
    ///
    /// @throws IOException if the file cannot be written
    public static Path store(CpuProfile profile) throws IOException {
        Path file = file();
        store(profile, file);
        return file;
    }

    static void store(CpuProfile profile, Path file) throws IOException {
        boolean calmer = load(file).map(kept -> spread(kept) < spread(profile)).orElse(false);
        if (!isDisturbed(profile) || !calmer) {
            CpuProfileWriter.write(profile, file);
        }
    }

    private static double spread(CpuProfile profile) {
        return profile.spread() == null ? Double.POSITIVE_INFINITY : profile.spread();
    }
}
