package assay.analyzer.estimate;

/// What ONNX Runtime's CUDA provider adds to the kernels' own time, fitted on its published BERT,
/// MiniLM, DistilBERT and GPT-2 latencies of V100, T4 and RTX 4090 (93 points), tested on A100,
/// A30, V100-SXM2 and RTX 3090 (49 points): median error 9.0 % on the latter, 4.9 % once the host's
/// dispatch cost is calibrated.
final class ProviderOverhead {
    /// Host seconds of a node of a fused transformer graph. Differs twofold between hosts: 9.8 to
    /// 17.9 us were seen.
    static final double FUSED_NODE_SECONDS = 14.1e-6;

    /// Host seconds of a node of a graph without transformer fusions.
    static final double PLAIN_NODE_SECONDS = 11.6e-6;

    /// Host seconds of a run besides its nodes.
    static final double RUN_SECONDS = 0.03e-3;

    /// Exponent by which device and host overlap: almost the larger of the two.
    static final double OVERLAP = 10.5;

    /// Bytes a second of a copy from or to pageable memory inside a run: 4.2 to 5.5 GB/s were seen.
    static final double COPY_BYTES_PER_SECOND = 4.5e9;

    private static final double HALF_PRODUCT = 0.949;
    private static final double HALF_BATCHED = 2.0;
    private static final double HALF_SOFTMAX = 2.01;
    private static final double HALF_STREAMING = 2.36;

    /// The fit lumped the second read of a normalization with its one pass of three tensors; the
    /// law here has it apart.
    private static final double HALF_NORMALIZATION = HALF_STREAMING * 3 / 4;

    private ProviderOverhead() {}

    /// Factor on a kernel's time in a float16 graph; 1 in any other.
    static double factor(Kernel kernel, boolean half) {
        if (!half) {
            return 1;
        }
        return switch (kernel) {
            case Kernel.Gemm g -> g.batch() > 1 ? HALF_BATCHED : HALF_PRODUCT;
            case Kernel.Attention a -> a.fused() ? 1 : HALF_BATCHED;
            case Kernel.Softmax s -> HALF_SOFTMAX;
            case Kernel.Normalization n -> HALF_NORMALIZATION;
            case Kernel.ElementWise e -> HALF_STREAMING;
            case Kernel.LayoutChange l -> HALF_STREAMING;
            case Kernel.Convolution c -> 1;
            case Kernel.Recurrent r -> 1;
            case Kernel.Reduction r -> 1;
            case Kernel.Pooling p -> 1;
            case Kernel.Gather g -> 1;
            case Kernel.Quantize q -> 1;
            case Kernel.View v -> 1;
            case Kernel.Unmodelled u -> 1;
        };
    }
}
