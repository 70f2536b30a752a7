package assay.analyzer.estimate;

import assay.analyzer.tensor.ElementType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// From the kernels of a model to its latency: device time and the host's dispatch overlap, copies
/// come on top.
public final class LatencyModel {
    /// Half-width of ln(measured / predicted) of whole ONNX Runtime transformers; the 80 % quantile
    /// of its test half.
    private static final double WHOLE_MODEL = 0.17;

    /// The same for the host's part: its cost of a node was seen between 9.8 and 17.9 us.
    private static final double HOST_PRIOR = 0.28;

    private static final double HOST_CALIBRATED = 0.06;

    private LatencyModel() {}

    /// The latency of a run over `nodes`.
    ///
    /// @param inputs copied to the device; on a CPU nothing is
    /// @param outputs copied back
    public static ModelEstimate estimate(
            Estimator plain, List<NodeKernels> nodes, Copied inputs, Copied outputs) {
        Estimator estimator =
                plain instanceof CpuEstimator cpu ? cpu.withWeights(CpuWeights.of(nodes)) : plain;
        boolean half = estimator instanceof NvidiaEstimator && half(nodes);
        List<NodeEstimate> estimates = new ArrayList<>();
        List<ModelEstimate.Unknown> unknown = new ArrayList<>();
        double device = 0;
        int dispatched = 0;
        // Layers repeat, and so do their kernels; a workload holds equal ones once.
        IdentityHashMap<Kernel, KernelEstimate> known = new IdentityHashMap<>();
        for (NodeKernels node : nodes) {
            List<KernelEstimate> kernels = new ArrayList<>();
            for (Kernel kernel : node.kernels()) {
                KernelEstimate e = known.computeIfAbsent(kernel, estimator::estimate);
                kernels.add(e.known() ? e.slowed(ProviderOverhead.factor(kernel, half)) : e);
                if (e.known()) {
                    device += kernels.getLast().seconds();
                } else {
                    unknown.add(new ModelEstimate.Unknown(node.node(), e.how()));
                }
            }
            NodeEstimate estimate = new NodeEstimate(node.node(), kernels);
            estimates.add(estimate);
            dispatched += estimate.runs() ? 1 : 0;
        }
        if (!(estimator instanceof CpuEstimator)) {
            unknown.addAll(inputs.withoutTime("input"));
            unknown.addAll(outputs.withoutTime("output"));
        }
        if (!unknown.isEmpty()) {
            return ModelEstimate.unknown(estimates, unknown);
        }
        return switch (estimator) {
            case CpuEstimator cpu -> onCpu(cpu, estimates, device);
            case NvidiaEstimator gpu ->
                    onGpu(gpu.settings(), estimates, device, dispatched, inputs, outputs);
            case RooflineEstimator gpu ->
                    onGpu(gpu.settings(), estimates, device, dispatched, inputs, outputs);
        };
    }

    private static ModelEstimate onCpu(CpuEstimator cpu, List<NodeEstimate> nodes, double device) {
        double run = cpu.device().runSeconds() == null ? 0 : cpu.device().runSeconds();
        double low = run + device * Math.exp(-spread(nodes, true));
        double high = run + device * Math.exp(spread(nodes, false));
        return new ModelEstimate(
                nodes,
                device,
                0,
                0,
                0,
                run,
                device + run,
                low,
                high,
                bound(nodes, device, run),
                List.of());
    }

    private static ModelEstimate onGpu(
            EstimateSettings settings,
            List<NodeEstimate> nodes,
            double device,
            int dispatched,
            Copied inputs,
            Copied outputs) {
        boolean calibrated = settings.dispatchSeconds() > 0;
        double perNode =
                calibrated
                        ? settings.dispatchSeconds()
                        : settings.graphFused()
                                ? ProviderOverhead.FUSED_NODE_SECONDS
                                : ProviderOverhead.PLAIN_NODE_SECONDS;
        double host = dispatched * perNode + ProviderOverhead.RUN_SECONDS;
        double in = inputs.bytes() / ProviderOverhead.COPY_BYTES_PER_SECOND;
        double out = outputs.bytes() / ProviderOverhead.COPY_BYTES_PER_SECOND;
        double hostWidth = calibrated ? HOST_CALIBRATED : HOST_PRIOR;
        double fast = Math.exp(-Math.max(WHOLE_MODEL, spread(nodes, true)));
        double slow = Math.exp(Math.max(WHOLE_MODEL, spread(nodes, false)));
        // Copies were seen from 4.2 to 5.5 GB/s around 4.5.
        double low = overlapped(device * fast, host * Math.exp(-hostWidth)) + (in + out) * 0.82;
        double high = overlapped(device * slow, host * Math.exp(hostWidth)) + (in + out) * 1.08;
        double seconds = overlapped(device, host) + in + out;
        return new ModelEstimate(
                nodes,
                device,
                host,
                in,
                out,
                0,
                seconds,
                low,
                high,
                bound(nodes, device, host),
                List.of());
    }

    private static double overlapped(double device, double host) {
        return Terms.norm(device, host, ProviderOverhead.OVERLAP);
    }

    private static boolean half(List<NodeKernels> nodes) {
        for (NodeKernels node : nodes) {
            for (Kernel kernel : node.kernels()) {
                ElementType type =
                        switch (kernel) {
                            case Kernel.Gemm g -> g.type();
                            case Kernel.Convolution c -> c.type();
                            case Kernel.Attention a -> a.type();
                            default -> ElementType.UNDEFINED;
                        };
                if (type == ElementType.FLOAT16) {
                    return true;
                }
            }
        }
        return false;
    }

    /// Logarithmic half-width of a sum: errors go together within a family of kernels and are
    /// independent between families.
    private static double spread(List<NodeEstimate> nodes, boolean low) {
        Map<Class<?>, Double> offByFamily = new HashMap<>();
        double total = 0;
        for (NodeEstimate node : nodes) {
            for (KernelEstimate kernel : node.kernels()) {
                if (kernel.known() && kernel.seconds() > 0) {
                    double off =
                            Math.abs(
                                    Math.log(
                                            (low ? kernel.low() : kernel.high())
                                                    / kernel.seconds()));
                    offByFamily.merge(
                            kernel.kernel().getClass(), off * kernel.seconds(), Double::sum);
                    total += kernel.seconds();
                }
            }
        }
        if (total == 0) {
            return 0;
        }
        double squares = 0;
        for (double off : offByFamily.values()) {
            squares += off / total * (off / total);
        }
        return Math.sqrt(squares);
    }

    private static Bound bound(List<NodeEstimate> nodes, double device, double host) {
        if (host > device) {
            return Bound.LAUNCH;
        }
        double compute = 0;
        double memory = 0;
        double launch = 0;
        for (NodeEstimate node : nodes) {
            for (KernelEstimate kernel : node.kernels()) {
                switch (kernel.bound()) {
                    case COMPUTE -> compute += kernel.seconds();
                    case MEMORY -> memory += kernel.seconds();
                    case LAUNCH -> launch += kernel.seconds();
                    case UNKNOWN -> {}
                }
            }
        }
        if (compute + memory + launch == 0) {
            return Bound.UNKNOWN;
        }
        return compute >= Math.max(memory, launch)
                ? Bound.COMPUTE
                : memory >= launch ? Bound.MEMORY : Bound.LAUNCH;
    }
}
