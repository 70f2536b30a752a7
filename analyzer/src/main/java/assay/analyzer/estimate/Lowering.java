package assay.analyzer.estimate;

import assay.analyzer.analysis.FusedGroup;
import assay.analyzer.analysis.TypedGraph;
import assay.analyzer.analysis.TypedNode;
import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Bindings;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Turns groups of nodes into the kernels that a provider launches for them, with numbers for all
/// symbols.
///
/// What a product or a convolution does is read off its node's shapes; everything else is described
/// by the bytes that cross the group's border and the arithmetic inside it. A group with an unknown
/// size is [Kernel.Unmodelled] and says why.
public final class Lowering {

    /// Operators that run a graph of their own, node by node.
    private static final Set<String> BODIES = Set.of("If", "Loop", "Scan", "SequenceMap");

    private static final Set<String> PASSING_ACTIVATIONS =
            Set.of("Clip", "Sigmoid", "Tanh", "LeakyRelu", "HardSigmoid");

    private final TypedGraph graph;
    private final List<Cost> costs;
    private final Bindings bindings;
    private final StreamingLowering streaming = new StreamingLowering(this);

    /// @param costs costs of the graph's nodes, in their order
    /// @param bindings numbers for the symbols
    public Lowering(TypedGraph graph, List<Cost> costs, Bindings bindings) {
        this.graph = graph;
        this.costs = costs;
        this.bindings = bindings;
    }

    /// The kernels of a group, in the order in which they run; never empty.
    public List<Kernel> kernels(FusedGroup group) {
        return switch (group.execution()) {
            case VIEW -> List.of(new Kernel.View("only renames memory"));
            case REMOVED -> List.of(new Kernel.View("taken out by the optimiser"));
            case KERNEL -> launched(group);
        };
    }

    private List<Kernel> launched(FusedGroup group) {
        List<Kernel> kernels = new ArrayList<>();
        boolean attention = group.nodes().stream().anyMatch(n -> operator(n).equals("Softmax"));
        List<Integer> products = new ArrayList<>();
        for (int node : group.nodes()) {
            if (BODIES.contains(operator(node))) {
                return List.of(new Kernel.Unmodelled(bodyReason(node)));
            }
            Cost cost = costs.get(node).bind(bindings);
            if (!cost.isKnown() || !settledNumbers(cost)) {
                return List.of(new Kernel.Unmodelled(unknownReason(node, cost)));
            }
            if (!cost.macs().is(0)) {
                products.add(node);
            }
        }
        try {
            if (attention && products.size() >= 2) {
                return AttentionLowering.kernels(this, group, products);
            }
            for (int node : products) {
                kernels.add(product(node));
            }
            if (kernels.size() == 1 && kernels.getFirst() instanceof Kernel.Convolution) {
                activationPass(group).ifPresent(kernels::add);
            }
            return kernels.isEmpty() ? List.of(streaming.kernel(group)) : kernels;
        } catch (UnknownSize e) {
            return List.of(new Kernel.Unmodelled(e.because()));
        }
    }

    /// The pass over its output that a convolution makes for an activation that joined it. Only a
    /// ReLU is applied as the output is written; only the CPU provider joins others at all.
    private Optional<Kernel> activationPass(FusedGroup group) {
        for (int node : group.nodes()) {
            if (PASSING_ACTIVATIONS.contains(operator(node))) {
                double bytes = streaming.crossing(group, group.outputs(), Dim.of(0));
                return Optional.of(
                        new Kernel.ElementWise(
                                bytes,
                                bytes,
                                number(costs.get(node).vectorFlops(), "operations"),
                                arithmetic(graph.nodes().get(node)),
                                streaming.transcendentals(group)));
            }
        }
        return Optional.empty();
    }

    /// The kernel of a node that multiplies.
    Kernel product(int index) {
        TypedNode node = graph.nodes().get(index);
        ElementType type = arithmetic(node);
        return switch (node.node().operator()) {
            case "Conv", "FusedConv", "NhwcConv", "ConvInteger", "QLinearConv", "ConvTranspose" ->
                    ConvolutionLowering.kernel(node, bindings, type);
            case "LSTM" -> recurrent(node, 4, type);
            case "GRU" -> recurrent(node, 3, type);
            case "RNN" -> recurrent(node, 1, type);
            default -> gemm(index, node, type);
        };
    }

    private Kernel gemm(int index, TypedNode node, ElementType type) {
        long macs = number(costs.get(index).macs(), "multiply-accumulates");
        if (!node.expansion().isEmpty() || node.outputs().getFirst().shape().rank() < 1) {
            return new Kernel.Gemm(1, 1, 1, Math.max(macs, 1), type);
        }
        List<Long> out = extents(node, node.outputs().getFirst().shape().dims());
        long n = out.getLast();
        long rows = product(out) / Math.max(n, 1);
        long k = Math.max(1, macs / Math.max(1, rows * n));
        boolean sharedRight = node.context().isStored(1) || node.context().shape(1).rank() <= 2;
        boolean isMatrixProduct = node.node().operator().contains("MatMul");
        long batch =
                isMatrixProduct && !sharedRight && out.size() > 2
                        ? rows / out.get(out.size() - 2)
                        : 1;
        int weightBits =
                node.node().operator().equals("MatMulNBits")
                        ? (int) node.context().attribute("bits", 4)
                        : type.bits();
        return new Kernel.Gemm(
                Math.max(batch, 1), Math.max(rows / Math.max(batch, 1), 1), n, k, type, weightBits);
    }

    private Kernel recurrent(TypedNode node, int gates, ElementType type) {
        List<Long> x = extents(node, node.context().shape(0).dims());
        List<Long> r = extents(node, node.context().shape(2).dims());
        boolean batchFirst = node.context().attribute("layout", 0) == 1;
        return new Kernel.Recurrent(
                x.get(batchFirst ? 1 : 0),
                x.get(batchFirst ? 0 : 1),
                x.get(2),
                r.get(2),
                gates,
                r.get(0).intValue(),
                type);
    }

    /// The type that the arithmetic is done in: that of the first input which has one.
    private static ElementType arithmetic(TypedNode node) {
        for (int i = 0; i < node.context().inputCount(); i++) {
            ElementType type = node.context().type(i);
            if (type != ElementType.UNDEFINED && type.bits() > 0 && (type.isFloat() || i == 0)) {
                return type;
            }
        }
        return ElementType.FLOAT32;
    }

    String operator(int node) {
        return graph.nodes().get(node).node().operator();
    }

    TypedNode node(int index) {
        return graph.nodes().get(index);
    }

    Cost cost(int index) {
        return costs.get(index);
    }

    ValueType type(String value) {
        return graph.type(value);
    }

    List<Long> extents(TypedNode node, List<Dim> dims) {
        List<Long> numbers = new ArrayList<>(dims.size());
        for (Dim dim : dims) {
            numbers.add(number(dim, "a dimension of " + node.node().name()));
        }
        return numbers;
    }

    long number(Dim dim, String what) {
        return sizeOf(dim, bindings, what);
    }

    static long sizeOf(Dim dim, Bindings bindings, String what) {
        return switch (dim.bind(bindings)) {
            case Dim.Known(long value) when value >= 0 -> value;
            case Dim.Known(long value) -> throw new UnknownSize(what + " is negative: " + value);
            case Dim.Unknown(String because) -> throw new UnknownSize(because);
            case Dim open -> throw new UnknownSize(what + " still depends on " + open.symbols());
        };
    }

    static ElementType typeOf(TypedNode node) {
        return arithmetic(node);
    }

    static long product(List<Long> numbers) {
        long product = 1;
        for (long number : numbers) {
            product *= number;
        }
        return product;
    }

    private static boolean settledNumbers(Cost cost) {
        return cost.flops().isKnown()
                && cost.bytesRead().isKnown()
                && cost.bytesWritten().isKnown();
    }

    private String bodyReason(int node) {
        return graph.nodes().get(node).node().name()
                + ": what runs inside of "
                + operator(node)
                + " is not timed";
    }

    private String unknownReason(int node, Cost cost) {
        return graph.nodes().get(node).node().name()
                + ": "
                + (cost.why().isEmpty() ? "its cost still depends on symbols or data" : cost.why());
    }

    /// A size that has no number: ends the lowering of one group.
    static final class UnknownSize extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String because;

        UnknownSize(String because) {
            super(because, null, false, false);
            this.because = because;
        }

        String because() {
            return because;
        }
    }
}
