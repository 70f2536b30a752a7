package assay.analyzer.estimate;

import assay.analyzer.device.GpuProfile;

/// How fast an NVIDIA GPU moves bytes: shares of bandwidth fitted on the element-wise, layer-norm
/// and softmax train rows of P4, P100, V100, T4 and A100-40.
///
/// @param dram bytes a second from device memory
/// @param cache bytes a second from the L2 cache
/// @param cacheBytes effective L2 capacity
record GpuMemory(double dram, double cache, double cacheBytes) {
    /// Share of peak bandwidth that a streaming kernel reaches on stacked memory of compute
    /// capability 7.0 and later.
    static final double STACKED_SHARE = 0.925;

    /// The same on GDDR, and on Pascal's stacked memory.
    static final double OTHER_SHARE = 0.758;

    /// Share of 64 bytes per processor and clock at which L2 delivers.
    static final double CACHE_SHARE = 0.202;

    /// The capacity was fitted with 1 MB for each MiB of the data sheet.
    private static final double EFFECTIVE_CAPACITY = 1e6 / 1048576;

    static GpuMemory of(GpuProfile gpu) {
        boolean stacked = gpu.memory().stacked() && gpu.atLeast(7, 0);
        double dram = gpu.memory().bandwidth() * (stacked ? STACKED_SHARE : OTHER_SHARE);
        double cache = Math.max(dram, CACHE_SHARE * l2Bound(gpu));
        Double l2 = gpu.memory().l2Bytes();
        return new GpuMemory(dram, cache, l2 == null ? 0 : l2 * EFFECTIVE_CAPACITY);
    }

    /// 64 bytes a clock to each processor.
    static double l2Bound(GpuProfile gpu) {
        return gpu.processors() * gpu.clocks().boost() * 64;
    }

    /// Seconds to move `bytes`: the part 1 / (1 + (bytes / L2)^2) at L2 speed, the rest from
    /// memory.
    double seconds(double bytes) {
        double ratio = cacheBytes == 0 ? Double.POSITIVE_INFINITY : bytes / cacheBytes;
        double cached = 1 / (1 + ratio * ratio);
        return bytes * ((1 - cached) / dram + cached / cache);
    }
}
