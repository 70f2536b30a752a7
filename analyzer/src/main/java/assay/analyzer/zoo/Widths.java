package assay.analyzer.zoo;

/// Rounding of channel counts in scaled networks.
final class Widths {

    private Widths() {}

    /// The multiple of `divisor` nearest to `width`, but never more than 10 % below it
    /// (MobileNetV2's rule, which EfficientNet, MNASNet and RegNet share).
    static int multipleOf(int divisor, double width) {
        int rounded = Math.max(divisor, (int) (width + divisor / 2.0) / divisor * divisor);
        return rounded < 0.9 * width ? rounded + divisor : rounded;
    }
}
