package assay.reports.cli;

import assay.analyzer.device.DeviceProfile;
import org.jspecify.annotations.Nullable;

/// The device that an estimate is for, or why there is none.
record Target(@Nullable DeviceProfile device, String whyNot) {

    static Target of(DeviceProfile device) {
        return new Target(device, "");
    }

    static Target none(String why) {
        return new Target(null, why);
    }
}
