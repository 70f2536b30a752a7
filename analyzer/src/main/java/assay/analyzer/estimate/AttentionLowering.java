package assay.analyzer.estimate;

import assay.analyzer.analysis.FusedGroup;
import assay.analyzer.analysis.TypedNode;
import java.util.ArrayList;
import java.util.List;

/// The kernels of a group that holds softmax(Q Kt) V: its projections as matrix products of their
/// own, and one attention kernel for the two products around the softmax.
final class AttentionLowering {

    private AttentionLowering() {}

    static List<Kernel> kernels(Lowering lowering, FusedGroup group, List<Integer> products) {
        int softmax =
                group.nodes().stream()
                        .filter(n -> lowering.operator(n).equals("Softmax"))
                        .findFirst()
                        .orElseThrow();
        int scores = -1;
        int weighted = -1;
        for (int node : products) {
            if (node < softmax) {
                scores = node;
            } else if (weighted < 0) {
                weighted = node;
            }
        }
        List<Kernel> kernels = new ArrayList<>();
        if (scores < 0 || weighted < 0) {
            products.forEach(node -> kernels.add(lowering.product(node)));
            return kernels;
        }
        for (int node : products) {
            if (node == scores) {
                kernels.add(attention(lowering, scores, weighted));
            } else if (node != weighted) {
                kernels.add(lowering.product(node));
            }
        }
        return kernels;
    }

    static Kernel attention(Lowering lowering, int scores, int weighted) {
        TypedNode qk = lowering.node(scores);
        TypedNode pv = lowering.node(weighted);
        List<Long> s = lowering.extents(qk, qk.outputs().getFirst().shape().dims());
        List<Long> q = lowering.extents(qk, qk.context().shape(0).dims());
        List<Long> o = lowering.extents(pv, pv.outputs().getFirst().shape().dims());
        if (s.size() < 3 || q.isEmpty() || o.isEmpty()) {
            throw new Lowering.UnknownSize(
                    qk.node().name() + ": attention needs scores of rank 3 or more");
        }
        long heads = s.size() >= 4 ? s.get(s.size() - 3) : 1;
        long queries = s.get(s.size() - 2);
        long batch = Lowering.product(s) / (heads * queries * s.getLast());
        return new Kernel.Attention(
                batch,
                heads,
                heads,
                queries,
                s.getLast(),
                q.getLast(),
                o.getLast(),
                true,
                false,
                Lowering.typeOf(qk));
    }
}
