package assay.analyzer.op;

import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
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
            return node.integers("axes", 1).isEmpty()
                    ? withoutAsMany(data, node.shape(1))
                    : Shape.unranked("the axes do not fit the data");
        }
        if (axes.get().isEmpty()
                && data.dims().stream().anyMatch(dim -> dim.is(1) || !dim.isKnown())) {
            // the text removes the axes that are named, ONNX Runtime all that are 1
            return Shape.unranked("whether an empty list of axes names none or all is not settled");
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

    /// Axes that are not known, but their number is: where exactly as many dims are 1, it is those
    /// that go.
    private static Shape withoutAsMany(Shape data, Shape axes) {
        OptionalInt count = Known.length(axes);
        if (count.isEmpty() || count.getAsInt() > data.rank()) {
            return Shape.unranked("the axes are not known");
        }
        Shape left = withoutOnes(data);
        int rank = data.rank() - count.getAsInt();
        return left.rank() == rank ? left : Shape.ofRank(rank, "the axes are not known");
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
            if (added.isEmpty()) {
                return Shape.unranked("the axes are not known");
            }
            int rank = data.rank() + added.getAsInt();
            return data.dims().stream().allMatch(dim -> dim.is(1))
                    ? Shape.of(Collections.nCopies(rank, Dim.of(1)))
                    : Shape.ofRank(rank, "the axes are not known");
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
