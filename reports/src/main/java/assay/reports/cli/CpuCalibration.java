package assay.reports.cli;

import assay.analyzer.device.CpuProfile;
import assay.benchmark.calibrate.Calibration;
import assay.benchmark.calibrate.CalibrationCache;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The calibrated profile of this machine's processor: from the cache, else measured now and kept;
/// what the cache must not or cannot keep is kept for the rest of the command, so that several
/// cards wait once.
final class CpuCalibration {

    private static @Nullable CpuProfile ofThisCommand;

    private CpuCalibration() {}

    static synchronized CpuProfile profile(Console console) {
        // A disturbed one that 'assay calibrate' kept for want of a better is not to be trusted.
        Optional<CpuProfile> kept =
                CalibrationCache.load().filter(p -> !CalibrationCache.isDisturbed(p));
        if (kept.isPresent()) {
            return kept.get();
        }
        if (ofThisCommand != null) {
            return ofThisCommand;
        }
        console.say(
                "calibrating this processor (once, about "
                        + Math.round(Calibration.QUICK_SECONDS)
                        + " s; 'assay calibrate' does it more carefully) ...");
        CpuProfile profile = Calibration.run(Calibration.QUICK_SECONDS, (done, all, what) -> {});
        ofThisCommand = profile;
        if (CalibrationCache.isDisturbed(profile)) {
            console.say(
                    "the machine was busy while it was calibrated: the estimate is not to be trusted;"
                            + " run 'assay calibrate' when it is quiet");
            return profile;
        }
        try {
            CalibrationCache.store(profile);
        } catch (IOException e) {
            console.warn(
                    "the calibration could not be kept for the next time ("
                            + Main.sentence(e)
                            + "); set ASSAY_CACHE to a folder that can be written");
        }
        return profile;
    }
}
