package assay.analyzer.structure;

import assay.analyzer.analysis.Links;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Residual sums, by ancestry: of the two summands one is, or is projected from, a value that the
/// other is computed from by at least one convolution, product or recurrence.
final class ResidualBlocks implements BlockDetector {

    private static final int MOST_VISITED = 400;
    private static final int LONGEST_SHORTCUT = 4;

    /// Positions between both ends of a path; other branches may lie between them too.
    private static final int FARTHEST = 4 * MOST_VISITED;

    private static final Set<String> SHORTCUT =
            Set.of(
                    "Conv",
                    "BatchNormalization",
                    "AveragePool",
                    "MaxPool",
                    "Pad",
                    "Identity",
                    "Dropout",
                    "Slice",
                    "Concat",
                    "Gemm",
                    "MatMul",
                    "Resize",
                    "ConvTranspose");

    private static final Set<String> SUMS = Set.of("Add", "Sum");

    @Override
    public void find(Scene scene, List<Block> blocks) {
        for (int add = 0; add < scene.links.size(); add++) {
            // a bias of the scores that all layers share is no shortcut
            if (scene.links.is(add, SUMS)
                    && scene.links.flowing(add).size() == 2
                    && !scene.isAttending(add)) {
                residual(scene, add).ifPresent(blocks::add);
            }
        }
    }

    private static Optional<Block> residual(Scene scene, int add) {
        String left = scene.links.flowing(add).getFirst();
        String right = scene.links.flowing(add).getLast();
        if (left.equals(right) || differ(scene.links, left, right)) {
            return Optional.empty();
        }
        int leftAt = scene.links.producer(left);
        int rightAt = scene.links.producer(right);
        Optional<Block> plain =
                leftAt <= rightAt
                        ? from(scene, add, left, right, List.of())
                        : from(scene, add, right, left, List.of());
        if (plain.isPresent()) {
            return plain;
        }
        Optional<Block> one = projected(scene, add, right, left);
        return one.isPresent() ? one : projected(scene, add, left, right);
    }

    private static boolean differ(Links links, String left, String right) {
        int a = links.rank(left);
        int b = links.rank(right);
        if (a < 0 || b < 0) {
            return false;
        }
        for (int axis = 0; a == b && axis < a; axis++) {
            long one = links.type(left).shape().dim(axis).number().orElse(-1);
            long two = links.type(right).shape().dim(axis).number().orElse(-1);
            if (one >= 0 && two >= 0 && one != two) {
                return true;
            }
        }
        return a != b;
    }

    private static Optional<Block> projected(Scene scene, int add, String shortcut, String main) {
        List<Integer> chain = new ArrayList<>();
        String value = shortcut;
        for (int hops = 0; hops < LONGEST_SHORTCUT; hops++) {
            int producer = scene.links.producer(value);
            if (!scene.links.is(producer, SHORTCUT) || scene.links.flowing(producer).size() != 1) {
                return Optional.empty();
            }
            chain.add(producer);
            value = scene.links.flowing(producer).getFirst();
            Optional<Block> found = from(scene, add, value, main, chain);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /// Walks back from `main` to `start`; the shortcut must be the shorter of the two.
    private static Optional<Block> from(
            Scene scene, int add, String start, String main, List<Integer> shortcut) {
        Links links = scene.links;
        int floor = links.producer(start);
        int top = links.producer(main);
        if (top - floor > FARTHEST || scene.multiplications(floor + 1, top + 1) == 0) {
            return Optional.empty();
        }
        Set<Integer> visited = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(main));
        boolean reached = false;
        int multiplications = 0;
        while (!open.isEmpty() && visited.size() <= MOST_VISITED) {
            String value = open.pop();
            if (value.equals(start)) {
                reached = true;
                continue;
            }
            int producer = links.producer(value);
            if (producer <= floor || !visited.add(producer)) {
                continue;
            }
            if (scene.isLearned(producer)) {
                multiplications++;
            }
            open.addAll(links.flowing(producer));
        }
        long own = shortcut.stream().filter(scene::multiplies).count();
        return reached && multiplications > own
                ? Optional.of(new Block.Residual(add, start, List.copyOf(visited), own > 0))
                : Optional.empty();
    }
}
