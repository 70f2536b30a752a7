package assay.analyzer.estimate;

/// How the blocks of a kernel fill the processors.
///
/// @param tail share of a started wave that is paid for: 1 for whole waves, 0 for none lost
/// @param least what even a part of one wave costs
record Waves(double tail, double least) {
    /// Effective waves of `blocks` on `processors`: max(x + tail (ceil(x) - x), least), x = blocks
    /// / processors.
    double of(double blocks, double processors) {
        double x = blocks / processors;
        return Math.max(x + tail * (Math.ceil(x) - x), least);
    }
}
