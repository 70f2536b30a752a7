package assay.benchmark.calibrate;

/// Hears how a calibration goes.
public interface CalibrationListener {

    /// Hears nothing.
    CalibrationListener SILENT = (done, of, what) -> {};

    /// A rung was measured.
    ///
    /// @param done measurements made so far
    /// @param of measurements in all
    /// @param what the rung and its threads, in words
    void measured(int done, int of, String what);
}
