package assay.analyzer.structure;

import assay.analyzer.analysis.Links;
import assay.analyzer.graph.Attribute;
import java.util.List;

/// Channel shuffles: channels parted into groups, groups and members swapped, joined again (Zhang
/// et al. 2017).
final class ShuffleBlocks implements BlockDetector {

    private static final List<Long> SWAPPED = List.of(0L, 2L, 1L, 3L, 4L);

    @Override
    public void find(Scene scene, List<Block> blocks) {
        Links links = scene.links;
        for (int swap = 0; swap < links.size(); swap++) {
            if (!links.is(swap, "Transpose")
                    || !(links.node(swap).node().attributes().get("perm")
                                    instanceof Attribute.Ints(List<Long> order)
                            && order.equals(SWAPPED))) {
                continue;
            }
            int parted = links.producer(swap, 0);
            int joined = links.next(swap);
            if (links.is(parted, "Reshape")
                    && links.is(joined, "Reshape")
                    && links.rank(links.input(parted, 0)) == 4
                    && links.rank(links.output(joined)) == 4) {
                blocks.add(new Block.Plain("ChannelShuffle", List.of(parted, swap, joined)));
            }
        }
    }
}
