package assay.analyzer.zoo;

/// Shape of a two-dimensional convolution with a square kernel.
///
/// @param pad zeros added on every side
record Convolution(int to, int kernel, int stride, int pad, int groups, boolean bias) {

    /// Padded so that stride 1 keeps the image's size; no bias, as before a normalization.
    static Convolution same(int to, int kernel, int stride) {
        return new Convolution(to, kernel, stride, kernel / 2, 1, false);
    }

    /// One filter a channel.
    static Convolution depthwise(int channels, int kernel, int stride) {
        return same(channels, kernel, stride).grouped(channels);
    }

    Convolution grouped(int groups) {
        return new Convolution(to, kernel, stride, pad, groups, bias);
    }

    Convolution withBias() {
        return new Convolution(to, kernel, stride, pad, groups, true);
    }

    /// Size of the output along one axis.
    int outputSize(int size) {
        return (size + 2 * pad - kernel) / stride + 1;
    }
}
