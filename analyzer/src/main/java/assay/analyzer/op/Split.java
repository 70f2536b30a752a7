package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Split along `axis` into the lengths of `split` (attribute, input 1 in set 1 and since 13), or
/// into equal parts of which, since set 18, the last may be smaller. Moves every element.
record Split() implements Op.Folding {

    @Override
    public List<ValueType> infer(OpContext node) {
        Shape data = node.shape(0);
        OptionalInt axis = Axes.attribute(node, 0);
        List<Dim> lengths =
                axis.isEmpty()
                        ? Collections.nCopies(
                                node.outputCount(), Dim.unknown("the axis is not known"))
                        : lengths(node, data.dim(axis.getAsInt()));
        List<ValueType> types = new ArrayList<>(lengths.size());
        for (Dim length : lengths) {
            Shape shape = data;
            if (axis.isPresent()) {
                List<Dim> dims = new ArrayList<>(data.dims());
                dims.set(axis.getAsInt(), length);
                shape = Shape.of(dims);
            } else if (data.isRanked()) {
                shape = Shape.ofRank(data.rank(), "the axis lies outside the data");
            }
            types.add(ValueType.tensor(node.type(0), shape));
        }
        return Outputs.of(node, types);
    }

    private static List<Dim> lengths(OpContext node, Dim whole) {
        int parts = node.outputCount();
        if (node.hasAttribute("split")) {
            List<Dim> stated = new ArrayList<>();
            for (long length : node.attributeInts("split").orElse(List.of())) {
                stated.add(Dim.of(length));
            }
            return checked(node, stated, whole);
        }
        if (node.hasInput(1)) {
            // set 1 takes numbers of the data's own type
            return node.value(1)
                    .flatMap(Rounding::integers)
                    .map(stated -> checked(node, stated, whole))
                    .orElse(
                            parts == 1
                                    ? List.of(whole)
                                    : Collections.nCopies(
                                            parts, Dim.unknown("split depends on data")));
        }
        if (parts == 0) {
            return List.of();
        }
        Dim part = whole.ceilDiv(Dim.of(parts));
        Dim last = whole.minus(part.times(parts - 1));
        if (last.isKnown() && !last.isNonNegative()) {
            String what = whole + " elements do not make " + parts + " parts of " + part;
            node.conflict(what);
            return Collections.nCopies(parts, Dim.unknown(what));
        }
        List<Dim> equal = new ArrayList<>(Collections.nCopies(parts - 1, part));
        equal.add(last);
        return equal;
    }

    private static List<Dim> checked(OpContext node, List<Dim> stated, Dim whole) {
        Dim sum = Dim.sum(stated);
        if (sum.isKnown() && whole.isKnown() && !sum.equals(whole)) {
            node.conflict("the parts have " + sum + " elements, the whole " + whole);
        }
        return stated;
    }

    @Override
    public Cost cost(OpContext node) {
        return Traffic.copy(node);
    }

    @Override
    public Optional<List<TensorValue>> fold(OpContext node) {
        TensorValue value = node.value(0).orElse(null);
        OptionalInt axis = Axes.attribute(node, 0);
        if (value == null || axis.isEmpty()) {
            return Optional.empty();
        }
        Layout from = Layout.of(value.shape()).orElse(null);
        List<TensorValue> parts = new ArrayList<>();
        int begin = 0;
        for (int i = 0; i < node.outputCount(); i++) {
            Layout to = Layout.of(node.output(i).shape()).orElse(null);
            if (from == null || to == null || to.rank() != from.rank()) {
                return Optional.empty();
            }
            int[] positions = new int[to.size()];
            for (int k = 0; k < positions.length; k++) {
                int[] at = to.coordinates(k);
                at[axis.getAsInt()] += begin;
                positions[k] = from.position(at);
                if (at[axis.getAsInt()] >= from.dim(axis.getAsInt())) {
                    return Optional.empty();
                }
            }
            begin += to.dim(axis.getAsInt());
            parts.add(to.pick(value, positions));
        }
        return Optional.of(parts);
    }
}
