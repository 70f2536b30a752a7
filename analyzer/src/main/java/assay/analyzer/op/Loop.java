package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.graph.Attribute;
import assay.analyzer.op.OpContext.Body;
import assay.analyzer.tensor.CommonType;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// Runs its body `M` times, or while a condition holds. Inputs are `M`, `cond` and the carried
/// values; the body takes the iteration, the condition and the carried values, and gives the
/// condition, the carried values and what each iteration adds to the scan outputs.
///
/// A short loop whose end is known is followed step by step; any other is brought to a fixed point
/// of its carried types.
record Loop() implements Op.Entering {

    private static final String VARIES = "changes from one iteration to the next";
    private static final int FIRST_CARRIED = 2;
    private static final int MOST_ROUNDS = 8;

    @Override
    public List<ValueType> infer(OpContext node) {
        Optional<Unrolled> unrolled = Unrolled.of(node);
        if (unrolled.isPresent()) {
            return Outputs.of(node, unrolled.get().types());
        }
        Fixed fixed = fixed(node);
        int carried = carriedCount(node);
        List<ValueType> types = new ArrayList<>();
        for (int i = 0; i < node.outputCount(); i++) {
            ValueType ofBody = after(fixed.body(), i);
            if (i >= carried) {
                types.add(stacked(fixed.trips().count(), ofBody));
            } else if (fixed.trips().count().is(0)) {
                types.add(node.input(FIRST_CARRIED + i));
            } else if (fixed.trips().count() instanceof Dim.Known) {
                types.add(ofBody);
            } else {
                types.add(CommonType.of(node.input(FIRST_CARRIED + i), ofBody, VARIES));
            }
        }
        return Outputs.of(node, types);
    }

    @Override
    public Cost cost(OpContext node) {
        Optional<Unrolled> unrolled = Unrolled.of(node);
        if (unrolled.isPresent()) {
            return Cost.sum(unrolled.get().costs());
        }
        Fixed fixed = fixed(node);
        return fixed.trips().charge(fixed.body().cost());
    }

    @Override
    public List<Optional<TensorValue>> known(OpContext node) {
        return Unrolled.of(node).map(Unrolled::values).orElse(List.of());
    }

    private record Fixed(Body body, TripCount trips) {}

    private static Fixed fixed(OpContext node) {
        List<ValueType> carried = new ArrayList<>();
        for (int i = 0; i < carriedCount(node); i++) {
            carried.add(node.input(FIRST_CARRIED + i));
        }
        Body body = once(node, carried);
        for (int round = 0; ; round++) {
            List<ValueType> wider = new ArrayList<>();
            for (int i = 0; i < carried.size(); i++) {
                ValueType both = CommonType.of(carried.get(i), after(body, i), VARIES);
                wider.add(
                        round < MOST_ROUNDS || both.equals(carried.get(i))
                                ? both
                                : ValueType.unknown(VARIES));
            }
            if (wider.equals(carried) || round > MOST_ROUNDS + 1) {
                return new Fixed(body, trips(node, body));
            }
            carried = wider;
            body = once(node, carried);
        }
    }

    private static Body once(OpContext node, List<ValueType> carried) {
        List<ValueType> types = new ArrayList<>();
        List<Optional<TensorValue>> values = new ArrayList<>();
        types.add(counter(node));
        values.add(Optional.empty());
        // inside the body the condition has just been found true
        types.add(condition(node));
        values.add(conditionHolds(node));
        types.addAll(carried);
        values.addAll(Collections.nCopies(carried.size(), Optional.empty()));
        return node.body("body", types, values);
    }

    private static TripCount trips(OpContext node, Body body) {
        Optional<Dim> most = bound(node);
        if (node.hasInput(1)) {
            Optional<Boolean> first = Folds.truth(node.value(1));
            if (first.isPresent() && !first.get()) {
                return TripCount.exactly(Dim.of(0));
            }
            if (first.isEmpty()) {
                return most.map(TripCount::atMost)
                        .orElse(TripCount.open("the trip count depends on data"));
            }
        }
        Optional<TensorValue> again =
                body.values().isEmpty() ? Optional.empty() : body.values().getFirst();
        if (Folds.truth(again).orElse(false)) {
            return most.map(TripCount::exactly)
                    .orElse(TripCount.open("the trip count depends on data"));
        }
        return most.map(TripCount::atMost).orElse(TripCount.open("the trip count depends on data"));
    }

    /// The trip count that input `M` gives; a bound of 2^31 or more is no bound.
    static Optional<Dim> bound(OpContext node) {
        return Folds.integer(node.value(0))
                .filter(most -> !(most instanceof Dim.Known(long m)) || m <= Integer.MAX_VALUE)
                .map(most -> most.max(Dim.of(0)));
    }

    static int carriedCount(OpContext node) {
        return Math.max(0, node.inputCount() - FIRST_CARRIED);
    }

    /// What the body gives for output `index` of the loop: its first output is the condition.
    static ValueType after(Body body, int index) {
        return index + 1 < body.outputs().size()
                ? body.outputs().get(index + 1)
                : ValueType.unknown("the body has no such output");
    }

    static ValueType counter(OpContext node) {
        return ValueType.tensor(ElementType.INT64, asDeclared(node, 0));
    }

    static ValueType condition(OpContext node) {
        return ValueType.tensor(ElementType.BOOL, asDeclared(node, 1));
    }

    static Optional<TensorValue> conditionHolds(OpContext node) {
        return asDeclared(node, 1).rank() == 0 ? Optional.of(Folds.truth(true)) : Optional.empty();
    }

    /// Iteration and condition are scalars, or vectors of one element where the body declares them
    /// so.
    static Shape asDeclared(OpContext node, int index) {
        if (node.node().attributes().get("body") instanceof Attribute.Subgraph(var graph)
                && index < graph.inputs().size()) {
            Shape declared = graph.inputs().get(index).type().shape();
            if (declared.rank() == 0 || declared.rank() == 1) {
                return declared.rank() == 0 ? Shape.scalar() : Shape.of(1);
            }
        }
        return node.shape(index).rank() <= 0 ? Shape.scalar() : Shape.unranked("not declared");
    }

    static ValueType stacked(Dim count, ValueType step) {
        if (!(step instanceof ValueType.TensorType(ElementType type, Shape shape))) {
            return step;
        }
        if (!shape.isRanked()) {
            return ValueType.tensor(type, shape);
        }
        List<Dim> dims = new ArrayList<>();
        dims.add(count);
        dims.addAll(shape.dims());
        return ValueType.tensor(type, Shape.of(dims));
    }
}
