package assay.analyzer.structure;

import assay.analyzer.analysis.Links;
import assay.analyzer.graph.Attribute;
import java.util.Set;

/// What keeps attention from looking ahead.
final class CausalMask {

    private static final Set<String> MASKING = Set.of("Add", "Where");

    private static final Set<String> MOVES =
            Set.of("Cast", "Identity", "Reshape", "Unsqueeze", "Squeeze", "Expand", "Neg");

    private CausalMask() {}

    /// True when attention is kept from looking ahead: by a Trilu, by a triangular mask compared
    /// from two ranges, or by an operator's attribute.
    static boolean isIn(Scene scene) {
        Links links = scene.links;
        for (int i = 0; i < links.size(); i++) {
            var attributes = links.node(i).node().attributes();
            if (links.is(i, "Trilu")
                    || links.is(i, "com.microsoft.GroupQueryAttention")
                    || (attributes.get("unidirectional") instanceof Attribute.Int(long u) && u == 1)
                    || (attributes.get("is_causal") instanceof Attribute.Int(long c) && c == 1)) {
                return true;
            }
        }
        return !ImageInput.isIn(links)
                && scene.attentions.stream()
                        .flatMap(attention -> attention.nodes().stream())
                        .anyMatch(node -> masksByPosition(links, node));
    }

    /// True when the node adds or selects by a square `[.., length, length]` mask that does not
    /// depend on the data.
    private static boolean masksByPosition(Links links, int node) {
        if (!links.is(node, MASKING)) {
            return false;
        }
        for (String input : links.node(node).node().inputs()) {
            if (squareMask(links, input)) {
                return true;
            }
        }
        return false;
    }

    private static boolean squareMask(Links links, String value) {
        String at = value;
        for (int hops = 0; hops < 12; hops++) {
            var shape = links.type(at).shape();
            if (links.isStored(at)) {
                return shape.rank() >= 2
                        && shape.dim(-1).equals(shape.dim(-2))
                        && shape.elements().equals(shape.dim(-1).times(shape.dim(-1)))
                        && shape.dim(-1).number().orElse(0) > 1;
            }
            int producer = links.producer(at);
            if (links.is(producer, Set.of("Less", "LessOrEqual", "Greater", "GreaterOrEqual"))
                    && comparesPositions(
                            links, links.input(producer, 0), links.input(producer, 1))) {
                return true;
            }
            if (producer < 0 || links.node(producer).node().inputs().isEmpty()) {
                return false;
            }
            at = links.input(producer, 0);
        }
        return false;
    }

    /// One position with another, or their difference with a number. A distance, which has no sign,
    /// and a position alone hide nothing of what comes later.
    private static boolean comparesPositions(Links links, String a, String b) {
        return isNumber(links, a)
                ? isDifference(links, b)
                : isNumber(links, b)
                        ? isDifference(links, a)
                        : isRange(links, a) && isRange(links, b);
    }

    private static boolean isNumber(Links links, String value) {
        return links.isStored(value) && links.type(value).shape().elements().is(1);
    }

    private static boolean isDifference(Links links, String value) {
        String at = value;
        for (int hops = 0; hops < 6; hops++) {
            int producer = links.producer(at);
            if (links.is(producer, "Sub")) {
                return isRange(links, links.input(producer, 0))
                        && isRange(links, links.input(producer, 1));
            }
            if (!links.is(producer, MOVES)) {
                return false;
            }
            at = links.input(producer, 0);
        }
        return false;
    }

    private static boolean isRange(Links links, String value) {
        String at = value;
        for (int hops = 0; hops < 6; hops++) {
            int producer = links.producer(at);
            if (links.isStored(at) || links.is(producer, "Range")) {
                return true;
            }
            if (producer < 0 || links.node(producer).node().inputs().isEmpty()) {
                return false;
            }
            at = links.input(producer, 0);
        }
        return false;
    }
}
