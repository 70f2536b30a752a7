package assay.analyzer.estimate.validation;

import java.nio.file.Path;

/// One measurement beside what was predicted for it. Predicted seconds are NaN where there is no
/// prediction; `why` says why, and is otherwise how the prediction came about.
///
/// @param flopsSeconds FLOPs over peak
/// @param rooflineSeconds the larger of FLOPs over peak and bytes over bandwidth
public record Judged(
        Path file,
        long line,
        String text,
        String gpu,
        String op,
        String dtype,
        double measuredSeconds,
        double predictedSeconds,
        double lowSeconds,
        double highSeconds,
        double flopsSeconds,
        double rooflineSeconds,
        String why) {
    /// Whether there is a prediction.
    public boolean predicted() {
        return !Double.isNaN(predictedSeconds);
    }

    /// predicted / measured - 1.
    public double error() {
        return predictedSeconds / measuredSeconds - 1;
    }

    /// Whether the measurement fell inside the interval.
    public boolean covered() {
        return measuredSeconds >= lowSeconds && measuredSeconds <= highSeconds;
    }
}
