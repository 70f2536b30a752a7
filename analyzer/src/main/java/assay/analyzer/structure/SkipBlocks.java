package assay.analyzer.structure;

import assay.analyzer.analysis.Links;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// U-Net skips: an earlier feature map joined to one that was scaled up to its size, or added to
/// it. Such a sum is no residual block, whatever lies between.
final class SkipBlocks implements BlockDetector {

    private static final int LONGEST = 6;
    private static final Set<String> JOINING = Set.of("Concat", "Add");
    private static final Set<String> UPSCALING = Set.of("ConvTranspose", "Resize", "Upsample");

    @Override
    public void find(Scene scene, List<Block> blocks) {
        Links links = scene.links;
        if (!links.hasAny(UPSCALING)) {
            return;
        }
        Set<Integer> sums = new HashSet<>();
        for (int join = 0; join < links.size(); join++) {
            if (!links.is(join, JOINING) || links.flowing(join).size() != 2) {
                continue;
            }
            String left = links.input(join, 0);
            String right = links.input(join, 1);
            if (joins(scene, left, right) || joins(scene, right, left)) {
                blocks.add(new Block.Plain("UNetSkip", List.of(join)));
                sums.add(join);
            }
        }
        blocks.removeIf(block -> block instanceof Block.Residual sum && sums.contains(sum.add()));
    }

    private static boolean joins(Scene scene, String skip, String scaled) {
        Links links = scene.links;
        int up = upscaling(links, scaled);
        return up >= 0
                && links.rank(skip) >= 4
                && links.producer(skip) < up
                && links.consumers(skip).size() > 1
                && upscaling(links, skip) < 0;
    }

    /// The node that scales up, a few nodes before the value; -1 where there is none.
    private static int upscaling(Links links, String value) {
        String at = value;
        for (int hops = 0; hops < LONGEST; hops++) {
            int producer = links.producer(at);
            if (producer < 0 || links.is(producer, UPSCALING)) {
                return producer;
            }
            if (links.flowing(producer).size() != 1) {
                return -1;
            }
            at = links.flowing(producer).getFirst();
        }
        return -1;
    }
}
