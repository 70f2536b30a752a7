package assay.analyzer.op;

import assay.analyzer.cost.Confidence;
import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Compress: the slices along `axis` (of the flattened input where there is none) where a condition
/// holds; it may be shorter than the axis. What is read and written is bounded by the input.
record Compress() implements Op.Folding {

    private static final String DATA = "how many are selected depends on data";

    @Override
    public List<ValueType> infer(OpContext node) {
        Shape data = node.shape(0);
        Dim kept =
                kept(node, length(node))
                        .map(places -> Dim.of(places.size()))
                        .orElse(Dim.unknown(DATA));
        Shape shape = isSliced(node) ? Slices.resized(data, axis(node), kept) : Shape.of(kept);
        return Outputs.of(node, node.type(0), shape);
    }

    private static boolean isSliced(OpContext node) {
        return node.hasAttribute("axis");
    }

    private static long axis(OpContext node) {
        return node.attribute("axis", 0L);
    }

    private static Dim length(OpContext node) {
        return isSliced(node) ? Slices.dim(node.shape(0), axis(node)) : node.shape(0).elements();
    }

    /// The places within `length` where the condition holds.
    private static Optional<List<Integer>> kept(OpContext node, Dim length) {
        List<Long> condition = Folds.numbers(node.value(1)).orElse(null);
        if (condition == null) {
            return Optional.empty();
        }
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < condition.size() && i < length.number().orElse(Long.MAX_VALUE); i++) {
            if (condition.get(i) != 0) {
                places.add(i);
            }
        }
        return Optional.of(places);
    }

    @Override
    public Cost cost(OpContext node) {
        if (!node.outputBytes().isUnknown()) {
            return Traffic.part(node);
        }
        Dim bytes = node.input(0).bytes();
        return Cost.exact(Dim.of(0), Dim.of(0), node.inputBytes(), bytes)
                .less(Confidence.MODELLED, DATA + "; all of it counted");
    }

    @Override
    public Optional<List<TensorValue>> fold(OpContext node) {
        List<Integer> kept = kept(node, length(node)).orElse(null);
        Layout to = Layout.of(node.output(0).shape()).orElse(null);
        TensorValue value = node.value(0).orElse(null);
        if (kept == null || to == null || value == null) {
            return Optional.empty();
        }
        Layout from = Layout.of(value.shape()).orElseThrow();
        int axis = isSliced(node) ? Slices.axis(axis(node), from.rank()) : 0;
        if (axis < 0) {
            return Optional.empty();
        }
        int[] positions = new int[to.size()];
        for (int i = 0; i < positions.length; i++) {
            int[] at = to.coordinates(i);
            at[axis] = kept.get(at[axis]);
            positions[i] = isSliced(node) ? from.position(at) : at[axis];
        }
        return Optional.of(List.of(to.pick(value, positions)));
    }
}
