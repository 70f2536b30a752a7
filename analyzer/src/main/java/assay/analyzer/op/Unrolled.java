package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.graph.Attribute;
import assay.analyzer.graph.Graph;
import assay.analyzer.graph.Node;
import assay.analyzer.op.OpContext.Body;
import assay.analyzer.tensor.CommonType;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// A Loop followed step by step until its condition is known to fail or its trip count is reached.
///
/// @param types carried values after the last step, then the scan outputs
/// @param values carried values that are known after the last step
/// @param costs cost of each step
record Unrolled(List<ValueType> types, List<Optional<TensorValue>> values, List<Cost> costs) {

    /// Steps times nodes of the body that are followed at most.
    private static final int MOST_WORK = 2048;

    private static final int MOST_STEPS = 256;

    /// Empty where the end of the loop is not known, or is too far.
    static Optional<Unrolled> of(OpContext node) {
        long most = mostSteps(node);
        long bound =
                Loop.bound(node).orElse(Dim.unknown("none")) instanceof Dim.Known(long m)
                        ? m
                        : Long.MAX_VALUE;
        Optional<Boolean> start = node.hasInput(1) ? Folds.truth(node.value(1)) : Optional.of(true);
        if (most == 0 || start.isEmpty()) {
            return Optional.empty();
        }
        if (!start.get()) {
            bound = 0;
        }
        if (bound == 0 || (bound > most && bound != Long.MAX_VALUE)) {
            return Optional.empty();
        }
        return follow(node, bound, most);
    }

    private static Optional<Unrolled> follow(OpContext node, long bound, long most) {
        int carriedCount = Loop.carriedCount(node);
        List<ValueType> carried = new ArrayList<>();
        List<Optional<TensorValue>> known = new ArrayList<>();
        for (int i = 0; i < carriedCount; i++) {
            carried.add(node.input(2 + i));
            known.add(node.value(2 + i));
        }
        int scans = Math.max(0, node.outputCount() - carriedCount);
        List<List<ValueType>> scanned = new ArrayList<>();
        for (int i = 0; i < scans; i++) {
            scanned.add(new ArrayList<>());
        }
        List<Cost> costs = new ArrayList<>();
        long step = 0;
        for (; step < bound; step++) {
            if (step == most) {
                return Optional.empty();
            }
            Body body = step(node, step, carried, known);
            costs.add(body.cost());
            carried = new ArrayList<>();
            known = new ArrayList<>();
            for (int i = 0; i < carriedCount; i++) {
                carried.add(Loop.after(body, i));
                known.add(
                        i + 1 < body.values().size() ? body.values().get(i + 1) : Optional.empty());
            }
            for (int i = 0; i < scans; i++) {
                scanned.get(i).add(Loop.after(body, carriedCount + i));
            }
            Optional<Boolean> again =
                    body.values().isEmpty()
                            ? Optional.empty()
                            : Folds.truth(body.values().getFirst());
            if (again.isEmpty()) {
                return Optional.empty();
            }
            if (!again.get()) {
                step++;
                break;
            }
        }
        List<ValueType> types = new ArrayList<>(carried);
        for (List<ValueType> steps : scanned) {
            types.add(
                    Loop.stacked(
                            Dim.of(step), CommonType.ofAll(steps, "differs among the iterations")));
        }
        return Optional.of(new Unrolled(types, known, costs));
    }

    private static Body step(
            OpContext node, long step, List<ValueType> carried, List<Optional<TensorValue>> known) {
        List<ValueType> types = new ArrayList<>();
        List<Optional<TensorValue>> values = new ArrayList<>();
        types.add(Loop.counter(node));
        int rank = Math.max(0, Loop.asDeclared(node, 0).rank());
        values.add(
                Optional.of(
                        new TensorValue.Integers(
                                ElementType.INT64,
                                Collections.nCopies(rank, 1L),
                                List.of(Dim.of(step)))));
        types.add(Loop.condition(node));
        values.add(Loop.conditionHolds(node));
        types.addAll(carried);
        values.addAll(known);
        return node.body("body", types, values);
    }

    /// Steps that may be followed: fewer for a large body, none for a body with another loop in it.
    private static long mostSteps(OpContext node) {
        if (!(node.node().attributes().get("body") instanceof Attribute.Subgraph(Graph graph))
                || graph.nodes().size() > MOST_WORK) {
            return 0;
        }
        for (Node inner : graph.nodes()) {
            for (Attribute attribute : inner.attributes().values()) {
                if (attribute instanceof Attribute.Subgraph && !inner.operator().equals("If")) {
                    return 0;
                }
            }
        }
        return Math.min(MOST_STEPS, MOST_WORK / Math.max(1, graph.nodes().size()));
    }
}
