package assay.analyzer.estimate;

/// How ONNX Runtime's CPU provider lays out what a convolution works on (1.29, its NCHWc
/// transformer).
final class CpuLayout {

    /// Channels that the blocked layout keeps side by side with AVX-512; a convolution with other
    /// counts computes on zeros up to the next multiple.
    private static final long BLOCK = 16;

    /// Counts of channels that are no multiple of it are not blocked.
    private static final long ALIGNED = 4;

    private CpuLayout() {}

    /// Whether it runs on blocks of channels: in two dimensions, ungrouped, one channel a group, or
    /// with groups of whole blocks. All others are spread out and multiplied, group by group.
    static boolean isBlocked(Kernel.Convolution c) {
        if (c.transposed() || c.input().size() != 2) {
            return false;
        }
        if (c.groups() == 1) {
            return c.channels() < BLOCK || c.channels() % ALIGNED == 0;
        }
        if (c.depthwise() && c.filters() == c.channels()) {
            return c.channels() % ALIGNED == 0;
        }
        return c.channels() / c.groups() % BLOCK == 0 && c.filters() / c.groups() % BLOCK == 0;
    }

    /// Bytes written and read again when the input is spread out, each tap by itself, so that a
    /// product gives the convolution; 0 where one tap reads the input as it stands.
    static double spreadBytes(Kernel.Convolution c) {
        boolean asItStands = c.taps() == 1 && c.strides().stream().allMatch(s -> s == 1);
        return asItStands
                ? 0
                : 2.0
                        * c.images()
                        * c.channels()
                        * c.taps()
                        * c.outputPixels()
                        * c.type().bits()
                        / 8;
    }

    /// What a kernel computes over what is asked for.
    static double padding(Kernel kernel) {
        if (!(kernel instanceof Kernel.Convolution c) || !isBlocked(c)) {
            return 1;
        }
        if (c.depthwise()) {
            return padded(c.channels()) / c.channels();
        }
        if (c.groups() > 1 || c.channels() < BLOCK) {
            return padded(c.filters()) / c.filters();
        }
        return padded(c.filters()) / c.filters() * (padded(c.channels()) / c.channels());
    }

    private static double padded(long channels) {
        return Math.ceilDiv(channels, BLOCK) * (double) BLOCK;
    }
}
