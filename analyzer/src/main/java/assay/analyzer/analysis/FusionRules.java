package assay.analyzer.analysis;

import java.util.Set;

/// Which of ONNX Runtime's fusions the provider's kernels allow (1.29, all optimisations on).
///
/// @param convActivations activations that a convolution's kernel applies itself
/// @param convAddAlone a residual addition joins the convolution even without an activation after
///   it
/// @param convAddChannels a residual addition joins only where the convolution's output channels
///   are a multiple of this: the blocked layout needs it
/// @param convAddActivations activations that a convolution with a residual addition applies
/// @param gemmActivations activations that a Gemm applies itself
/// @param biasSoftmax a mask's addition joins the Softmax
/// @param quantized groups between QuantizeLinear and DequantizeLinear become integer kernels
public record FusionRules(
        Set<String> convActivations,
        boolean convAddAlone,
        long convAddChannels,
        Set<String> convAddActivations,
        Set<String> gemmActivations,
        boolean biasSoftmax,
        boolean quantized) {

    private static final Set<String> CPU_ACTIVATIONS =
            Set.of("Relu", "Sigmoid", "Tanh", "LeakyRelu", "Clip", "HardSigmoid");

    public FusionRules {
        convActivations = Set.copyOf(convActivations);
        convAddActivations = Set.copyOf(convAddActivations);
        gemmActivations = Set.copyOf(gemmActivations);
    }

    /// The CPU provider: blocked (NCHWc) convolutions take a residual addition and an activation.
    public static FusionRules cpu() {
        return new FusionRules(
                CPU_ACTIVATIONS,
                true,
                8,
                CPU_ACTIVATIONS,
                Set.of("Relu", "Sigmoid", "Tanh", "LeakyRelu", "HardSigmoid"),
                false,
                true);
    }

    /// The CUDA provider: cuDNN fuses `Conv + Relu` and `Conv + Add + Relu` and no other
    /// activation; integer convolutions run in floating point.
    public static FusionRules cuda() {
        return new FusionRules(Set.of("Relu"), false, 1, Set.of("Relu"), Set.of(), true, false);
    }
}
