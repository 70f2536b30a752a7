package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.ValueType;
import assay.analyzer.tensor.ValueType.SequenceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Cuts a tensor along an axis into a list: into pieces of one size (the last may be smaller), of
/// given sizes, or, without sizes, into slices of 1 that may lose the axis. All bytes move.
record SplitToSequence() implements Op {

    private static final String DATA = "the sizes of the pieces depend on data";

    @Override
    public List<ValueType> infer(OpContext node) {
        ElementType type = node.type(0);
        Shape shape = node.shape(0);
        long axis = node.attribute("axis", 0L);
        if (shape.isRanked() && Slices.axis(axis, shape.rank()) < 0) {
            node.conflict("axis " + axis + " lies outside a tensor of rank " + shape.rank());
        }
        boolean slices = !node.hasInput(1);
        boolean keep = !slices || node.attribute("keepdims", 1L) != 0;
        Optional<List<Dim>> sizes = sizes(node, Slices.dim(shape, axis));
        if (sizes.isPresent()) {
            List<ValueType> members = new ArrayList<>();
            for (Dim size : sizes.get()) {
                members.add(ValueType.tensor(type, piece(shape, axis, size, keep)));
            }
            return Outputs.of(node, Sequences.of(members, type));
        }
        Dim size = slices ? Dim.of(1) : Dim.unknown(DATA);
        return Outputs.of(
                node, new SequenceType(ValueType.tensor(type, piece(shape, axis, size, keep))));
    }

    private static Shape piece(Shape shape, long axis, Dim size, boolean keep) {
        return keep ? Slices.resized(shape, axis, size) : Slices.without(shape, axis);
    }

    /// Sizes of the pieces, where they are known and few.
    private static Optional<List<Dim>> sizes(OpContext node, Dim whole) {
        if (node.hasInput(1) && node.shape(1).rank() != 0) {
            return node.shape(1).rank() == 1 ? node.integers(1) : Optional.empty();
        }
        Optional<Dim> each =
                node.hasInput(1) ? Folds.integer(node.value(1)) : Optional.of(Dim.of(1));
        if (!(each.orElse(null) instanceof Dim.Known(long size))
                || !(whole instanceof Dim.Known(long length))
                || size <= 0
                || length < 0
                || length / size > TensorValue.MOST_ELEMENTS) {
            return Optional.empty();
        }
        List<Dim> sizes = new ArrayList<>();
        for (long at = 0; at < length; at += size) {
            sizes.add(Dim.of(Math.min(size, length - at)));
        }
        return Optional.of(sizes);
    }

    @Override
    public Cost cost(OpContext node) {
        Dim bytes = node.input(0).bytes();
        return Cost.exact(Dim.of(0), Dim.of(0), bytes, bytes);
    }
}
