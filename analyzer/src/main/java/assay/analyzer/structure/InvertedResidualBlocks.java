package assay.analyzer.structure;

import assay.analyzer.analysis.Links;
import assay.analyzer.graph.Attribute;
import assay.analyzer.tensor.Dim;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Inverted residuals: an expanding 1x1 convolution (which the first may lack), a depthwise one,
/// and a 1x1 convolution without an activation. The sum with the input is not needed: blocks that
/// change the size have none. Where the last has an activation it is a depthwise separable
/// convolution; where one dense convolution does the work of the first two, a fused inverted
/// residual.
final class InvertedResidualBlocks implements BlockDetector {

    private static final int LONGEST = 24;

    /// A convolution of so few channels reads the image: it is the stem.
    private static final int LARGEST_IMAGE = 4;

    @Override
    public void find(Scene scene, List<Block> blocks) {
        Map<Integer, Block> convBlocks = new HashMap<>();
        for (Block block : blocks) {
            if (block.type().startsWith("Conv")) {
                convBlocks.put(block.nodes().getFirst(), block);
            }
        }
        for (int conv = 0; conv < scene.links.size(); conv++) {
            if (LearnedOperators.isDepthwise(scene.links, conv)) {
                depthwise(scene, convBlocks, conv).ifPresent(blocks::add);
            } else if (isFused(scene, convBlocks, conv)) {
                int projection = projection(scene, convBlocks, conv);
                if (projection >= 0) {
                    blocks.add(new Block.Plain("FusedInvertedResidual", List.of(conv, projection)));
                }
            }
        }
    }

    private static Optional<Block> depthwise(
            Scene scene, Map<Integer, Block> convBlocks, int conv) {
        int projection = convBlocks.containsKey(conv) ? projection(scene, convBlocks, conv) : -1;
        if (projection >= 0) {
            List<Integer> nodes = new ArrayList<>(List.of(conv, projection));
            int before = previous(scene, conv);
            if (before >= 0 && isPointwise(scene.links, before) && expands(scene.links, before)) {
                nodes.add(before);
            }
            return Optional.of(new Block.Plain("InvertedResidual", nodes));
        }
        int next = following(scene, conv);
        return isPointwise(scene.links, next) && !LearnedOperators.isDepthwise(scene.links, next)
                ? Optional.of(new Block.Plain("DepthwiseSeparable", List.of(conv, next)))
                : Optional.empty();
    }

    /// A dense convolution over an area that widens, with an activation.
    private static boolean isFused(Scene scene, Map<Integer, Block> convBlocks, int conv) {
        Block block = convBlocks.get(conv);
        return block != null
                && !block.type().endsWith("BN")
                && !isPointwise(scene.links, conv)
                && expands(scene.links, conv)
                && !isGrouped(scene.links, conv)
                && scene.links
                                .type(LearnedOperators.weights(scene.links, conv))
                                .shape()
                                .dim(1)
                                .number()
                                .orElse(0)
                        > LARGEST_IMAGE;
    }

    /// The next convolution after the depthwise one, when it is 1x1 and no activation follows it.
    private static int projection(Scene scene, Map<Integer, Block> convBlocks, int depthwise) {
        int next = following(scene, depthwise);
        if (!isPointwise(scene.links, next)) {
            return -1;
        }
        Block block = convBlocks.get(next);
        boolean linear = block == null || block.type().equals("ConvBN");
        return linear && !expands(scene.links, next) ? next : -1;
    }

    /// The first convolution on the way forward, past activations and a squeeze-and-excite.
    private static int following(Scene scene, int conv) {
        Links links = scene.links;
        String value = links.output(conv);
        for (int hops = 0; hops < LONGEST; hops++) {
            List<Integer> readers = links.consumers(value);
            if (readers.isEmpty()) {
                return -1;
            }
            var activation = scene.activationOf(value);
            if (activation.isPresent()) {
                value = activation.get().output();
                continue;
            }
            int reader = readers.size() == 1 ? readers.getFirst() : readers.getLast();
            if (scene.isConvolution(reader)) {
                return reader;
            }
            if (readers.size() > 1 && !links.is(reader, "Mul")) {
                return -1;
            }
            value = links.output(reader);
        }
        return -1;
    }

    private static int previous(Scene scene, int conv) {
        Links links = scene.links;
        String value = links.input(conv, 0);
        for (int hops = 0; hops < LONGEST; hops++) {
            var activation = scene.activationMaking(value);
            if (activation.isPresent()) {
                value = activation.get().input();
                continue;
            }
            int producer = links.producer(value);
            if (producer < 0 || scene.isConvolution(producer)) {
                return producer;
            }
            if (links.flowing(producer).size() != 1) {
                return -1;
            }
            value = links.flowing(producer).getFirst();
        }
        return -1;
    }

    private static boolean isGrouped(Links links, int conv) {
        return links.node(conv).node().attributes().get("group")
                        instanceof Attribute.Int(long groups)
                && groups > 1;
    }

    private static boolean isPointwise(Links links, int conv) {
        if (!links.is(conv, LearnedOperators.CONVOLUTIONS)) {
            return false;
        }
        List<Dim> dims = links.type(LearnedOperators.weights(links, conv)).shape().dims();
        return dims.size() > 2 && dims.subList(2, dims.size()).stream().allMatch(d -> d.is(1));
    }

    private static boolean expands(Links links, int conv) {
        var shape = links.type(LearnedOperators.weights(links, conv)).shape();
        return shape.dim(0).number().orElse(0) > shape.dim(1).number().orElse(Long.MAX_VALUE);
    }
}
