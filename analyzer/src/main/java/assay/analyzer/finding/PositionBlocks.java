package assay.analyzer.finding;

import assay.analyzer.analysis.Links;
import java.util.List;
import java.util.Set;

/// Positions given to a transformer: rotations of queries and keys (`x * cos + rotated(x) * sin`),
/// or a learned table that is added once to the embeddings.
final class PositionBlocks implements BlockDetector {

    private static final Set<String> COUNTED =
            Set.of("Range", "Slice", "CumSum", "Expand", "Unsqueeze", "Add", "Cast", "Sub", "Mul");

    @Override
    public void find(Scene scene, List<Block> blocks) {
        Links links = scene.links;
        for (int add = 0; add < links.size(); add++) {
            if (!links.is(add, "Add")) {
                continue;
            }
            if (isRotation(links, add)) {
                blocks.add(new Block.Plain("RotaryPositions", List.of(add)));
            } else if (isLearned(links, add)) {
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

    /// A sum with a stored `[positions, width]` table, or with rows that are picked from one by
    /// counted positions.
    private static boolean isLearned(Links links, int add) {
        for (int i = 0; i < 2; i++) {
            String table = links.input(add, i);
            String other = links.input(add, 1 - i);
            if (links.isStored(other)) {
                continue;
            }
            var shape = links.type(table).shape();
            if (links.isStored(table) && shape.rank() >= 2 && shape.rank() <= 3) {
                long rows = shape.dim(-2).number().orElse(0);
                long width = shape.dim(-1).number().orElse(0);
                if (rows > 1
                        && width > 1
                        && links.rank(other) == 3
                        && links.type(other).shape().dim(-1).is(width)) {
                    return true;
                }
            }
            int gather = links.producer(table);
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
