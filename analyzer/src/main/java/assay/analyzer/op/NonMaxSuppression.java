package assay.analyzer.op;

import assay.analyzer.cost.Confidence;
import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Drops boxes that overlap better ones. Boxes `[batch, boxes, 4]`, scores `[batch, classes,
/// boxes]`, result `[selected, 3]`. How many are selected depends on data; small known inputs are
/// followed.
record NonMaxSuppression() implements Op {

    private static final String DATA = "how many boxes are selected depends on data";
    private static final int MOST_BOXES = 512;

    @Override
    public List<ValueType> infer(OpContext node) {
        Dim selected = selected(node).orElse(Dim.unknown(DATA));
        return Outputs.of(node, ValueType.tensor(ElementType.INT64, Shape.of(selected, Dim.of(3))));
    }

    /// One comparison with the score threshold for each score, and, for each box that could be
    /// selected, an overlap (13: 4 extrema, 3 areas of 2, sum, difference, quotient) with all
    /// others.
    @Override
    public Cost cost(OpContext node) {
        Dim scores = node.shape(1).elements();
        Dim boxes = node.shape(1).dim(2);
        Dim most = limit(node).orElse(boxes);
        Dim lists = node.shape(1).dim(0).times(node.shape(1).dim(1));
        Dim overlaps = lists.times(most.min(boxes)).times(boxes).times(13);
        return Cost.exact(
                        Dim.of(0),
                        scores.plus(overlaps),
                        node.inputBytes(),
                        lists.times(most.min(boxes)).times(3 * 8))
                .less(Confidence.MODELLED, DATA + "; the most possible counted");
    }

    private static Optional<Dim> limit(OpContext node) {
        return node.hasInput(2) ? Folds.integer(node.value(2)) : Optional.of(Dim.of(0));
    }

    private static Optional<Dim> selected(OpContext node) {
        Optional<Dim> limit = limit(node);
        if (limit.isPresent() && limit.get().is(0)) {
            return limit;
        }
        if (!(limit.orElse(null) instanceof Dim.Known(long most))
                || !(node.value(0).orElse(null) instanceof TensorValue.Reals boxes)
                || !(node.value(1).orElse(null) instanceof TensorValue.Reals scores)
                || !threshold(node, 3).isPresent()
                || !threshold(node, 4).isPresent()
                || boxes.shape().size() != 3
                || scores.shape().size() != 3
                || boxes.shape().get(2) != 4
                || !boxes.shape().get(1).equals(scores.shape().get(2))
                || !boxes.shape().get(0).equals(scores.shape().get(0))
                || boxes.shape().get(1) > MOST_BOXES
                || most < 0) {
            return Optional.empty();
        }
        long count = 0;
        for (int batch = 0; batch < scores.shape().get(0); batch++) {
            for (int kind = 0; kind < scores.shape().get(1); kind++) {
                int kept = inClass(node, boxes, scores, batch, kind, most);
                if (kept < 0) {
                    return Optional.empty();
                }
                count += kept;
            }
        }
        return Optional.of(Dim.of(count));
    }

    /// The number of a scalar input: 0 where an overlap threshold, minus infinity where a score
    /// threshold is left out.
    private static Optional<Double> threshold(OpContext node, int index) {
        if (!node.hasInput(index)) {
            return Optional.of(index == 3 ? 0 : Double.NEGATIVE_INFINITY);
        }
        return node.value(index).orElse(null) instanceof TensorValue.Reals reals
                        && reals.size() == 1
                ? Optional.of(reals.elements().getFirst())
                : Optional.empty();
    }

    /// Overlaps nearer than this to the threshold hang on the rounding of float32.
    private static final double ROUNDING = 1e-6;

    /// Number of boxes kept of one class; -1 where rounding decides.
    private static int inClass(
            OpContext node,
            TensorValue.Reals boxes,
            TensorValue.Reals scores,
            int batch,
            int kind,
            long most) {
        int count = boxes.shape().get(1).intValue();
        int classes = scores.shape().get(1).intValue();
        double least = threshold(node, 4).orElse(0.0);
        double overlap = threshold(node, 3).orElse(0.0);
        int row = (batch * classes + kind) * count;
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (scores.elements().get(row + i) > least) {
                order.add(i);
            }
        }
        order.sort(Comparator.comparingDouble(i -> -scores.elements().get(row + i)));
        boolean centred = node.attribute("center_point_box", 0L) == 1;
        List<Box> kept = new ArrayList<>();
        for (int i : order) {
            if (kept.size() >= most) {
                break;
            }
            Box box = Box.of(boxes.elements(), 4 * (batch * count + i), centred);
            if (kept.stream().anyMatch(better -> isClose(better.overlap(box), overlap))) {
                return -1;
            }
            if (kept.stream().noneMatch(better -> better.overlap(box) > overlap)) {
                kept.add(box);
            }
        }
        return kept.size();
    }

    private static boolean isClose(double overlap, double threshold) {
        return overlap != threshold && Math.abs(overlap - threshold) < ROUNDING;
    }

    private record Box(double top, double left, double bottom, double right) {

        static Box of(List<Double> all, int at, boolean centred) {
            double a = all.get(at);
            double b = all.get(at + 1);
            double c = all.get(at + 2);
            double d = all.get(at + 3);
            return centred
                    ? new Box(b - d / 2, a - c / 2, b + d / 2, a + c / 2)
                    : new Box(Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d));
        }

        double area() {
            return (bottom - top) * (right - left);
        }

        /// Intersection over union; none where either is empty.
        double overlap(Box other) {
            double height = Math.min(bottom, other.bottom) - Math.max(top, other.top);
            double width = Math.min(right, other.right) - Math.max(left, other.left);
            double both = Math.max(0, height) * Math.max(0, width);
            return area() <= 0 || other.area() <= 0 ? 0 : both / (area() + other.area() - both);
        }
    }
}
