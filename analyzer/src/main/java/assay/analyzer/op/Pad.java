package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.TensorValue.Integers;
import assay.analyzer.tensor.TensorValue.Reals;
import assay.analyzer.tensor.TensorValue.Texts;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Pad: elements put before and after each axis (negative: taken away). Attribute `paddings` in set
/// 1, `pads` in set 2, input 1 since 11, of the axes in input 3 since 18. Moves every element.
record Pad() implements Op.Folding {

    /// How many elements come before and after each axis.
    private record Padding(List<Dim> begins, List<Dim> ends) {}

    @Override
    public List<ValueType> infer(OpContext node) {
        Shape data = node.shape(0);
        return Outputs.of(node, node.type(0), data.isRanked() ? padded(node, data) : data);
    }

    private static Shape padded(OpContext node, Shape data) {
        Padding padding = padding(node, data.rank()).orElse(null);
        if (padding == null) {
            return Shape.ofRank(data.rank(), "the padding depends on data");
        }
        List<Dim> dims = new ArrayList<>(data.rank());
        for (int axis = 0; axis < data.rank(); axis++) {
            Dim dim =
                    data.dim(axis).plus(padding.begins().get(axis)).plus(padding.ends().get(axis));
            dims.add(
                    dim.isKnown() && !dim.isNonNegative()
                            ? Dim.unknown("the padding takes away more than there is")
                            : dim);
        }
        return Shape.of(dims);
    }

    private static Optional<Padding> padding(OpContext node, int rank) {
        List<Dim> pads = pads(node);
        List<Long> stated = new ArrayList<>();
        for (long axis = 0; axis < rank; axis++) {
            stated.add(axis);
        }
        if (node.hasInput(3)) {
            stated = node.integers("axes", 3).orElse(null);
        }
        if (pads == null || stated == null) {
            return Optional.empty();
        }
        if (pads.size() != 2 * stated.size()) {
            node.conflict(pads.size() + " pads for " + stated.size() + " axes");
            return Optional.empty();
        }
        List<Integer> axes = Axes.normal(node, stated, rank).orElse(null);
        if (axes == null) {
            return Optional.empty();
        }
        List<Dim> begins = new ArrayList<>(Collections.nCopies(rank, Dim.of(0)));
        List<Dim> ends = new ArrayList<>(begins);
        for (int i = 0; i < axes.size(); i++) {
            begins.set(axes.get(i), pads.get(i));
            ends.set(axes.get(i), pads.get(i + axes.size()));
        }
        return Optional.of(new Padding(begins, ends));
    }

    private static @Nullable List<Dim> pads(OpContext node) {
        String name = node.hasAttribute("paddings") ? "paddings" : "pads";
        if (!node.hasAttribute(name)) {
            return Known.orOpen(node, 1).flatMap(Rounding::integers).orElse(null);
        }
        List<Dim> pads = new ArrayList<>();
        for (long pad : node.attributeInts(name).orElse(List.of())) {
            pads.add(Dim.of(pad));
        }
        return pads;
    }

    @Override
    public Cost cost(OpContext node) {
        return Traffic.copy(node);
    }

    @Override
    public Optional<List<TensorValue>> fold(OpContext node) {
        TensorValue data = node.value(0).orElse(null);
        Layout to = Layout.of(node.output(0).shape()).orElse(null);
        if (data == null || to == null || to.rank() != data.shape().size()) {
            return Optional.empty();
        }
        Layout from = Layout.of(data.shape()).orElseThrow();
        Padding padding = padding(node, to.rank()).orElse(null);
        TensorValue filling = filling(node, data).orElse(null);
        if (padding == null || filling == null) {
            return Optional.empty();
        }
        String mode = node.attribute("mode", "constant");
        int[] positions = new int[to.size()];
        for (int i = 0; i < positions.length; i++) {
            int[] at = to.coordinates(i);
            for (int axis = 0; axis < at.length; axis++) {
                if (!(padding.begins().get(axis) instanceof Dim.Known(long begin))) {
                    return Optional.empty();
                }
                OptionalInt place = place(mode, at[axis] - begin, from.dim(axis));
                if (place.isEmpty()) {
                    return Optional.empty();
                }
                at[axis] = place.getAsInt();
            }
            positions[i] = from.holds(at) ? from.position(at) : data.size();
        }
        return Layout.joined(data, filling).map(both -> List.of(to.pick(both, positions)));
    }

    /// Where along an axis an element comes from: -1 where it is filled in; empty where the axis
    /// has none to repeat.
    private static OptionalInt place(String mode, long at, int dim) {
        if (at >= 0 && at < dim) {
            return OptionalInt.of((int) at);
        }
        if (mode.equals("constant")) {
            return OptionalInt.of(-1);
        }
        if (dim == 0) {
            return OptionalInt.empty();
        }
        return switch (mode) {
            case "edge" -> OptionalInt.of(Math.clamp(at, 0, dim - 1));
            case "wrap" -> OptionalInt.of(Math.floorMod(at, dim));
            case "reflect" -> {
                int there = Math.floorMod(at, Math.max(1, 2 * (dim - 1)));
                yield OptionalInt.of(Math.min(there, 2 * (dim - 1) - there));
            }
            default -> OptionalInt.empty();
        };
    }

    /// The one element that is filled in: attribute `value` before set 11, input 2 since; else 0.
    private static Optional<TensorValue> filling(OpContext node, TensorValue data) {
        if (node.hasInput(2)) {
            return node.value(2).filter(value -> value.size() == 1);
        }
        return Optional.of(
                switch (data) {
                    case Integers integers ->
                            new Integers(integers.elementType(), List.of(), List.of(Dim.of(0)));
                    case Reals reals ->
                            new Reals(
                                    reals.elementType(),
                                    List.of(),
                                    List.of(node.attribute("value", 0.0)));
                    case Texts _ -> new Texts(List.of(), List.of(""));
                });
    }
}
