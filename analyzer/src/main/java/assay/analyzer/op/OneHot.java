package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// OneHot: the dims of the indices with `depth` (input 1) put in at `axis`; elements of the type of
/// the two values in input 2: the second where an index, counted from the end where it is negative,
/// says so, else the first.
record OneHot() implements Op.Folding {

    @Override
    public List<ValueType> infer(OpContext node) {
        Shape indices = node.shape(0);
        if (!indices.isRanked()) {
            return Outputs.of(node, node.type(2), indices);
        }
        int rank = indices.rank() + 1;
        OptionalInt axis = axis(node, rank);
        if (axis.isEmpty()) {
            return Outputs.of(
                    node, node.type(2), Shape.ofRank(rank, "the axis lies outside the result"));
        }
        List<Dim> dims = new ArrayList<>(indices.dims());
        dims.add(axis.getAsInt(), depth(node));
        return Outputs.of(node, node.type(2), Shape.of(dims));
    }

    private static OptionalInt axis(OpContext node, int rank) {
        return Axes.normal(node, node.attribute("axis", -1), rank);
    }

    /// A depth that is no integer is cast to one.
    private static Dim depth(OpContext node) {
        Dim whole = Known.integer(node, 1);
        OptionalDouble real = Known.real(node, 1);
        return whole.isUnknown() && real.isPresent()
                ? Arithmetic.truncated(real.getAsDouble())
                : whole;
    }

    @Override
    public Cost cost(OpContext node) {
        return Traffic.copy(node);
    }

    @Override
    public Optional<List<TensorValue>> fold(OpContext node) {
        Layout to = Layout.of(node.output(0).shape()).orElse(null);
        List<Long> indices = Folds.numbers(node.value(0)).orElse(null);
        TensorValue values = node.value(2).filter(two -> two.size() == 2).orElse(null);
        if (to == null || to.rank() == 0 || indices == null || values == null) {
            return Optional.empty();
        }
        OptionalInt axis = axis(node, to.rank());
        Layout from = Layout.of(node.value(0).orElseThrow().shape()).orElseThrow();
        if (axis.isEmpty() || from.rank() != to.rank() - 1) {
            return Optional.empty();
        }
        int[] chosen = new int[to.size()];
        for (int i = 0; i < chosen.length; i++) {
            int[] at = to.coordinates(i);
            long index = indices.get(from.position(without(at, axis.getAsInt())));
            chosen[i] = to.place(index, axis.getAsInt()) == at[axis.getAsInt()] ? 1 : 0;
        }
        return Optional.of(List.of(to.pick(values, chosen)));
    }

    private static int[] without(int[] at, int axis) {
        int[] others = new int[at.length - 1];
        System.arraycopy(at, 0, others, 0, axis);
        System.arraycopy(at, axis + 1, others, axis, others.length - axis);
        return others;
    }
}
