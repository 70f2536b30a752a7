package assay.benchmark.telemetry;

import oshi.SystemInfo;
import oshi.util.GlobalConfig;

/// The one door to OSHI, so that it is set up before its first use.
final class Oshi {
    static {
        // OSHI keeps what it read for 300 ms; shorter, or consecutive samples would be copies.
        GlobalConfig.set("oshi.util.memoizer.expiration", 50);
    }

    private Oshi() {}

    static SystemInfo info() {
        return new SystemInfo();
    }
}
