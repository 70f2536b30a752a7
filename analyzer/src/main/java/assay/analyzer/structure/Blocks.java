package assay.analyzer.structure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The blocks of a graph. A node may stand in several: the convolution of a `ConvBN` may also be
/// part of an `InvertedResidual`.
final class Blocks {

    private static final List<BlockDetector> DETECTORS =
            List.of(
                    new ConvBlocks(),
                    new PatternBlocks(),
                    new CellBlocks(),
                    new ResidualBlocks(),
                    new AttentionBlocks(),
                    new EinsumAttention(),
                    new PositionBlocks(),
                    new GateBlocks(),
                    new InvertedResidualBlocks(),
                    new RouterBlocks(),
                    new SkipBlocks(),
                    new BranchBlocks(),
                    new ShuffleBlocks());

    private Blocks() {}

    static List<Block> of(Scene scene) {
        List<Block> blocks = new ArrayList<>();
        for (BlockDetector detector : DETECTORS) {
            detector.find(scene, blocks);
        }
        blocks.sort(Comparator.comparingInt(block -> block.nodes().getFirst()));
        return List.copyOf(blocks);
    }
}
