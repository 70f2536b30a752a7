package assay.analyzer.op;

import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Shapes of Flatten, Squeeze and Unsqueeze. The last two take `axes` as an attribute before set 13
/// and as input 1 since.
final class UnitDims {

    private UnitDims() {}

    /// Two dims: the product of those before `axis` and of those from it on.
    static Shape flattened(OpContext node) {
        Shape data = node.shape(0);
        if (!data.isRanked()) {
            return Shape.ofRank(2, "data's shape is not known");
        }
        long axis = node.attribute("axis", 1);
        long split = axis < 0 ? axis + data.rank() : axis;
        if (split < 0 || split > data.rank()) {
            node.conflict("axis " + axis + " lies outside a tensor of rank " + data.rank());
            return Shape.ofRank(2, "the axis lies outside the data");
        }
        return Shape.of(
                Dim.product(data.dims().subList(0, (int) split)),
                Dim.product(data.dims().subList((int) split, data.rank())));
    }

    /// The dims that are 1 removed: those named, or all of them.
    static Shape squeezed(OpContext node) {
        Shape data = node.shape(0);
        if (!data.isRanked()) {
            return data;
        }
        if (!node.hasAttribute("axes") && !node.hasInput(1)) {
            return withoutOnes(data);
        }
        Optional<List<Integer>> axes =
                node.integers("axes", 1).flatMap(list -> Axes.normal(node, list, data.rank()));
        if (axes.isEmpty()) {
            return Shape.unranked("the axes are not known");
        }
        List<Dim> dims = new ArrayList<>();
        for (int axis = 0; axis < data.rank(); axis++) {
            Dim dim = data.dim(axis);
            if (!axes.get().contains(axis)) {
                dims.add(dim);
            } else if (dim.isKnown() && !dim.is(1)) {
                node.conflict("axis " + axis + " is to be removed but has " + dim + " elements");
            }
        }
        return Shape.of(dims);
    }

    private static Shape withoutOnes(Shape data) {
        List<Dim> dims = new ArrayList<>();
        for (Dim dim : data.dims()) {
            if (!dim.isKnown()) {
                return Shape.unranked("whether " + dim + " is 1 is not known");
            }
            if (!dim.is(1)) {
                dims.add(dim);
            }
        }
        return Shape.of(dims);
    }

    /// Dims of 1 put in so that they stand at the named axes of the result.
    static Shape unsqueezed(OpContext node) {
        Shape data = node.shape(0);
        if (!data.isRanked()) {
            return data;
        }
        Optional<List<Long>> listed = node.integers("axes", 1);
        if (listed.isEmpty()) {
            OptionalInt added = Known.length(node.shape(1));
            return added.isPresent()
                    ? Shape.ofRank(data.rank() + added.getAsInt(), "the axes are not known")
                    : Shape.unranked("the axes are not known");
        }
        int rank = data.rank() + listed.get().size();
        Optional<List<Integer>> axes = Axes.normal(node, listed.get(), rank);
        if (axes.isEmpty()) {
            return Shape.ofRank(rank, "an axis lies outside the result");
        }
        List<Dim> dims = new ArrayList<>(rank);
        int next = 0;
        for (int axis = 0; axis < rank; axis++) {
            dims.add(axes.get().contains(axis) ? Dim.of(1) : data.dim(next++));
        }
        return Shape.of(dims);
    }
}
