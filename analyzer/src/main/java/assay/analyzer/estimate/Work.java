package assay.analyzer.estimate;

/// What one kernel asks of a device, before any device is looked at.
///
/// @param matrixFlops floating-point operations that matrix units can take, 1 MAC = 2
/// @param vectorFlops operations that only vector units can take
/// @param bytesRead bytes that must be read at least once, each tensor counted once
/// @param bytesWritten bytes that must be written
public record Work(double matrixFlops, double vectorFlops, double bytesRead, double bytesWritten) {
    /// No work at all.
    public static final Work NONE = new Work(0, 0, 0, 0);

    public Work {
        Positive.orZero("matrixFlops", matrixFlops);
        Positive.orZero("vectorFlops", vectorFlops);
        Positive.orZero("bytesRead", bytesRead);
        Positive.orZero("bytesWritten", bytesWritten);
    }

    /// Bytes read and written together.
    public double bytes() {
        return bytesRead + bytesWritten;
    }

    /// Operations of both kinds together.
    public double flops() {
        return matrixFlops + vectorFlops;
    }
}
