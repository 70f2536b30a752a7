package assay.analyzer.structure;

import assay.analyzer.analysis.Links;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/// Positions given to a transformer: rotations of queries and keys (`x * cos + rotated(x) * sin`,
/// or both parts of the complex product), sines and cosines that are added, or a table that is
/// added once to the embeddings. A stored table that is added where nothing attends is none: the
/// places of a detector's boxes are one.
final class PositionBlocks implements BlockDetector {

    private static final Set<String> COUNTED =
            Set.of("Range", "Slice", "CumSum", "Expand", "Unsqueeze", "Add", "Cast", "Sub", "Mul");

    private static final Set<String> PASSING =
            Set.of("DequantizeLinear", "Cast", "Unsqueeze", "Reshape");

    @Override
    public void find(Scene scene, List<Block> blocks) {
        Links links = scene.links;
        boolean attends = blocks.stream().anyMatch(block -> block instanceof Block.Attention);
        for (int add = 0; add < links.size(); add++) {
            if (!links.is(add, "Add")) {
                continue;
            }
            if (isRotation(links, add) || isComplex(links, add)) {
                blocks.add(new Block.Plain("RotaryPositions", List.of(add)));
            } else if (isSinusoidal(links, add)) {
                blocks.add(new Block.Plain("SinusoidalPositions", List.of(add)));
            } else if (isPicked(links, add) || (attends && isStoredTable(links, add))) {
                blocks.add(new Block.Plain("LearnedPositions", List.of(add)));
            }
        }
    }

    private static boolean isRotation(Links links, int add) {
        int left = links.producer(add, 0);
        int right = links.producer(add, 1);
        return links.is(left, "Mul")
                && links.is(right, "Mul")
                && (isTurned(links, left) || isTurned(links, right));
    }

    /// A product with a Concat one half of which is negated.
    private static boolean isTurned(Links links, int mul) {
        for (int i = 0; i < 2; i++) {
            int concat = links.producer(mul, i);
            if (links.is(concat, "Concat")
                    && links.is(links.producer(concat, 0), "Neg")
                    && links.flowing(concat).size() == 2) {
                return true;
            }
        }
        return false;
    }

    /// The imaginary part `a*s + b*c` of a rotation, beside which stands the real part `a*c - b*s`
    /// of the same four.
    private static boolean isComplex(Links links, int add) {
        int left = links.producer(add, 0);
        int right = links.producer(add, 1);
        if (!links.is(left, "Mul") || !links.is(right, "Mul")) {
            return false;
        }
        List<String> as = links.node(left).node().inputs();
        List<String> bc = links.node(right).node().inputs();
        for (String a : as) {
            for (int reader : links.consumers(a)) {
                int minus = links.is(reader, "Mul") && reader != left ? links.next(reader) : -1;
                if (!links.is(minus, "Sub")) {
                    continue;
                }
                List<String> four = new ArrayList<>(as);
                four.addAll(bc);
                List<String> other = new ArrayList<>(products(links, links.producer(minus, 0)));
                other.addAll(products(links, links.producer(minus, 1)));
                Collections.sort(four);
                Collections.sort(other);
                if (four.equals(other)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static List<String> products(Links links, int mul) {
        return links.is(mul, "Mul") ? links.node(mul).node().inputs() : List.of();
    }

    /// A sum with a Concat of a Sin and a Cos.
    private static boolean isSinusoidal(Links links, int add) {
        for (int i = 0; i < 2; i++) {
            int concat = links.producer(add, i);
            for (int hops = 0; hops < 4 && links.is(concat, PASSING); hops++) {
                concat = links.producer(concat, 0);
            }
            if (links.is(concat, "Concat")
                    && links.flowing(concat).size() == 2
                    && links.flowing(concat).stream()
                                    .map(links::producer)
                                    .filter(node -> links.is(node, Set.of("Sin", "Cos")))
                                    .map(links::operator)
                                    .distinct()
                                    .count()
                            == 2) {
                return true;
            }
        }
        return false;
    }

    /// A sum with a stored `[positions, width]` table.
    private static boolean isStoredTable(Links links, int add) {
        for (int i = 0; i < 2; i++) {
            String table = links.input(add, i);
            String other = links.input(add, 1 - i);
            var shape = links.type(table).shape();
            if (!links.isStored(table)
                    || links.isStored(other)
                    || links.rank(other) != 3
                    || shape.rank() < 2
                    || shape.rank() > 3) {
                continue;
            }
            long rows = shape.dim(-2).number().orElse(0);
            long width = shape.dim(-1).number().orElse(0);
            if (rows > 1 && width > 1 && links.type(other).shape().dim(-1).is(width)) {
                return true;
            }
        }
        return false;
    }

    /// A sum with rows that are picked from a stored table by counted positions.
    private static boolean isPicked(Links links, int add) {
        for (int i = 0; i < 2; i++) {
            if (links.isStored(links.input(add, 1 - i))) {
                continue;
            }
            int gather = links.producer(add, i);
            for (int hops = 0; hops < 2 && links.is(gather, PASSING); hops++) {
                gather = links.producer(gather, 0);
            }
            if (links.is(gather, "Gather")
                    && links.isStored(links.input(gather, 0))
                    && links.rank(links.input(gather, 0)) == 2
                    && isCounted(links, links.input(gather, 1))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isCounted(Links links, String positions) {
        return links.isStored(positions)
                || (links.is(links.producer(positions), COUNTED) && links.rank(positions) <= 2);
    }
}
