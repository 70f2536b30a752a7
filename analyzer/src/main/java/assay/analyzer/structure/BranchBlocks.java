package assay.analyzer.structure;

import assay.analyzer.analysis.Links;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Parts whose paths are joined again along the channels: dense layers (one path is the input
/// itself), Fire modules (a 1x1 and a 3x3 convolution of one squeezed value) and Inception modules
/// (three paths or more).
final class BranchBlocks implements BlockDetector {

    private static final int LONGEST = 24;
    private static final Set<String> ALONG =
            Set.of(
                    "BatchNormalization",
                    "Relu",
                    "Clip",
                    "LeakyRelu",
                    "Dropout",
                    "MaxPool",
                    "AveragePool",
                    "Identity");

    private static final Set<String> GROWING =
            Set.of("Conv", "BatchNormalization", "Relu", "Clip", "LeakyRelu", "Dropout");

    @Override
    public void find(Scene scene, List<Block> blocks) {
        for (int concat = 0; concat < scene.links.size(); concat++) {
            if (scene.links.is(concat, "Concat")
                    && scene.links.rank(scene.links.output(concat)) == 4) {
                joined(scene, concat, blocks);
            }
        }
    }

    private static void joined(Scene scene, int concat, List<Block> blocks) {
        List<String> paths = scene.links.flowing(concat);
        if (paths.size() >= 2
                && isGrowth(scene, paths.subList(0, paths.size() - 1), paths.getLast())) {
            blocks.add(new Block.Plain("DenseLayer", List.of(concat)));
            return;
        }
        List<Integer> nodes = new ArrayList<>(List.of(concat));
        Set<String> starts = new HashSet<>();
        for (String path : paths) {
            starts.add(start(scene, path, nodes));
        }
        if (starts.size() != 1 || starts.contains("")) {
            return;
        }
        List<Integer> convolutions = nodes.stream().filter(scene::isConvolution).toList();
        if (paths.size() == 2 && convolutions.size() == 2) {
            if (areas(scene.links, convolutions).equals(Set.of(1L, 3L))) {
                blocks.add(new Block.Plain("Fire", nodes));
            }
        } else if (paths.size() >= 3 && convolutions.size() >= paths.size() - 1) {
            blocks.add(new Block.Plain("Inception", nodes));
        }
    }

    /// True when `grown` is made by convolutions from what it is joined with: one value, or several
    /// that were joined before.
    private static boolean isGrowth(Scene scene, List<String> joined, String grown) {
        boolean convolved = false;
        String at = grown;
        for (int hops = 0; hops < LONGEST; hops++) {
            int producer = scene.links.producer(at);
            if (!scene.links.is(producer, GROWING)) {
                return false;
            }
            convolved |= scene.isConvolution(producer);
            at = scene.links.input(producer, 0);
            int before = scene.links.producer(at);
            if ((joined.size() == 1 && at.equals(joined.getLast()))
                    || (scene.links.is(before, "Concat")
                            && scene.links.flowing(before).equals(joined))) {
                return convolved;
            }
        }
        return false;
    }

    /// The first value on the way back that more than one node reads; empty where the way is none
    /// of convolutions.
    private static String start(Scene scene, String value, List<Integer> nodes) {
        String at = value;
        for (int hops = 0; hops < LONGEST; hops++) {
            int producer = scene.links.producer(at);
            if (!isStep(scene, producer)) {
                return "";
            }
            nodes.add(producer);
            at = scene.links.input(producer, 0);
            if (scene.links.consumers(at).size() > 1) {
                return at;
            }
        }
        return "";
    }

    private static boolean isStep(Scene scene, int node) {
        return scene.isConvolution(node) || scene.links.is(node, ALONG);
    }

    private static Set<Long> areas(Links links, List<Integer> convolutions) {
        Set<Long> areas = new HashSet<>();
        for (int conv : convolutions) {
            areas.add(
                    links.type(LearnedOperators.weights(links, conv))
                            .shape()
                            .dim(2)
                            .number()
                            .orElse(-1));
        }
        return areas;
    }
}
