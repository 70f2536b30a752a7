package assay.analyzer.estimate;

import assay.analyzer.device.GpuProfile;

/// Whether a row that a block reads again is still in the cache of its processor.
///
/// missed = 1 / (1 + (0.78 capacity / resident)^12), resident being the bytes of the rows that a
/// processor works on at once. Both constants fitted on the layer-norm train rows of P4, P100,
/// V100, T4 and A100-40, each left out in turn; the softmax rows share them.
final class RowCache {
    private static final double USABLE = 0.78;
    private static final double SHARPNESS = 12;
    private static final double KIB = 1024;

    /// First-level cache of Pascal and older with its part of L2; of 64 to 112 KiB this served the
    /// train rows best.
    private static final double OLDER = 96 * KIB;

    private RowCache() {}

    /// Share of the row that comes from memory again.
    ///
    /// @param threads of a block, which works on one row
    static double missed(GpuProfile gpu, double threads, double rowBytes) {
        if (gpu.threadsPerProcessor() == null) {
            return 1;
        }
        double resident = gpu.threadsPerProcessor() / threads * rowBytes;
        return 1 / (1 + Math.pow(USABLE * capacity(gpu) / resident, SHARPNESS));
    }

    /// Bytes of unified first-level cache and shared memory of a processor, by NVIDIA's table of
    /// compute capabilities.
    private static double capacity(GpuProfile gpu) {
        if (gpu.computeCapability() == null) {
            return OLDER;
        }
        return switch (gpu.computeCapability().toString()) {
            case "7.0", "7.2", "8.6", "8.9", "12.0", "12.1" -> 128 * KIB;
            case "7.5" -> 64 * KIB;
            case "8.0", "8.7" -> 192 * KIB;
            case "9.0", "10.0", "10.3", "11.0" -> 256 * KIB;
            default -> OLDER;
        };
    }
}
