package assay.analyzer.op;

import assay.analyzer.cost.Confidence;
import assay.analyzer.cost.Cost;
import assay.analyzer.op.OpContext.Body;
import assay.analyzer.tensor.CommonType;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Runs one of two bodies. A condition known during analysis settles which, and so does a branch
/// that contradicts itself under these inputs, for it would fail; else an output is what both
/// branches agree on, and the cost is that of the branch with more FLOPs, or the larger of each
/// count where the two cannot be compared.
record If() implements Op.Entering {

    private static final String EITHER = "the branches of the If differ here";

    @Override
    public List<ValueType> infer(OpContext node) {
        Optional<Body> taken = taken(node);
        if (taken.isPresent()) {
            taken.get().contradictions().forEach(node::conflict);
            return Outputs.of(node, taken.get().outputs());
        }
        List<ValueType> then = branch(node, true).outputs();
        List<ValueType> otherwise = branch(node, false).outputs();
        branch(node, true).contradictions().forEach(node::conflict);
        List<ValueType> types = new ArrayList<>();
        for (int i = 0; i < Math.min(then.size(), otherwise.size()); i++) {
            types.add(CommonType.of(then.get(i), otherwise.get(i), EITHER));
        }
        return Outputs.of(node, types);
    }

    @Override
    public Cost cost(OpContext node) {
        Optional<Body> taken = taken(node);
        if (taken.isPresent()) {
            return taken.get().cost();
        }
        Cost then = branch(node, true).cost();
        Cost otherwise = branch(node, false).cost();
        return costlier(then, otherwise)
                .less(Confidence.MODELLED, "the costlier branch, though the other may run");
    }

    @Override
    public List<Optional<TensorValue>> known(OpContext node) {
        return taken(node).map(Body::values).orElse(List.of());
    }

    private static Optional<Body> taken(OpContext node) {
        Optional<Body> known = Folds.truth(node.value(0)).map(truth -> branch(node, truth));
        if (known.isPresent()) {
            return known;
        }
        Body then = branch(node, true);
        Body otherwise = branch(node, false);
        if (then.contradictions().isEmpty() == otherwise.contradictions().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(then.contradictions().isEmpty() ? then : otherwise);
    }

    private static Body branch(OpContext node, boolean truth) {
        return node.body(truth ? "then_branch" : "else_branch", List.of(), List.of());
    }

    private static Cost costlier(Cost a, Cost b) {
        Dim difference = a.flops().minus(b.flops());
        if (difference.isNonNegative() && !difference.is(0)) {
            return a;
        }
        if (difference.times(-1).isNonNegative() && !difference.is(0)) {
            return b;
        }
        return new Cost(
                a.macs().max(b.macs()),
                a.vectorFlops().max(b.vectorFlops()),
                a.bytesRead().max(b.bytesRead()),
                a.bytesWritten().max(b.bytesWritten()),
                a.confidence().and(b.confidence()),
                a.why().isEmpty() ? b.why() : a.why());
    }
}
