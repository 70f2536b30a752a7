package assay.analyzer.estimate;

import assay.analyzer.analysis.Analysis;
import assay.analyzer.analysis.FusedGroup;
import assay.analyzer.analysis.Fusion;
import assay.analyzer.analysis.FusionRules;
import assay.analyzer.analysis.Liveness;
import assay.analyzer.analysis.TypedGraph;
import assay.analyzer.tensor.Bindings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// An analysis with numbers for all symbols, as a provider runs it: groups of nodes and their
/// kernels.
///
/// @param analysis the analysis that the numbers are of; bound where the symbolic one knows less
/// @param groups nodes that run as one, in order
/// @param kernels what is launched for each group, in the same order; for fewer nodes after a
///   transformer optimizer
/// @param inputs copied to the device in a host-to-host span
/// @param outputs copied back
/// @param peakActivationBytes largest sum of live activations with these groups, inputs kept by the
///   caller; empty where it cannot be told
public record Workload(
        Analysis analysis,
        Bindings bindings,
        List<FusedGroup> groups,
        List<NodeKernels> kernels,
        Copied inputs,
        Copied outputs,
        OptionalLong peakActivationBytes) {

    public Workload {
        groups = List.copyOf(groups);
        kernels = shared(kernels);
    }

    /// The same with one object for all kernels that are equal, so that estimates on many devices
    /// tell them apart by identity.
    private static List<NodeKernels> shared(List<NodeKernels> nodes) {
        Map<Kernel, Kernel> first = new HashMap<>();
        List<NodeKernels> shared = new ArrayList<>(nodes.size());
        for (NodeKernels node : nodes) {
            List<Kernel> kernels = new ArrayList<>(node.kernels().size());
            for (Kernel kernel : node.kernels()) {
                Kernel known = first.putIfAbsent(kernel, kernel);
                kernels.add(known == null ? kernel : known);
            }
            shared.add(new NodeKernels(node.node(), kernels));
        }
        return List.copyOf(shared);
    }

    /// The workload of a model at one binding under a provider's rules of fusion.
    public static Workload of(Analysis symbolic, Bindings bindings, FusionRules rules) {
        Analysis analysis = symbolic.toldAt(bindings);
        List<FusedGroup> groups = Fusion.of(analysis.graph(), rules);
        Lowering lowering = new Lowering(analysis.graph(), analysis.costs(), bindings);
        List<NodeKernels> kernels = new ArrayList<>(groups.size());
        for (FusedGroup group : groups) {
            String name = analysis.graph().nodes().get(group.main()).node().name();
            kernels.add(new NodeKernels(name, lowering.kernels(group)));
        }
        return new Workload(
                analysis,
                bindings,
                groups,
                kernels,
                Copied.of(analysis.graph(), bindings, analysis.model().graph().inputs()),
                Copied.of(analysis.graph(), bindings, analysis.model().graph().outputs()),
                Liveness.of(analysis.graph(), groups).peakWithInputs().bind(bindings).number());
    }

    /// The workload after ONNX Runtime's offline transformer optimizer, under the CUDA provider.
    ///
    /// @param fusedAttention whether its attention kernel keeps the scores on the chip
    public static Workload optimized(Analysis symbolic, Bindings bindings, boolean fusedAttention) {
        Workload plain = of(symbolic, bindings, FusionRules.cuda());
        TypedGraph graph = plain.analysis.graph();
        Lowering lowering = new Lowering(graph, plain.analysis.costs(), bindings);
        return new Workload(
                plain.analysis,
                bindings,
                plain.groups,
                TransformerFusion.of(graph, lowering, plain.groups, plain.kernels, fusedAttention),
                plain.inputs,
                plain.outputs,
                plain.peakActivationBytes);
    }

    /// The workload of a model as PyTorch runs it, operator by operator.
    public static Workload eager(Analysis symbolic, Bindings bindings) {
        Workload fused = of(symbolic, bindings, FusionRules.cuda());
        TypedGraph graph = fused.analysis.graph();
        Lowering lowering = new Lowering(graph, fused.analysis.costs(), bindings);
        boolean[] multiplies = new boolean[graph.nodes().size()];
        for (int i = 0; i < multiplies.length; i++) {
            multiplies[i] = !fused.analysis.costs().get(i).macs().is(0);
        }
        List<FusedGroup> groups = EagerGroups.of(graph, multiplies);
        List<NodeKernels> kernels = new ArrayList<>(groups.size());
        for (FusedGroup group : groups) {
            String name = graph.nodes().get(group.main()).node().name();
            kernels.add(new NodeKernels(name, lowering.kernels(group)));
        }
        return new Workload(
                fused.analysis,
                bindings,
                groups,
                kernels,
                fused.inputs,
                fused.outputs,
                fused.peakActivationBytes);
    }

    /// Estimated latency of one run.
    public ModelEstimate estimate(Estimator estimator) {
        return LatencyModel.estimate(estimator, kernels, inputs, outputs);
    }

    /// The same with its inputs and outputs on the device.
    public Workload resident() {
        return new Workload(
                analysis,
                bindings,
                groups,
                kernels,
                Copied.NOTHING,
                Copied.NOTHING,
                peakActivationBytes);
    }
}
