package assay.analyzer.op;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Axes counted from the front, whatever way a model writes them.
final class Axes {

    private Axes() {}

    /// `axis` as an index into `rank` dims; empty, with a conflict noted, where it lies outside.
    static OptionalInt normal(OpContext node, long axis, int rank) {
        long normal = axis < 0 ? axis + rank : axis;
        if (normal < 0 || normal >= rank) {
            node.conflict("axis " + axis + " lies outside a tensor of rank " + rank);
            return OptionalInt.empty();
        }
        return OptionalInt.of((int) normal);
    }

    /// All axes as indices into `rank` dims, in the given order; empty, with a conflict noted,
    /// where one lies outside or stands twice.
    static Optional<List<Integer>> normal(OpContext node, List<Long> axes, int rank) {
        List<Integer> normal = new ArrayList<>(axes.size());
        for (long axis : axes) {
            OptionalInt index = normal(node, axis, rank);
            if (index.isEmpty()) {
                return Optional.empty();
            }
            if (normal.contains(index.getAsInt())) {
                node.conflict("axis " + axis + " stands twice in " + axes);
                return Optional.empty();
            }
            normal.add(index.getAsInt());
        }
        return Optional.of(normal);
    }

    /// The attribute `axis` as an index into the dims of input 0; empty where that has no rank.
    static OptionalInt attribute(OpContext node, long otherwise) {
        int rank = node.shape(0).rank();
        return rank < 0
                ? OptionalInt.empty()
                : normal(node, node.attribute("axis", otherwise), rank);
    }
}
