package assay.analyzer.estimate;

/// Factors on an estimate between which about 80 % of measurements are expected.
record Interval(double low, double high) {
    /// Symmetric in the logarithm: exp(-z) to exp(z).
    static Interval ofLog(double z) {
        return new Interval(Math.exp(-z), Math.exp(z));
    }

    /// Independent logarithmic half-widths together.
    static double quadrature(double... halfWidths) {
        double sum = 0;
        for (double z : halfWidths) {
            sum += z * z;
        }
        return Math.sqrt(sum);
    }

    /// The same with the fast end multiplied by a factor of at most 1.
    Interval faster(double factor) {
        return new Interval(low * factor, high);
    }

    /// The same with the slow end further out.
    Interval slower(double factor) {
        return new Interval(low, high * factor);
    }
}
