package assay.analyzer.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Layer and RMS normalization written out.
///
/// `d = x - mean(x); d / sqrt(mean(d^2) + e) * scale + bias` is kind `LayerNormalization`; without
/// the mean, `x / sqrt(mean(x^2) + e) * scale` is kind `SimplifiedLayerNormalization`. The square
/// may be a Pow or a product, the division a Div or a product with the reciprocal, the scale and
/// bias may be missing, and casts may stand between.
public final class NormPattern {

    private NormPattern() {}

    /// The normalization whose square root is node `root`.
    public static Optional<Match> at(Links links, int root) {
        if (!links.is(root, "Sqrt")) {
            return Optional.empty();
        }
        List<Integer> nodes = new ArrayList<>(List.of(root));
        String squared = squared(links, root, nodes);
        if (squared.isEmpty()) {
            return Optional.empty();
        }
        Integer division = division(links, root, squared, nodes);
        if (division == null) {
            return Optional.empty();
        }
        String centred = centred(links, squared, nodes);
        int last = affine(links, division, nodes);
        return Optional.of(
                new Match(
                        centred.isEmpty() ? "SimplifiedLayerNormalization" : "LayerNormalization",
                        nodes,
                        centred.isEmpty() ? squared : centred,
                        links.output(last)));
    }

    /// The value whose mean square is under the root; empty when it is something else.
    private static String squared(Links links, int root, List<Integer> nodes) {
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
            Links links, int root, String squared, List<Integer> nodes) {
        int next = links.next(root);
        String divisor = links.output(root);
        boolean reciprocal = links.is(next, "Reciprocal");
        if (!reciprocal
                && links.is(next, "Div")
                && links.scalar(links.input(next, 0)).isPresent()) {
            reciprocal = links.input(next, 1).equals(divisor);
        }
        if (reciprocal) {
            nodes.add(next);
            divisor = links.output(next);
            next = links.next(next);
        }
        if (!links.is(next, reciprocal ? "Mul" : "Div")) {
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
    private static String centred(Links links, String squared, List<Integer> nodes) {
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
