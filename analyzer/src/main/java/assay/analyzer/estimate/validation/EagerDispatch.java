package assay.analyzer.estimate.validation;

import assay.analyzer.estimate.Kernel;
import java.util.Map;

/// What the published operator tables hold besides the kernel: they time one eager PyTorch operator
/// by events, and the host dispatches between the events. It belongs to the machine that was
/// measured, and is in no estimate of a model.
///
/// Fitted on the train rows: one figure a family, and how much slower the hosts of two of the five
/// cards were.
final class EagerDispatch {
    private static final double ELEMENT_WISE = 0.0245e-3;
    private static final double NORMALIZATION = 0.047e-3;
    private static final double SOFTMAX = 0.0315e-3;
    private static final double LINEAR = 0.054e-3;
    private static final double BATCHED = 0.030e-3;

    /// The train rows of convolutions hold 0.15 ms (V100) to 0.38 ms (P4) besides the kernel; T4's
    /// and A100's is taken.
    private static final double CONVOLUTION = 0.18e-3;

    /// Host of the named card over the fastest hosts. Normalizations do not follow it.
    private static final Map<String, Double> SLOWNESS =
            Map.of("A100-40", 1.0, "P4", 1.0, "T4", 1.0, "V100", 1.2, "P100", 1.6);

    /// Geometric mean of the five hosts, for any other.
    private static final double UNKNOWN_HOST = 1.14;

    private EagerDispatch() {}

    /// Seconds within the events of an operator of table name `op`, on the host of `gpu`.
    static double seconds(Kernel kernel, String op, String gpu) {
        double host = SLOWNESS.getOrDefault(gpu, UNKNOWN_HOST);
        return switch (kernel) {
            case Kernel.Gemm g -> host * (op.equals("bmm") ? BATCHED : LINEAR);
            case Kernel.Normalization n -> NORMALIZATION;
            case Kernel.Softmax s -> host * SOFTMAX;
            case Kernel.Convolution c -> CONVOLUTION;
            default -> host * ELEMENT_WISE;
        };
    }
}
