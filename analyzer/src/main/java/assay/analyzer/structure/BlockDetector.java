package assay.analyzer.structure;

import java.util.List;

/// Finds one kind of block.
interface BlockDetector {

    /// Adds what it finds to `blocks`, which holds what the detectors before it found. Takes time
    /// linear in the nodes.
    void find(Scene scene, List<Block> blocks);
}
