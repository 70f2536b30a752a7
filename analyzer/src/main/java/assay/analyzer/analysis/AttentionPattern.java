package assay.analyzer.analysis;

import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Scaled dot-product attention written out: `softmax(q * k' * scale + mask) * v`, with scores that
/// may be bounded by a tanh.
///
/// @param nodes positions of the nodes from the first product to the second, ascending
/// @param query value that enters the first product on the left
/// @param key value that enters it on the right, transposed
/// @param value value that enters the second product on the right
/// @param output what the second product makes
/// @param scores type of the scores: their dims tell heads and lengths
public record AttentionPattern(
        List<Integer> nodes, String query, String key, String value, String output, Shape scores) {

    private static final Set<String> AFTER =
            Set.of("Dropout", "Cast", "Where", "Identity", "Reshape", "Mul");
    private static final Set<String> BEFORE =
            Set.of(
                    "Add",
                    "Sub",
                    "Mul",
                    "Div",
                    "Where",
                    "Cast",
                    "Reshape",
                    "Max",
                    "Min",
                    "Clip",
                    "Tanh",
                    "Identity");
    private static final Set<String> PRODUCT = Set.of("MatMul", "com.microsoft.FusedMatMul");

    public AttentionPattern {
        nodes = nodes.stream().distinct().sorted().toList();
    }

    /// The attention whose Softmax is node `softmax`.
    public static Optional<AttentionPattern> at(Links links, int softmax) {
        if (!links.is(softmax, "Softmax")) {
            return Optional.empty();
        }
        List<Integer> nodes = new ArrayList<>(List.of(softmax));
        int second = links.next(softmax);
        for (int hops = 0; hops < 4 && links.is(second, AFTER); hops++) {
            nodes.add(second);
            second = links.next(second);
        }
        String probabilities = nodes.isEmpty() ? "" : links.output(nodes.getLast());
        if (!links.is(second, PRODUCT) || !links.input(second, 0).equals(probabilities)) {
            return Optional.empty();
        }
        int first = scores(links, softmax, nodes);
        if (first < 0) {
            return Optional.empty();
        }
        nodes.add(first);
        nodes.add(second);
        return Optional.of(
                new AttentionPattern(
                        nodes,
                        links.input(first, 0),
                        links.input(first, 1),
                        links.input(second, 1),
                        links.output(second),
                        headed(links, nodes, first)));
    }

    /// The scores' shape: where the product folds the heads into the batch, that of a node after it
    /// which tells them apart.
    private static Shape headed(Links links, List<Integer> nodes, int first) {
        Shape own = links.type(links.output(first)).shape();
        if (own.rank() >= 4) {
            return own;
        }
        for (int node : nodes) {
            Shape shape = links.type(links.output(node)).shape();
            if (links.is(node, Set.of("Reshape", "Add")) && shape.rank() == 4) {
                return shape;
            }
        }
        return own;
    }

    /// Walks back from the Softmax over scale and mask to the product that makes the scores.
    private static int scores(Links links, int softmax, List<Integer> nodes) {
        String value = links.input(softmax, 0);
        for (int hops = 0; hops < 8; hops++) {
            int producer = links.producer(value);
            if (links.is(producer, PRODUCT)) {
                return links.flowing(producer).size() == 2 ? producer : -1;
            }
            if (!links.is(producer, BEFORE) || !links.isPrivate(value)) {
                return -1;
            }
            nodes.add(producer);
            value = scored(links, producer);
        }
        return -1;
    }

    /// Of a node's inputs the one on the way to the scores: the product, or what leads to it.
    private static String scored(Links links, int node) {
        List<String> flowing = links.flowing(node);
        for (String input : flowing) {
            if (links.is(links.producer(input), PRODUCT)) {
                return input;
            }
        }
        for (String input : flowing) {
            int producer = links.producer(input);
            if (links.isPrivate(input)
                    && links.is(producer, BEFORE)
                    && links.is(links.producer(scoredOnce(links, producer)), PRODUCT)) {
                return input;
            }
        }
        for (String input : flowing) {
            if (reachesProduct(links, input, 5)) {
                return input;
            }
        }
        return flowing.isEmpty() ? "" : flowing.getFirst();
    }

    private static boolean reachesProduct(Links links, String value, int hops) {
        int producer = links.producer(value);
        return links.is(producer, PRODUCT)
                || (hops > 0
                        && links.is(producer, BEFORE)
                        && links.isPrivate(value)
                        && links.flowing(producer).stream()
                                .anyMatch(input -> reachesProduct(links, input, hops - 1)));
    }

    private static String scoredOnce(Links links, int node) {
        for (String input : links.flowing(node)) {
            if (links.is(links.producer(input), PRODUCT)) {
                return input;
            }
        }
        return "";
    }

    /// Number of heads that the scores' dims show: `[batch, heads, query, key]`, and `[batch,
    /// groups, heads in a group, query, key]`; unknown otherwise.
    public Dim heads() {
        return switch (scores.rank()) {
            case 4 -> scores.dim(1);
            case 5 -> scores.dim(1).times(scores.dim(2));
            default -> Dim.unknown("the scores do not keep the heads as a dim");
        };
    }
}
