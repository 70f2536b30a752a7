package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reshape: the same elements under the dims that input 1 (before set 5: the attribute `shape`)
/// gives; 0 keeps a dim unless `allowzero`, -1 takes what is left. A single dim can only be all of
/// them, whatever it says. A view.
record Reshape() implements Op.Folding {

    @Override
    public List<ValueType> infer(OpContext node) {
        return Outputs.of(node, node.type(0), shape(node));
    }

    private static Shape shape(OpContext node) {
        List<Dim> wanted = wanted(node).orElse(null);
        if (wanted == null) {
            int rank = Known.length(node.shape(1)).orElse(-1);
            if (rank == 1) {
                return Shape.of(node.shape(0).elements());
            }
            return rank < 0
                    ? Shape.unranked("the wanted shape depends on data")
                    : Shape.ofRank(rank, "the wanted shape depends on data");
        }
        return shape(node, node.shape(0), wanted, node.attribute("allowzero", 0) == 1);
    }

    private static Optional<List<Dim>> wanted(OpContext node) {
        if (!node.hasAttribute("shape")) {
            return node.integers(1);
        }
        List<Dim> dims = new ArrayList<>();
        for (long dim : node.attributeInts("shape").orElse(List.of())) {
            dims.add(Dim.of(dim));
        }
        return Optional.of(dims);
    }

    /// The dims of `data` laid out anew. One dim that is not given (-1, or unknown) is what the
    /// others leave.
    static Shape shape(OpContext node, Shape data, List<Dim> wanted, boolean allowZero) {
        List<Dim> dims = new ArrayList<>(wanted.size());
        List<Integer> open = new ArrayList<>();
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            Dim dim = wanted.get(i);
            if (dim.is(0) && !allowZero) {
                dim = data.dim(i);
                kept.add(i);
            } else if (dim.isUnknown() || (dim.isKnown() && !dim.isNonNegative())) {
                if (dim.isKnown() && !dim.is(-1)) {
                    node.conflict("a wanted dim is " + dim);
                }
                dim = Dim.unknown("depends on data");
                open.add(i);
            }
            dims.add(dim);
        }
        if (open.size() == 1) {
            dims.set(open.getFirst(), rest(node, data, dims, open.getFirst(), kept));
        } else if (open.isEmpty()) {
            check(node, data.elements(), Dim.product(dims));
        }
        return Shape.of(dims);
    }

    private static void check(OpContext node, Dim has, Dim wants) {
        if (has.isKnown() && wants.isKnown() && !has.equals(wants)) {
            node.conflict("data has " + has + " elements, the wanted shape " + wants);
        }
    }

    /// Elements of `data` divided by all dims but the open one. Dims that are kept and equal dims
    /// cancel first, so that symbols do not stand in the way.
    private static Dim rest(
            OpContext node, Shape data, List<Dim> dims, int open, List<Integer> kept) {
        if (!data.isRanked()) {
            return Dim.unknown("data's shape is not known");
        }
        List<Dim> above = new ArrayList<>();
        for (int i = 0; i < data.rank(); i++) {
            if (!kept.contains(i)) {
                above.add(data.dim(i));
            } else if (data.dim(i).is(0)) {
                return Dim.unknown("data has no elements");
            }
        }
        Dim below = Dim.of(1);
        for (int i = 0; i < dims.size(); i++) {
            if (i != open
                    && !kept.contains(i)
                    && (dims.get(i).is(0) || !above.remove(dims.get(i)))) {
                below = below.times(dims.get(i));
            }
        }
        Dim all = Dim.product(above);
        if (all.isUnknown() || below.isUnknown()) {
            return all.isUnknown() ? all : below;
        }
        Dim rest = all.floorDiv(below);
        if (all.isKnown() && below.isKnown() && !rest.times(below).equals(all)) {
            String what =
                    "data has "
                            + data.elements()
                            + " elements, which "
                            + Dim.product(without(dims, open))
                            + " does not divide";
            node.conflict(what);
            return Dim.unknown(what);
        }
        return rest;
    }

    private static List<Dim> without(List<Dim> dims, int index) {
        List<Dim> others = new ArrayList<>(dims);
        others.remove(index);
        return others;
    }

    @Override
    public Cost cost(OpContext node) {
        return Cost.FREE;
    }

    @Override
    public Optional<List<TensorValue>> fold(OpContext node) {
        return node.value(0)
                .flatMap(value -> Layout.reshaped(value, node.output(0).shape()))
                .map(List::of);
    }
}
