package assay.analyzer.estimate.validation;

import assay.analyzer.estimate.Bound;
import assay.analyzer.estimate.Copied;
import assay.analyzer.estimate.Estimator;
import assay.analyzer.estimate.Kernel;
import assay.analyzer.estimate.KernelEstimate;
import assay.analyzer.estimate.ModelEstimate;
import assay.analyzer.estimate.NodeEstimate;
import assay.analyzer.estimate.NodeKernels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A model that PyTorch runs operator by operator, as most published tables have it: the device's
/// time and the host's run beside each other, inputs already on the device.
final class EagerRun {
    /// Gap on the device between two kernels of an eager run, seconds: assumed, not fitted.
    static final double GAP_SECONDS = 3e-6;

    /// Host seconds of one eager operator: the middle of the host-bound rows of published PyTorch
    /// nets on six hosts (35 to 80 us).
    private static final double HOST_SECONDS = 45e-6;

    private static final double HOST_LEAST = 35.0 / 45;
    private static final double HOST_MOST = 80.0 / 45;

    /// Bytes a second from pageable host memory.
    private static final double COPY_BYTES_PER_SECOND = 4.5e9;

    private EagerRun() {}

    static ModelEstimate estimate(Estimator estimator, List<NodeKernels> nodes, Copied inputs) {
        double copy = inputs.bytes() / COPY_BYTES_PER_SECOND;
        List<NodeEstimate> estimates = new ArrayList<>();
        List<ModelEstimate.Unknown> unknown = new ArrayList<>(inputs.withoutTime("input"));
        Map<Class<?>, Double> below = new HashMap<>();
        Map<Class<?>, Double> above = new HashMap<>();
        double device = 0;
        int operators = 0;
        for (NodeKernels node : nodes) {
            List<KernelEstimate> kernels = new ArrayList<>();
            for (Kernel kernel : node.kernels()) {
                KernelEstimate e = estimator.estimate(kernel);
                kernels.add(e);
                if (!e.known()) {
                    unknown.add(new ModelEstimate.Unknown(node.node(), e.how()));
                } else if (e.runs()) {
                    double busy = e.busySeconds();
                    device += busy + GAP_SECONDS * e.launches();
                    below.merge(kernel.getClass(), busy * (1 - e.low() / e.seconds()), Double::sum);
                    above.merge(
                            kernel.getClass(), busy * (e.high() / e.seconds() - 1), Double::sum);
                }
            }
            NodeEstimate estimate = new NodeEstimate(node.node(), kernels);
            estimates.add(estimate);
            operators += estimate.runs() ? 1 : 0;
        }
        if (!unknown.isEmpty()) {
            return ModelEstimate.unknown(estimates, unknown);
        }
        Overlapped run = overlapped(device, below, above, operators);
        double host = operators * HOST_SECONDS;
        return new ModelEstimate(
                estimates,
                device,
                host,
                copy,
                0,
                0,
                run.seconds() + copy,
                run.low() + copy,
                run.high() + copy,
                host > device ? Bound.LAUNCH : Bound.UNKNOWN,
                List.of());
    }

    /// A run with its interval, seconds.
    record Overlapped(double seconds, double low, double high) {}

    /// The longer of the device's time and what the host takes to dispatch so many operators.
    ///
    /// @param below by family of kernels, how much less than `device` it may be
    /// @param above how much more
    static Overlapped overlapped(
            double device,
            Map<Class<?>, Double> below,
            Map<Class<?>, Double> above,
            double operators) {
        double host = operators * HOST_SECONDS;
        return new Overlapped(
                Math.max(device, host),
                Math.max(device - quadrature(below), host * HOST_LEAST),
                Math.max(device + quadrature(above), host * HOST_MOST));
    }

    /// Root of the sum of squares: parts whose errors are independent of each other.
    private static double quadrature(Map<Class<?>, Double> parts) {
        return Math.sqrt(parts.values().stream().mapToDouble(p -> p * p).sum());
    }
}
