package assay.analyzer.structure;

import assay.analyzer.analysis.Links;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// LSTM cells written out: `c' = f * c + i * g` of three gates, and `h = o * tanh(c')`. Steps of
/// one layer that are unrolled share their weights and count once.
final class CellBlocks implements BlockDetector {

    private static final int LONGEST = 8;

    @Override
    public void find(Scene scene, List<Block> blocks) {
        Links links = scene.links;
        Set<String> layers = new HashSet<>();
        for (int mul = 0; mul < links.size(); mul++) {
            int tanh = other(links, mul, "Sigmoid", "Tanh");
            int sum = tanh < 0 ? -1 : links.producer(tanh, 0);
            if (!links.is(sum, "Add")) {
                continue;
            }
            int input = links.producer(sum, 0);
            int forget = links.producer(sum, 1);
            if (other(links, input, "Sigmoid", "Tanh") < 0) {
                int swap = input;
                input = forget;
                forget = swap;
            }
            int candidate = other(links, input, "Sigmoid", "Tanh");
            boolean forgets =
                    links.is(forget, "Mul")
                            && (links.is(links.producer(forget, 0), "Sigmoid")
                                    || links.is(links.producer(forget, 1), "Sigmoid"));
            if (candidate >= 0 && forgets && layers.add(weights(links, candidate))) {
                blocks.add(
                        new Block.Plain("RecurrentCell", List.of(input, forget, sum, tanh, mul)));
            }
        }
    }

    /// The factor of a product made by `wanted`, where the other is made by `gate`; -1 else.
    private static int other(Links links, int mul, String gate, String wanted) {
        if (!links.is(mul, "Mul")) {
            return -1;
        }
        int left = links.producer(mul, 0);
        int right = links.producer(mul, 1);
        if (links.is(left, gate) && links.is(right, wanted)) {
            return right;
        }
        return links.is(right, gate) && links.is(left, wanted) ? left : -1;
    }

    /// The stored weights a few nodes before a gate, by name; the gate's own name where none is
    /// near.
    private static String weights(Links links, int gate) {
        int at = gate;
        for (int hops = 0; hops < LONGEST; hops++) {
            if (links.is(at, LearnedOperators.PRODUCTS)) {
                for (String value : links.node(at).node().inputs()) {
                    if (links.isStored(value)) {
                        return value;
                    }
                }
            }
            List<String> flowing = at < 0 ? List.of() : links.flowing(at);
            if (flowing.isEmpty()) {
                break;
            }
            at = links.producer(flowing.getFirst());
        }
        return links.node(gate).node().outputs().getFirst();
    }
}
