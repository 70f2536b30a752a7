package assay.analyzer.estimate;

import assay.analyzer.analysis.AttentionPattern;
import assay.analyzer.analysis.FusedGroup;
import assay.analyzer.analysis.Links;
import assay.analyzer.analysis.TypedGraph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What ONNX Runtime's offline transformer optimizer makes of groups: projections, attention and
/// their rearrangements become one `Attention` node, a residual sum and its bias join the layer
/// normalization, and all before the first attention becomes one embedding node.
final class TransformerFusion {
    private static final Set<String> WAY =
            Set.of(
                    "Transpose",
                    "Reshape",
                    "Gather",
                    "Split",
                    "Slice",
                    "Squeeze",
                    "Unsqueeze",
                    "Add",
                    "Mul",
                    "Div",
                    "Concat");
    private static final Set<String> PRODUCTS = Set.of("MatMul", "Gemm");
    private static final int HOPS = 8;

    private final Lowering lowering;
    private final Links links;
    private final List<FusedGroup> groups;
    private final List<NodeKernels> kernels;
    private final Map<Integer, Integer> groupOf = new HashMap<>();

    /// Where a merged group stands, and what it launches.
    private final Map<Integer, NodeKernels> merged = new TreeMap<>();

    private final Set<Integer> gone = new HashSet<>();

    private TransformerFusion(
            TypedGraph graph,
            Lowering lowering,
            List<FusedGroup> groups,
            List<NodeKernels> kernels) {
        this.lowering = lowering;
        this.links = Links.of(graph);
        this.groups = groups;
        this.kernels = kernels;
        for (int i = 0; i < groups.size(); i++) {
            for (int node : groups.get(i).nodes()) {
                groupOf.put(node, i);
            }
        }
    }

    /// The nodes after that optimization; those given where no attention is found.
    ///
    /// @param fusedAttention whether the scores stay on the chip
    static List<NodeKernels> of(
            TypedGraph graph,
            Lowering lowering,
            List<FusedGroup> groups,
            List<NodeKernels> kernels,
            boolean fusedAttention) {
        return new TransformerFusion(graph, lowering, groups, kernels).run(fusedAttention);
    }

    private List<NodeKernels> run(boolean fusedAttention) {
        int first = Integer.MAX_VALUE;
        for (int node = 0; node < links.size(); node++) {
            var pattern = AttentionPattern.at(links, node);
            if (pattern.isPresent()) {
                first = Math.min(first, attention(pattern.get(), fusedAttention));
            }
        }
        if (first == Integer.MAX_VALUE) {
            return kernels;
        }
        for (int i = 0; i < groups.size(); i++) {
            if (kernels.get(i).kernels().getFirst() instanceof Kernel.Normalization norm) {
                skip(i, norm);
            }
        }
        if (startsWithTokens()) {
            embedding(first);
        }
        List<NodeKernels> fused = new ArrayList<>();
        for (int i = 0; i < kernels.size(); i++) {
            NodeKernels whole = merged.get(i);
            if (whole != null) {
                fused.add(whole);
            } else if (!gone.contains(i)) {
                fused.add(kernels.get(i));
            }
        }
        return fused;
    }

    /// Merges one attention; the position of its first group.
    private int attention(AttentionPattern pattern, boolean fused) {
        Set<Integer> parts = new TreeSet<>();
        pattern.nodes().forEach(node -> part(node, parts));
        Set<Integer> projections = new LinkedHashSet<>();
        for (String value : List.of(pattern.query(), pattern.key(), pattern.value())) {
            upstream(value, parts, projections);
        }
        int after = links.next(pattern.nodes().getLast());
        for (int hop = 0; hop < HOPS && after >= 0 && links.is(after, WAY); hop++) {
            if (links.is(after, "Add")) {
                break;
            }
            part(after, parts);
            after = links.next(after);
        }
        List<Kernel> launched = new ArrayList<>();
        Kernel core = core(pattern, fused);
        if (core instanceof Kernel.Attention a) {
            double element = a.type().bits() / 8.0;
            double tokens = (double) a.batch() * a.heads() * a.queries() * a.headSize() * element;
            List<Kernel.Gemm> products = joined(projections);
            launched.addAll(products);
            if (!products.isEmpty()) {
                launched.add(new Kernel.ElementWise(3 * tokens, 3 * tokens, 3 * tokens, a.type()));
            }
            if (a.keys() > a.queries()) {
                double past =
                        (double) a.batch() * a.keyHeads() * a.keys() * 2 * a.headSize() * element;
                launched.add(new Kernel.LayoutChange(past, past, false));
            }
            launched.add(core);
            if (!fused) {
                launched.add(new Kernel.LayoutChange(tokens, tokens, false));
            }
        } else {
            launched.add(core);
        }
        int place = groupOf.getOrDefault(pattern.nodes().getLast(), -1);
        gone.addAll(parts);
        merged.put(place, new NodeKernels(kernels.get(place).node(), launched));
        return parts.isEmpty() ? place : parts.iterator().next();
    }

    private Kernel core(AttentionPattern pattern, boolean fused) {
        try {
            int firstProduct = pattern.nodes().getFirst();
            Kernel.Attention a =
                    (Kernel.Attention)
                            AttentionLowering.attention(
                                    lowering, firstProduct, pattern.nodes().getLast());
            return new Kernel.Attention(
                    a.batch(),
                    a.heads(),
                    a.keyHeads(),
                    a.queries(),
                    a.keys(),
                    a.headSize(),
                    a.valueSize(),
                    fused,
                    a.causal(),
                    a.type());
        } catch (Lowering.UnknownSize e) {
            return new Kernel.Unmodelled(e.because());
        }
    }

    private void upstream(String value, Set<Integer> parts, Set<Integer> projections) {
        int node = links.producer(value);
        for (int hop = 0; hop < HOPS && node >= 0; hop++) {
            if (links.is(node, PRODUCTS)) {
                part(node, parts);
                projections.add(node);
                return;
            }
            if (!links.is(node, WAY)) {
                return;
            }
            part(node, parts);
            List<String> flowing = links.flowing(node);
            node = flowing.isEmpty() ? -1 : links.producer(flowing.getLast());
        }
    }

    private void part(int node, Set<Integer> parts) {
        Integer group = groupOf.get(node);
        if (group != null) {
            parts.add(group);
        }
    }

    /// The projections of one input as one product each: of queries, keys and values together, or,
    /// where queries look at another sequence, of queries and of the others.
    private List<Kernel.Gemm> joined(Set<Integer> projections) {
        List<Kernel.Gemm> joined = new ArrayList<>();
        for (int node : projections) {
            if (!(lowering.product(node) instanceof Kernel.Gemm g)) {
                continue;
            }
            int same = 0;
            while (same < joined.size()
                    && (joined.get(same).m() != g.m() || joined.get(same).k() != g.k())) {
                same++;
            }
            if (same == joined.size()) {
                joined.add(g);
            } else {
                long columns = joined.get(same).n() + g.n();
                joined.set(same, new Kernel.Gemm(1, g.m(), columns, g.k(), g.type()));
            }
        }
        return joined;
    }

    /// Joins a residual sum, and the bias before it, to the normalization that follows.
    private void skip(int group, Kernel.Normalization norm) {
        int sum = links.producer(links.input(groups.get(group).nodes().getFirst(), 0));
        if (sum < 0 || !links.is(sum, "Add") || links.flowing(sum).size() != 2 || taken(sum)) {
            return;
        }
        for (String side : links.flowing(sum)) {
            int bias = links.producer(side);
            if (bias >= 0
                    && links.is(bias, "Add")
                    && links.flowing(bias).size() == 1
                    && links.isPrivate(side)
                    && !taken(bias)) {
                gone.add(groupOf.getOrDefault(bias, -1));
            }
        }
        gone.add(groupOf.getOrDefault(sum, -1));
        merged.put(
                group,
                new NodeKernels(
                        kernels.get(group).node(),
                        new Kernel.Normalization(norm.rows(), norm.width(), 1, norm.type())));
    }

    private boolean taken(int node) {
        Integer group = groupOf.get(node);
        return group == null || gone.contains(group) || merged.containsKey(group);
    }

    private boolean startsWithTokens() {
        return links.graph().graph().inputs().stream()
                .anyMatch(i -> links.type(i.name()).elementType().isInteger());
    }

    private void embedding(int before) {
        int last = -1;
        for (int i = 0; i < before; i++) {
            if (kernels.get(i).kernels().getFirst() instanceof Kernel.Normalization) {
                last = i;
                break;
            }
        }
        for (int i = 0; i < (last < 0 ? before : last); i++) {
            gone.add(i);
        }
        if (last >= 0 && kernels.get(last).kernels().getFirst() instanceof Kernel.Normalization n) {
            merged.put(
                    last,
                    new NodeKernels(
                            kernels.get(last).node(),
                            new Kernel.Normalization(n.rows(), n.width(), 2, n.type())));
        }
    }
}
