package assay.analyzer.analysis;

import assay.analyzer.graph.Attribute;
import assay.analyzer.tensor.TensorValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Layer and RMS normalization written out.
///
/// `d = x - mean(x); d / sqrt(mean(d^2) + e) * scale + bias` is kind `LayerNormalization`; without
/// the mean, `x / sqrt(mean(x^2) + e) * scale` is kind `SimplifiedLayerNormalization`; with the
/// mean over the spatial axes of an image it is kind `InstanceNormalization`. The square may be a
/// Pow or a product, the root a Sqrt or a Pow, the division a Div or a product with the reciprocal,
/// the scale and bias may be missing, and casts may stand between.
public final class NormPattern {

    private NormPattern() {}

    /// The normalization whose square root is node `root`.
    public static Optional<Match> at(Links links, int root) {
        boolean inverse = links.is(root, "Pow") && links.isScalar(links.input(root, 1), -0.5);
        boolean power = links.is(root, "Pow") && links.isScalar(links.input(root, 1), 0.5);
        if (!inverse && !power && !links.is(root, "Sqrt")) {
            return Optional.empty();
        }
        List<Integer> nodes = new ArrayList<>(List.of(root));
        String squared = squared(links, root, nodes);
        if (squared.isEmpty()) {
            return Optional.empty();
        }
        Integer division = division(links, root, squared, inverse, nodes);
        if (division == null) {
            return Optional.empty();
        }
        String centred = centred(links, squared, nodes);
        int last = affine(links, division, nodes);
        return Optional.of(
                new Match(
                        kind(links, nodes, centred),
                        nodes,
                        centred.isEmpty() ? squared : centred,
                        links.output(last)));
    }

    private static String kind(Links links, List<Integer> nodes, String centred) {
        if (centred.isEmpty()) {
            return "SimplifiedLayerNormalization";
        }
        return links.rank(centred) == 4 && isSpatial(links, nodes)
                ? "InstanceNormalization"
                : "LayerNormalization";
    }

    /// True when the means are over the last two of four axes.
    private static boolean isSpatial(Links links, List<Integer> nodes) {
        for (int node : nodes) {
            if (links.is(node, "ReduceMean")) {
                Set<Long> axes = new HashSet<>();
                if (links.node(node).node().attributes().get("axes")
                        instanceof Attribute.Ints(List<Long> given)) {
                    given.forEach(axis -> axes.add(axis < 0 ? axis + 4 : axis));
                } else if (links.graph().values().get(links.input(node, 1))
                        instanceof TensorValue.Integers(var _, var _, var dims)) {
                    dims.forEach(dim -> {
                        long axis = dim.number().orElse(0);
                        axes.add(axis < 0 ? axis + 4 : axis);
                    });
                }
                return axes.equals(Set.of(2L, 3L));
            }
        }
        return false;
    }

    /// The value whose mean square is under the root; empty when it is something else.
    static String squared(Links links, int root, List<Integer> nodes) {
        int plus = links.producer(root, 0);
        if (!links.is(plus, "Add")) {
            return "";
        }
        int mean = -1;
        for (int i = 0; i < 2; i++) {
            if (links.is(links.producer(plus, i), "ReduceMean")
                    && links.isStored(links.input(plus, 1 - i))) {
                mean = links.producer(plus, i);
            }
        }
        if (mean < 0) {
            return "";
        }
        int square = links.producer(mean, 0);
        boolean power = links.is(square, "Pow") && links.isScalar(links.input(square, 1), 2);
        boolean product =
                links.is(square, "Mul") && links.input(square, 0).equals(links.input(square, 1));
        if (!power && !product) {
            return "";
        }
        nodes.addAll(List.of(plus, mean, square));
        return throughCast(links, links.input(square, 0), nodes);
    }

    /// The division of the squared value by the root, directly or as a product with the reciprocal.
    private static @Nullable Integer division(
            Links links, int root, String squared, boolean inverse, List<Integer> nodes) {
        int next = links.next(root);
        String divisor = links.output(root);
        boolean cast = links.is(next, "Cast");
        if (cast) {
            nodes.add(next);
            divisor = links.output(next);
            next = links.next(next);
        }
        boolean reciprocal = links.is(next, "Reciprocal");
        if (inverse) {
            reciprocal = false;
        } else if (!reciprocal
                && links.is(next, "Div")
                && links.scalar(links.input(next, 0)).isPresent()) {
            reciprocal = links.input(next, 1).equals(divisor);
        }
        if (reciprocal) {
            nodes.add(next);
            divisor = links.output(next);
            next = links.next(next);
        }
        if (!links.is(next, reciprocal || inverse ? "Mul" : "Div")) {
            return null;
        }
        String dividend = links.other(next, divisor);
        if (dividend.isEmpty() || !sameValue(links, dividend, squared, nodes)) {
            return null;
        }
        nodes.add(next);
        return next;
    }

    /// Exporters write the subtraction of the mean once or twice.
    private static boolean sameValue(Links links, String a, String b, List<Integer> nodes) {
        String first = throughCast(links, a, nodes);
        if (first.equals(b)) {
            return true;
        }
        int one = links.producer(first);
        int two = links.producer(b);
        if (links.is(one, "Sub")
                && links.is(two, "Sub")
                && links.node(one).node().inputs().equals(links.node(two).node().inputs())) {
            nodes.add(one);
            return true;
        }
        return false;
    }

    /// The value from which its mean was taken to give `squared`; empty when none was.
    static String centred(Links links, String squared, List<Integer> nodes) {
        int minus = links.producer(squared);
        if (!links.is(minus, "Sub")) {
            return "";
        }
        int mean = links.producer(minus, 1);
        String x = links.input(minus, 0);
        if (!links.is(mean, "ReduceMean") || !links.input(mean, 0).equals(x)) {
            return "";
        }
        nodes.addAll(List.of(minus, mean));
        return x;
    }

    /// Takes in the scale and the bias that follow; returns the last node.
    private static int affine(Links links, int division, List<Integer> nodes) {
        int last = division;
        int next = links.next(last);
        if (links.is(next, "Cast") && isAffine(links, next, links.next(next), "Mul")) {
            nodes.add(next);
            last = next;
        }
        if (isAffine(links, last, links.next(last), "Mul")) {
            last = links.next(last);
            nodes.add(last);
            if (isAffine(links, last, links.next(last), "Add")) {
                last = links.next(last);
                nodes.add(last);
            }
        }
        return last;
    }

    private static boolean isAffine(Links links, int from, int node, String operator) {
        if (!links.is(node, operator)) {
            return false;
        }
        String other = links.other(node, links.output(from));
        return !other.isEmpty() && links.isStored(other);
    }

    private static String throughCast(Links links, String value, List<Integer> nodes) {
        int producer = links.producer(value);
        if (links.is(producer, "Cast") && links.isPrivate(value)) {
            nodes.add(producer);
            return links.input(producer, 0);
        }
        return value;
    }
}
