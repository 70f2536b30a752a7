package assay.analyzer.estimate;

import java.util.List;

/// Bytes of stored operands that kernels read.
final class CpuWeights {
    private CpuWeights() {}

    /// Of all kernels of a run.
    static double of(List<NodeKernels> nodes) {
        double bytes = 0;
        for (NodeKernels node : nodes) {
            for (Kernel kernel : node.kernels()) {
                bytes += of(kernel);
            }
        }
        return bytes;
    }

    /// Of one kernel: filters, the right side of a product that is not batched, gates. A batched
    /// product's operands are both activations.
    static double of(Kernel kernel) {
        return switch (kernel) {
            case Kernel.Gemm g -> g.batch() > 1 ? 0 : (double) g.k() * g.n() * g.weightBits() / 8;
            case Kernel.Convolution c ->
                    (double) c.filters()
                            * (c.channels() / (double) c.groups())
                            * c.taps()
                            * c.type().bits()
                            / 8;
            case Kernel.Recurrent r ->
                    (double) r.directions()
                            * r.gates()
                            * r.hiddenSize()
                            * (r.inputSize() + r.hiddenSize())
                            * r.type().bits()
                            / 8;
            case Kernel.Attention _,
                    Kernel.Normalization _,
                    Kernel.Softmax _,
                    Kernel.Reduction _,
                    Kernel.ElementWise _,
                    Kernel.Pooling _,
                    Kernel.Gather _,
                    Kernel.LayoutChange _,
                    Kernel.Quantize _,
                    Kernel.View _,
                    Kernel.Unmodelled _ ->
                    0;
        };
    }
}
