package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.TensorValue.Integers;
import assay.analyzer.tensor.TensorValue.Reals;
import assay.analyzer.tensor.TensorValue.Texts;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Concat along `axis` (before set 4: 1 by default). Moves every element.
record Concat() implements Op.Folding {

    @Override
    public List<ValueType> infer(OpContext node) {
        return Outputs.of(node, type(node), shape(node));
    }

    private static ElementType type(OpContext node) {
        for (int i = 0; i < node.inputCount(); i++) {
            if (node.type(i) != ElementType.UNDEFINED) {
                return node.type(i);
            }
        }
        return ElementType.UNDEFINED;
    }

    private static Shape shape(OpContext node) {
        Shape first = Shape.unranked("no input has a known shape");
        for (int i = 0; i < node.inputCount(); i++) {
            first = first.isRanked() ? first : node.shape(i);
        }
        if (!first.isRanked()) {
            return first;
        }
        OptionalInt axis = Axes.normal(node, node.attribute("axis", 1), first.rank());
        if (axis.isEmpty()) {
            return Shape.ofRank(first.rank(), "the axis lies outside the data");
        }
        List<Dim> dims = new ArrayList<>(first.dims());
        List<Dim> lengths = new ArrayList<>();
        for (int i = 0; i < node.inputCount(); i++) {
            Shape shape = node.shape(i);
            if (shape.isRanked() && shape.rank() != first.rank()) {
                String what = "inputs have " + first.rank() + " and " + shape.rank() + " dims";
                node.conflict(what);
                return Shape.ofRank(first.rank(), what);
            }
            lengths.add(shape.dim(axis.getAsInt()));
            for (int k = 0; k < dims.size() && shape.isRanked(); k++) {
                if (k != axis.getAsInt()) {
                    dims.set(k, Broadcast.same(node, dims.get(k), shape.dim(k)));
                }
            }
        }
        dims.set(axis.getAsInt(), Dim.sum(lengths));
        return Shape.of(dims);
    }

    @Override
    public Cost cost(OpContext node) {
        return Traffic.copy(node);
    }

    @Override
    public Optional<List<TensorValue>> fold(OpContext node) {
        List<TensorValue> values = new ArrayList<>();
        for (int i = 0; i < node.inputCount(); i++) {
            TensorValue value = Known.orOpen(node, i).orElse(null);
            if (value == null) {
                return Optional.empty();
            }
            values.add(value);
        }
        Layout to = Layout.of(node.output(0).shape()).orElse(null);
        if (to == null || to.rank() == 0) {
            return Optional.empty();
        }
        return joined(values, to, (int) Math.floorMod(node.attribute("axis", 1), (long) to.rank()));
    }

    private static Optional<List<TensorValue>> joined(
            List<TensorValue> values, Layout to, int axis) {
        int before = 1;
        for (int i = 0; i < axis; i++) {
            before *= to.dim(i);
        }
        TensorValue first = values.getFirst();
        List<Dim> integers = new ArrayList<>();
        List<Double> reals = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (int row = 0; row < before; row++) {
            for (TensorValue value : values) {
                int run = value.size() / before;
                for (int i = row * run; i < (row + 1) * run; i++) {
                    switch (value) {
                        case Integers(var _, var _, List<Dim> elements) ->
                                integers.add(elements.get(i));
                        case Reals(var _, var _, List<Double> elements) ->
                                reals.add(elements.get(i));
                        case Texts(var _, List<String> elements) -> texts.add(elements.get(i));
                    }
                }
            }
        }
        TensorValue whole =
                switch (first) {
                    case Integers _ when integers.size() == to.size() ->
                            new Integers(first.elementType(), to.shape(), integers);
                    case Reals _ when reals.size() == to.size() ->
                            new Reals(first.elementType(), to.shape(), reals);
                    case Texts _ when texts.size() == to.size() -> new Texts(to.shape(), texts);
                    default -> null;
                };
        return whole == null ? Optional.empty() : Optional.of(List.of(whole));
    }
}
