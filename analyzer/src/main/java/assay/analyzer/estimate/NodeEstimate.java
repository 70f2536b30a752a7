package assay.analyzer.estimate;

import java.util.List;

/// One node's share of an estimate.
public record NodeEstimate(String node, List<KernelEstimate> kernels) {
    public NodeEstimate {
        kernels = List.copyOf(kernels);
    }

    /// Whether the times of all its kernels are known.
    public boolean known() {
        return kernels.stream().allMatch(KernelEstimate::known);
    }

    /// Whether the provider runs anything for it.
    public boolean runs() {
        return kernels.stream().anyMatch(KernelEstimate::runs);
    }

    /// Seconds on the device, launch gaps included; NaN where a kernel's time is unknown.
    public double seconds() {
        return kernels.stream().mapToDouble(KernelEstimate::seconds).sum();
    }

    /// Bytes read and written.
    public double bytes() {
        return kernels.stream().mapToDouble(KernelEstimate::bytes).sum();
    }

    /// What the longest of its kernels is bound by; unknown where a time is.
    public Bound bound() {
        if (!known()) {
            return Bound.UNKNOWN;
        }
        KernelEstimate longest = null;
        for (KernelEstimate kernel : kernels) {
            if (longest == null || kernel.seconds() > longest.seconds()) {
                longest = kernel;
            }
        }
        return longest == null ? Bound.LAUNCH : longest.bound();
    }
}
