package assay.analyzer.estimate;

import java.util.List;

/// What a provider launches for one node of its graph. Nodes that run nothing hold a [Kernel.View].
public record NodeKernels(String node, List<Kernel> kernels) {
    public NodeKernels {
        kernels = List.copyOf(kernels);
    }

    /// A node of one kernel.
    public NodeKernels(String node, Kernel kernel) {
        this(node, List.of(kernel));
    }
}
