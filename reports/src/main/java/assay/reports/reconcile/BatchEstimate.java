package assay.reports.reconcile;

import assay.analyzer.estimate.ModelEstimate;
import assay.analyzer.estimate.Workload;

/// What paper says of one batch size.
public record BatchEstimate(long batch, Workload workload, ModelEstimate latency) {

    /// Samples per second in a closed loop.
    public double throughput() {
        return batch / latency.seconds();
    }

    /// FLOPs of one run, as far as they are known.
    public double flops() {
        return workload.analysis().totals().flops().bind(workload.bindings()).number().orElse(0);
    }

    /// Bytes that the nodes read and write in one run, each alone.
    public double bytes() {
        return workload.kernels().stream()
                .flatMap(node -> node.kernels().stream())
                .mapToDouble(kernel -> kernel.work().bytes())
                .sum();
    }
}
