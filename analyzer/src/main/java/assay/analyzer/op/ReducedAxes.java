package assay.analyzer.op;

import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// The axes that a reduction removes: the attribute `axes` or input 1; all of them when there are
/// none, unless `noop_with_empty_axes`.
final class ReducedAxes {

    private ReducedAxes() {}

    /// Empty where they depend on data.
    static Optional<List<Integer>> of(OpContext node, int rank) {
        Optional<List<Long>> stated =
                node.hasAttribute("axes") || node.hasInput(1)
                        ? stated(node)
                        : Optional.of(List.of());
        if (stated.isEmpty()) {
            // axes stand once each: as many as there are dims are all of them
            return rank > 0 && node.shape(1).elements().is(rank)
                    ? Optional.of(all(rank))
                    : Optional.empty();
        }
        if (!stated.get().isEmpty()) {
            return Axes.normal(node, stated.get(), rank);
        }
        return Optional.of(node.attribute("noop_with_empty_axes", 0) == 1 ? List.of() : all(rank));
    }

    private static List<Integer> all(int rank) {
        return IntStream.range(0, rank).boxed().toList();
    }

    private static Optional<List<Long>> stated(OpContext node) {
        return !node.hasAttribute("axes") && node.shape(1).elements().is(0)
                ? Optional.of(List.of())
                : node.integers("axes", 1);
    }

    static Shape shape(OpContext node) {
        Shape data = node.shape(0);
        boolean keep = node.attribute("keepdims", 1) == 1;
        if (!data.isRanked()) {
            return data;
        }
        List<Integer> axes = of(node, data.rank()).orElse(null);
        if (axes == null) {
            OptionalInt removed = Known.length(node.shape(1));
            String why = "the axes depend on data";
            return keep
                    ? Shape.ofRank(data.rank(), why)
                    : removed.isPresent() && removed.getAsInt() <= data.rank()
                            ? Shape.ofRank(data.rank() - removed.getAsInt(), why)
                            : Shape.unranked(why);
        }
        List<Dim> dims = new ArrayList<>(data.rank());
        for (int axis = 0; axis < data.rank(); axis++) {
            if (!axes.contains(axis)) {
                dims.add(data.dim(axis));
            } else if (keep) {
                dims.add(Dim.of(1));
            }
        }
        return Shape.of(dims);
    }

    /// For each element the position of the result that it goes into.
    static int[] targets(Layout from, List<Integer> axes) {
        int[] targets = new int[from.size()];
        for (int i = 0; i < targets.length; i++) {
            int[] at = from.coordinates(i);
            int target = 0;
            for (int axis = 0; axis < at.length; axis++) {
                target = axes.contains(axis) ? target : target * from.dim(axis) + at[axis];
            }
            targets[i] = target;
        }
        return targets;
    }
}
