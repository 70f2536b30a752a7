package assay.analyzer.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// GELU written out: `x * 0.5 * (1 + erf(x / sqrt 2))`, or the approximation `x * 0.5 * (1 +
/// tanh(sqrt(2 / pi) * (x + 0.044715 * x^3)))`, in any order of the products.
public final class GeluPattern {

    private static final Set<String> POLYNOMIAL = Set.of("Mul", "Add", "Pow", "Div", "Cast");

    private GeluPattern() {}

    /// The GELU whose Erf or Tanh is node `anchor`: kind `Gelu` or `FastGelu`.
    public static Optional<Match> at(Links links, int anchor) {
        boolean erf = links.is(anchor, "Erf");
        if (!erf && !links.is(anchor, "Tanh")) {
            return Optional.empty();
        }
        List<Integer> nodes = new ArrayList<>(List.of(anchor));
        String x = argument(links, links.input(anchor, 0), nodes);
        int plusOne = links.next(anchor);
        if (x.isEmpty()
                || !links.is(plusOne, "Add")
                || !links.isScalar(links.other(plusOne, links.output(anchor)), 1)) {
            return Optional.empty();
        }
        nodes.add(plusOne);
        return product(links, plusOne, x, nodes)
                .map(output -> new Match(erf ? "Gelu" : "FastGelu", nodes, x, output));
    }

    /// Walks back from the argument of the function through private arithmetic to the one value
    /// that all of it reads; empty when there are several.
    private static String argument(Links links, String value, List<Integer> nodes) {
        List<String> open = new ArrayList<>(List.of(value));
        String leaf = "";
        while (!open.isEmpty()) {
            String next = open.removeLast();
            int producer = links.producer(next);
            if (links.isPrivate(next) && links.is(producer, POLYNOMIAL) && nodes.size() < 10) {
                nodes.add(producer);
                open.addAll(links.flowing(producer));
            } else if (leaf.isEmpty() || leaf.equals(next)) {
                leaf = next;
            } else {
                return "";
            }
        }
        return leaf;
    }

    /// The products after `1 + f`: with x, with one half, or with `x / 2`.
    private static Optional<String> product(
            Links links, int plusOne, String x, List<Integer> nodes) {
        boolean half = false;
        boolean times = false;
        int at = plusOne;
        while (!(half && times)) {
            int next = links.next(at);
            if (!links.is(next, "Mul")) {
                return Optional.empty();
            }
            String factor = links.other(next, links.output(at));
            int maker = links.producer(factor);
            if (factor.equals(x) && !times) {
                times = true;
            } else if (links.isScalar(factor, 0.5) && !half) {
                half = true;
            } else if (!half && !times && links.next(maker) == next && isHalf(links, maker, x)) {
                half = true;
                times = true;
                nodes.add(maker);
            } else {
                return Optional.empty();
            }
            nodes.add(next);
            at = next;
        }
        return Optional.of(links.output(at));
    }

    private static boolean isHalf(Links links, int node, String x) {
        return (links.is(node, "Mul") && links.isScalar(links.other(node, x), 0.5))
                || (links.is(node, "Div")
                        && links.input(node, 0).equals(x)
                        && links.isScalar(links.input(node, 1), 2));
    }
}
