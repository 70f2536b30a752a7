package assay.analyzer.estimate;

import assay.analyzer.analysis.FusedGroup;
import assay.analyzer.analysis.TypedNode;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import java.util.List;
import java.util.Set;

/// Kernels that pass over memory: what is not a product, described by the bytes that cross a
/// group's border and the arithmetic inside it.
record StreamingLowering(Lowering lowering) {

    private static final Set<String> NORMALIZATIONS =
            Set.of(
                    "LayerNormalization",
                    "SkipLayerNormalization",
                    "SimplifiedLayerNormalization",
                    "SkipSimplifiedLayerNormalization",
                    "EmbedLayerNormalization",
                    "RMSNormalization",
                    "InstanceNormalization",
                    "GroupNormalization",
                    "GroupNorm",
                    "SkipGroupNorm",
                    "LpNormalization",
                    "MeanVarianceNormalization");

    private static final Set<String> MOVES =
            Set.of(
                    "Concat",
                    "Split",
                    "Slice",
                    "Pad",
                    "Expand",
                    "Tile",
                    "Transpose",
                    "DepthToSpace",
                    "SpaceToDepth");

    private static final Set<String> PICKS =
            Set.of(
                    "Gather",
                    "GatherElements",
                    "GatherND",
                    "Scatter",
                    "ScatterElements",
                    "ScatterND",
                    "OneHot");

    private static final Set<String> POOLS =
            Set.of("MaxPool", "AveragePool", "LpPool", "MaxRoiPool", "RoiAlign");

    /// Element-wise operators that evaluate exp, tanh, erf or their like for each element.
    private static final Set<String> TRANSCENDENTALS =
            Set.of(
                    "Erf",
                    "Exp",
                    "Log",
                    "Tanh",
                    "Sigmoid",
                    "Gelu",
                    "FastGelu",
                    "BiasGelu",
                    "QuickGelu",
                    "Softplus",
                    "Elu",
                    "Selu",
                    "Celu",
                    "Mish",
                    "HardSigmoid",
                    "HardSwish",
                    "Sin",
                    "Cos");

    /// The kernel of a group that multiplies no matrices.
    Kernel kernel(FusedGroup group) {
        TypedNode main = lowering.node(group.main());
        String operator =
                NORMALIZATIONS.contains(group.operator())
                        ? group.operator()
                        : main.node().operator();
        ElementType type = Lowering.typeOf(main);
        double read = crossing(group, group.inputs(), lowering.cost(group.main()).bytesRead());
        double written =
                crossing(group, group.outputs(), lowering.cost(group.main()).bytesWritten());
        double flops = 0;
        for (int node : group.nodes()) {
            flops += lowering.number(lowering.cost(node).vectorFlops(), "operations");
        }
        long bits = Math.max(1, type.bits());
        if (NORMALIZATIONS.contains(operator)) {
            List<Long> out =
                    lowering.extents(
                            main, lowering.type(group.outputs().getFirst()).shape().dims());
            long width =
                    operator.startsWith("Instance") || operator.startsWith("Group")
                            ? Lowering.product(out.subList(Math.min(2, out.size()), out.size()))
                            : out.getLast();
            int addends = operator.startsWith("Skip") ? 1 : operator.startsWith("Embed") ? 2 : 0;
            return new Kernel.Normalization(
                    Math.max(1, Lowering.product(out) / Math.max(1, width)),
                    Math.max(1, width),
                    addends,
                    type);
        }
        if (operator.equals("Softmax") || operator.equals("LogSoftmax")) {
            List<Long> out =
                    lowering.extents(
                            main, lowering.type(group.outputs().getFirst()).shape().dims());
            return new Kernel.Softmax(
                    Math.max(1, Lowering.product(out) / out.getLast()), out.getLast(), type);
        }
        if (operator.startsWith("Reduce")
                || operator.startsWith("Global")
                || operator.startsWith("Arg")) {
            double outputs = Math.max(1, written * 8 / bits);
            return new Kernel.Reduction(
                    (long) outputs, Math.max(1, (long) (read * 8 / bits / outputs)), type);
        }
        if (POOLS.contains(operator)) {
            return new Kernel.Pooling(read, written, flops, type);
        }
        if (PICKS.contains(operator)) {
            return new Kernel.Gather(
                    written,
                    Math.max(
                            0,
                            lowering.number(lowering.cost(group.main()).bytesRead(), "bytes")
                                    - written));
        }
        if (MOVES.contains(operator)) {
            return new Kernel.LayoutChange(
                    written, written, operator.equals("Transpose") && movesInnermost(main));
        }
        if (operator.equals("QuantizeLinear") || operator.equals("DequantizeLinear")) {
            ElementType to = main.outputs().getFirst().elementType();
            return new Kernel.Quantize(
                    written * 8 / Math.max(1, to.bits()), main.context().type(0), to);
        }
        return new Kernel.ElementWise(read, written, flops, type, transcendentals(group));
    }

    /// Evaluations of exp, tanh, erf and their like, in sigmoids.
    double transcendentals(FusedGroup group) {
        double count = 0;
        for (int node : group.nodes()) {
            if (TRANSCENDENTALS.contains(lowering.operator(node))) {
                TypedNode typed = lowering.node(node);
                count +=
                        sigmoids(lowering.operator(node), group)
                                * Lowering.product(
                                        lowering.extents(
                                                typed, typed.outputs().getFirst().shape().dims()));
            }
        }
        return count;
    }

    /// What ONNX Runtime's CPU kernels take for one element, in sigmoids: an error function 2.4
    /// (1.55 against 3.7 billion a second on an AVX-512 core), a whole GELU, which passes over its
    /// operands three more times, 4.9 (0.76 billion). A hard sigmoid takes 0.8 (4.7 billion in
    /// MobileNet V3 on one thread), a hard swish that and a product of two tensors, which the
    /// runtime makes of it (4.2 billion).
    private static double sigmoids(String operator, FusedGroup group) {
        boolean whole = operator.equals("Gelu") || group.nodes().size() > 1;
        return switch (operator) {
            case "Erf", "Gelu" -> whole ? 4.9 : 2.4;
            case "HardSigmoid" -> 0.8;
            case "HardSwish" -> 1.7;
            default -> 1;
        };
    }

    /// Bytes of the values on one side of the group's border. A group of one node moves what its
    /// own cost rule says (a Gather reads rows, not the table).
    double crossing(FusedGroup group, List<String> values, Dim ofMain) {
        if (group.nodes().size() == 1) {
            return lowering.number(ofMain, "bytes");
        }
        double bytes = 0;
        for (String value : values) {
            bytes += lowering.number(lowering.type(value).bytes(), "bytes of '" + value + "'");
        }
        return bytes;
    }

    private static boolean movesInnermost(TypedNode node) {
        List<Long> order = node.context().attributeInts("perm").orElse(List.of());
        return order.isEmpty() || order.getLast() != order.size() - 1;
    }
}
