package assay.reports.card;

import java.util.List;

/// Blocks behind a line that opens them; printed open.
public record Fold(String title, List<Block> blocks) implements Block {
    public Fold {
        blocks = List.copyOf(blocks);
    }
}
