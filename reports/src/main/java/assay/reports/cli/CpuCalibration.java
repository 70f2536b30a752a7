package assay.reports.cli;

import assay.analyzer.device.CpuProfile;

/// The calibrated profile of this machine's processor: from the cache, else measured now.
final class CpuCalibration {

    private CpuCalibration() {}

    static CpuProfile profile(Machine machine, Console console) {
        throw new UsageException("no calibrated profile of this processor; run 'assay calibrate'");
    }
}
