package assay.analyzer.estimate;

/// What the estimate takes for granted about how the provider runs.
///
/// @param tf32 whether float32 products and convolutions run on TF32 units where there are any, as
///   ONNX Runtime's CUDA provider does by default from compute capability 8.0
/// @param clock which clock the device runs at
/// @param graphFused whether the provider's transformer fusions are in the graph; sets the host
///   cost of a node
/// @param dispatchSeconds host time per launched node in seconds as calibrated on the user's host,
///   or 0 to use the prior
/// @param threads CPU threads; 0 means all physical cores
/// @param libraries which CUDA libraries run
public record EstimateSettings(
        boolean tf32,
        Clock clock,
        boolean graphFused,
        double dispatchSeconds,
        int threads,
        Libraries libraries) {
    /// The clock of a device under load.
    public enum Clock {
        /// Loaded for longer than its power limit takes to act: a model run back to back.
        STEADY,
        /// A kernel timed by itself; a card of at most 75 W runs it faster than it can sustain.
        ISOLATED
    }

    /// The generation of cuBLAS and cuDNN; it matters on cards that newer ones are not tuned for.
    public enum Libraries {
        /// CUDA 11 and later, as a present ONNX Runtime loads.
        CURRENT,
        /// CUDA 8 or 9, as in tables of 2017 and 2018.
        CUDA_9
    }

    public EstimateSettings {
        Positive.orZero("dispatchSeconds", dispatchSeconds);
        Positive.orZero("threads", threads);
    }

    /// ONNX Runtime as it comes: TF32 on, steady clock, no offline transformer fusions, prior
    /// dispatch cost, all cores.
    public static EstimateSettings defaults() {
        return new EstimateSettings(true, Clock.STEADY, false, 0, 0, Libraries.CURRENT);
    }

    /// The same with TF32 allowed or not.
    public EstimateSettings withTf32(boolean allowed) {
        return new EstimateSettings(
                allowed, clock, graphFused, dispatchSeconds, threads, libraries);
    }

    /// The same at another clock.
    public EstimateSettings withClock(Clock other) {
        return new EstimateSettings(tf32, other, graphFused, dispatchSeconds, threads, libraries);
    }

    /// The same for a graph with or without the transformer fusions.
    public EstimateSettings withGraphFused(boolean fused) {
        return new EstimateSettings(tf32, clock, fused, dispatchSeconds, threads, libraries);
    }

    /// The same with a host cost per node in seconds that was measured on this host.
    public EstimateSettings withDispatchSeconds(double seconds) {
        return new EstimateSettings(tf32, clock, graphFused, seconds, threads, libraries);
    }

    /// The same with so many CPU threads.
    public EstimateSettings withThreads(int count) {
        return new EstimateSettings(tf32, clock, graphFused, dispatchSeconds, count, libraries);
    }

    /// The same with other CUDA libraries.
    public EstimateSettings withLibraries(Libraries other) {
        return new EstimateSettings(tf32, clock, graphFused, dispatchSeconds, threads, other);
    }
}
