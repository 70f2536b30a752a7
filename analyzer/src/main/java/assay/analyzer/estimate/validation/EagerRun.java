package assay.analyzer.estimate.validation;

import assay.analyzer.estimate.Bound;
import assay.analyzer.estimate.Estimator;
import assay.analyzer.estimate.Kernel;
import assay.analyzer.estimate.KernelEstimate;
import assay.analyzer.estimate.ModelEstimate;
import assay.analyzer.estimate.NodeEstimate;
import assay.analyzer.estimate.NodeKernels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A model that PyTorch runs operator by operator, as most published tables have it: the device's
/// time and the host's run beside each other, inputs already on the device.
final class EagerRun {
    /// Gap on the device between two kernels of an eager run, seconds: assumed, not fitted.
    static final double GAP_SECONDS = 3e-6;

    /// Host seconds of one eager operator. A judgement from the floor of the operator rows (25 to
    /// 60 us, synchronized each) and what a pipelined loop saves.
    private static final double HOST_SECONDS = 12e-6;

    private EagerRun() {}

    static ModelEstimate estimate(Estimator estimator, List<NodeKernels> nodes) {
        List<NodeEstimate> estimates = new ArrayList<>();
        List<ModelEstimate.Unknown> unknown = new ArrayList<>();
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
        double host = operators * HOST_SECONDS;
        return new ModelEstimate(
                estimates,
                device,
                host,
                0,
                0,
                0,
                Math.max(device, host),
                Math.max(device - quadrature(below), host * 0.6),
                Math.max(device + quadrature(above), host * 1.6),
                host > device ? Bound.LAUNCH : Bound.UNKNOWN,
                unknown);
    }

    /// Root of the sum of squares: parts whose errors are independent of each other.
    static double quadrature(Map<Class<?>, Double> parts) {
        return Math.sqrt(parts.values().stream().mapToDouble(p -> p * p).sum());
    }

    /// What an estimate is made of, in one line.
    static String words(ModelEstimate e) {
        return String.format(
                Locale.ROOT,
                "device %.3f ms, host %.3f ms, copies %.3f ms",
                1e3 * e.deviceSeconds(),
                1e3 * e.hostSeconds(),
                1e3 * (e.inputCopySeconds() + e.outputCopySeconds()));
    }
}
