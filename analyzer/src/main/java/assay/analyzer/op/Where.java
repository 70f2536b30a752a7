package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.TensorValue.Integers;
import assay.analyzer.tensor.TensorValue.Reals;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where: elements of input 1 where input 0 is true, else of input 2, all broadcast. 1 FLOP an
/// element, the choice.
record Where() implements Op.Folding {

    @Override
    public List<ValueType> infer(OpContext node) {
        ElementType type = node.type(1) == ElementType.UNDEFINED ? node.type(2) : node.type(1);
        return Outputs.of(node, type, Broadcast.inputs(node));
    }

    @Override
    public Cost cost(OpContext node) {
        return Traffic.stream(node, node.output(0).shape().elements());
    }

    @Override
    public Optional<List<TensorValue>> fold(OpContext node) {
        if (!(node.value(0).orElse(null) instanceof Integers condition)) {
            return Optional.empty();
        }
        TensorValue yes = Known.orOpen(node, 1).orElse(null);
        TensorValue no = Known.orOpen(node, 2).orElse(null);
        if (yes == null || no == null) {
            return Optional.empty();
        }
        Layout to =
                Broadcast.known(List.of(condition.shape(), yes.shape(), no.shape()))
                        .flatMap(Layout::of)
                        .orElse(null);
        return to == null ? Optional.empty() : chosen(condition, yes, no, to).map(List::of);
    }

    private static Optional<TensorValue> chosen(
            Integers condition, TensorValue yes, TensorValue no, Layout to) {
        List<Dim> integers = new ArrayList<>();
        List<Double> reals = new ArrayList<>();
        for (int i = 0; i < to.size(); i++) {
            int[] at = to.coordinates(i);
            Dim truth = condition.elements().get(position(condition, at));
            if (yes instanceof Integers a && no instanceof Integers b) {
                Dim left = a.elements().get(position(a, at));
                Dim right = b.elements().get(position(b, at));
                boolean open = !truth.isKnown() && !left.equals(right);
                integers.add(
                        open
                                ? Dim.unknown("the condition is not known")
                                : truth.is(0) ? right : left);
            } else if (yes instanceof Reals a && no instanceof Reals b && truth.isKnown()) {
                reals.add(
                        truth.is(0)
                                ? b.elements().get(position(b, at))
                                : a.elements().get(position(a, at)));
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(
                yes instanceof Reals
                        ? new Reals(yes.elementType(), to.shape(), reals)
                        : new Integers(yes.elementType(), to.shape(), integers));
    }

    private static int position(TensorValue value, int[] at) {
        return Layout.of(value.shape()).orElseThrow().broadcast(at);
    }
}
