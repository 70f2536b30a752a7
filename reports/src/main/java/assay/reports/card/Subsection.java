package assay.reports.card;

import java.util.List;

/// Blocks under a smaller heading, always open.
public record Subsection(String title, List<Block> blocks) implements Block {
    public Subsection {
        blocks = List.copyOf(blocks);
    }
}
